"""A plain text becomes blocks: what is plainly a heading, a list, a table, a question, a turn; else paragraphs."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.document import Block, Content, faults
from index.documents.plaintext.text import header_line, load
from own_time import own_time
from settings import ROOT

HELD = ("list", "item", "table", "head", "row", "quotation", "turn", "exchange", "definition", "message")
FORMS = ROOT / "eval" / "corpora" / "forms" / "dev"


def read(text: str) -> Content:
    content = load(text.encode())
    assert content.text == text
    assert faults(content.text, content.blocks) == []
    return content


def outline(text: str, silent: bool = False) -> list[str]:
    """Each block of a text on a line, indented under its parent: its kind, its level, and what words it holds itself.

    Markup and furniture are left out, unless they are asked for.
    """
    content = read(text)
    depths: dict[int, int] = {-1: -1}
    lines = []
    for place, block in enumerate(content.blocks):
        depths[place] = depths[block.parent] + 1
        if silent or block.kind not in ("markup", "furniture"):
            lines.append("  " * depths[place] + _described(content.text, block))
    return lines


def _described(text: str, block: Block) -> str:
    words = "" if block.kind in HELD else " ".join(text[block.start : block.end].split())
    level = str(block.level) if block.level or block.kind == "cell" else ""
    return f"{block.kind}{level} {words}".rstrip()


def tops(text: str) -> list[str]:
    """The same for the blocks at the top alone."""
    return [line for line in outline(text) if not line.startswith(" ")]


# --- the text ---


def test_the_text_is_the_source_with_line_ends_of_one_kind() -> None:
    assert load(b"\xef\xbb\xbfBees\r\nfly.\rFar.").text == "Bees\nfly.\nFar."


def test_prose_is_paragraphs_and_nothing_else() -> None:
    text = (FORMS / "story-the-prompter.txt").read_text()

    assert {line.split()[0] for line in tops(text)[1:]} == {"paragraph"}


PIECES = [
    *("A: ", "Q: ", "- ", "> ", "1. ", "(a) ", "§ 4 ", "4.2 Fees", "From: x", "To: y", "Date: 3 May", "===", "-----"),
    *("[12:04] <ida> ", "[00:01:12] ANNA: ", "ANNA: ", "WARRANTY", "Title", "One. Two", "Why?", "low", "|", "a | b"),
    *("Term: value", "..... 3", "00 - x", "[Page 3]", ".. note::", ":field: v", "``x``", "**b**", "[1]", "::", "```"),
    *(
        "x  y",
        "Head   Two",
        "A1   x   y",
        "\t",
        "\f",
        "\n",
        "\n\n",
        "\n",
        "    ",
        "  ",
        "é",
        "漢字",
        "\0",
        "\x85",
        "²",
        "٣",
    ),
]


@settings(max_examples=100, deadline=None)
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_kept_as_it_is_and_every_word_stands_in_a_block(text: str) -> None:
    text = text.replace("\r", "").lstrip("\ufeff")
    content = load(text.encode("utf-8", "replace"))

    assert content.text == text.encode("utf-8", "replace").decode()
    assert faults(content.text, content.blocks) == []


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(FORMS.glob("*.txt"))), st.randoms(use_true_random=False))
def test_documents_whose_lines_are_shuffled_are_read_all_the_same(path, random) -> None:  # type: ignore[no-untyped-def]
    lines = path.read_text().split("\n")
    random.shuffle(lines)

    read("\n".join(lines))


@pytest.mark.parametrize("levels", [50, 1000])
@pytest.mark.parametrize("line", ["{}> deep", "{}- deep"])
def test_deep_nesting_is_cut_off(line: str, levels: int) -> None:
    marks = (">" if ">" in line else "  ") * levels

    read("\n".join(line.format(marks[:size]) for size in range(0, len(marks), 7)))


@pytest.mark.parametrize(
    "text",
    [
        "Ann: hello.\nBen: no.\n" * 500,
        "a?\n\nb\n\n" * 500,
        "- a\n\n" * 500,
        "a  b\n" * 1_000,
        "1. a\n" * 1_000,
        "Term   a\n       b\n" * 500,
        "text is\n\n[Page 3]\n\n" * 500,
        "x" * 200_000,
        "*a `b <" * 20_000,
        "- " * 100_000,
        "a" + " " * 200_000 + "b",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_long_texts_take_time_by_their_length(text: str) -> None:
    def seconds(text: str) -> float:
        with own_time() as watch:
            load(text.encode())
        return watch.seconds

    assert seconds(text * 8) < 24 * seconds(text) + 0.5


# --- what it states of itself ---


def test_fields_at_the_top_are_front_matter_and_metadata() -> None:
    text = "Title: On Boats\nAuthor: Ida Lund\nDate: 3 May 2024\n\nBoats float."

    assert outline(text) == ["front Title: On Boats Author: Ida Lund Date: 3 May 2024", "paragraph Boats float."]
    assert read(text).metadata == {"title": "On Boats", "author": "Ida Lund", "date": "3 May 2024"}


def test_fields_may_stand_below_a_notice_and_apart() -> None:
    text = "Free for all to read.\n\nTitle: On Boats\n\nAuthor: Ida Lund\n\nBoats float."

    assert read(text).metadata == {"title": "On Boats", "author": "Ida Lund"}


def test_a_header_line_is_front_matter() -> None:
    line = "Publication: Boats Monthly Volume: 2 Issue: 128"

    assert header_line(f"{line}\n\nBoats float.") == line
    assert outline(f"{line}\n\nBoats float.") == [f"front {line}", "paragraph Boats float."]


def test_minutes_say_who_was_there_in_definitions() -> None:
    found = outline("Minutes of May\n\nDate: 3 May\nPlace: Town hall\nPresent: Ida, Tom\n\nThe mast is cracked.")

    assert found[:4] == ["heading1 Minutes of May", "definition", "  term Date", "  paragraph 3 May"]
    assert found[-1] == "paragraph The mast is cracked."


# --- headings ---


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("WARRANTY\nIt lasts five years.\nRETURNS\nWithin 14 days.", ["heading1 WARRANTY", "heading1 RETURNS"]),
        ("Boats\n=====\n\nThey float.\n\nMasts\n-----\nThey stand.", ["heading1 Boats =====", "heading2 Masts -----"]),
        (
            "Hire of boats\n\nWe hire.\n\n4. Termination\n\nIt ends.\n\n4.2 Fees\n\nThey rise.\n\n§ 5 End\n\nIt ends.",
            ["heading1 Hire of boats", "heading2 4. Termination", "heading3 4.2 Fees", "heading2 § 5 End"],
        ),
        ("1 Scope\n\n1.1 It covers boats.\n\n2 Terms\n\n2.1 A boat floats.", ["heading1 1 Scope", "heading1 2 Terms"]),
        (
            "Article 1 - Accès\nOn entre à neuf heures.\n\nArticle 2 - Tours\nIl y en a six.",
            ["heading1 Article 1 - Accès", "heading1 Article 2 - Tours"],
        ),
        ("Boats\n\nPrices\n\nA canoe costs 14 euros.\n\nHours\n\nWe open at nine.", ["Boats", "Prices", "Hours"]),
        ("I. START\n\nWe start.\n\nII. END\n\nWe end.", ["heading1 I. START", "heading1 II. END"]),
        ("**Hours**\n\nFrom nine.\n\n**Prices**\n\nFree of charge.", ["heading1 **Hours**", "heading1 **Prices**"]),
    ],
)
def test_headings(text: str, headings: list[str]) -> None:
    found = [line for line in outline(text) if line.startswith("heading")]

    assert len(found) == len(headings)
    assert all(line.endswith(heading) for line, heading in zip(found, headings, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "The mast is cracked. It stood for ten years.",
        "We met on\n9 June and talked\nabout NATO and the\nEU for long.",
        "Dear Ida,\n\nThank you for the boat.\n\nYours,\n\nTom",
        "KELDER, March 12\nwas cold, they said.",
        "Boats are old. THEY FLOAT WELL, said the owner, and\nso did all of those who came.",
    ],
)
def test_no_headings(text: str) -> None:
    assert not [line for line in outline(text) if line.startswith("heading")]


def test_lines_of_a_letterhead_and_of_verse() -> None:
    assert tops("Ida Lund\nHarbour Street 5\nBergen\n\nThe mast of my boat broke, and so I am\nwriting to you.")[
        :3
    ] == [
        "paragraph Ida Lund",
        "paragraph Harbour Street 5",
        "paragraph Bergen",
    ]
    stanzas = ["Whose woods these are\nI think I know\nThough it is dark.", "My horse must think\nIt queer\nAt night."]
    assert tops("\n\n".join(stanzas)) == ["paragraph " + stanza.replace("\n", " ") for stanza in stanzas]


# --- lists ---


def test_a_list_keeps_its_introduction_beside_it_and_its_wrapped_lines_in_it() -> None:
    text = """\
    You will need all of this at sea, and on
    land some:

      * a boat that
        floats
      * rope
          - 10 m
          - 12 mm
      * patience. It is not
    sold here.
    """

    assert outline(dedent(text)) == [
        "paragraph You will need all of this at sea, and on land some:",
        "list",
        "  item",
        "    paragraph a boat that floats",
        "  item",
        "    paragraph rope",
        "    list",
        "      item",
        "        paragraph 10 m",
        "      item",
        "        paragraph 12 mm",
        "  item",
        "    paragraph patience. It is not sold here.",
    ]


@pytest.mark.parametrize("marks", ["1. 2.", "1) 2)", "(a) (b)", "a) b)", "i. ii.", "[1] [2]", "(1) (2)", "A. B."])
def test_numbered_lists(marks: str) -> None:
    first, second = marks.split()

    assert outline(f"It is so:\n\n{first} One thing,\n   and more;\n\n{second} another.", silent=True)[1:] == [
        "list1",
        "  item",
        f"    markup {first}",
        "    paragraph One thing, and more;",
        "  item",
        f"    markup {second}",
        "    paragraph another.",
    ]


def test_keys_and_what_they_mean() -> None:
    assert outline("KIND is as follows:\n\n   00 - not packed\n   01 - packed") == [
        "paragraph KIND is as follows:",
        "list",
        "  item",
        "    definition",
        "      term 00",
        "      paragraph not packed",
        "  item",
        "    definition",
        "      term 01",
        "      paragraph packed",
    ]


def test_numbers_that_do_not_follow_each_other_are_keys() -> None:
    found = outline("NOTES\n(1)  not on Sundays\n(5)  not in May\n(8)  with a boat")

    assert found[2:7] == ["  item", "    definition", "      term (1)", "      paragraph not on Sundays", "  item"]


@pytest.mark.parametrize("words", [300, 500, 5000])
def test_an_item_may_be_one_long_line(words: int) -> None:
    text = f"- {'x' * words}\n- a lamp\n- two ropes"

    assert [line.split()[0] for line in outline(text)] == ["list", *["item", "paragraph"] * 3]


def test_numbered_prose_is_paragraphs_and_their_numbers_are_markup() -> None:
    text = "537. Lamps are of last resort.\n\n538. They are of use at night."

    assert outline(text, silent=True) == [
        "paragraph 537. Lamps are of last resort.",
        "  markup 537.",
        "paragraph 538. They are of use at night.",
        "  markup 538.",
    ]


def test_short_lines_below_a_colon_are_a_list() -> None:
    found = outline("Ingredients:\n200 g flour\n3 eggs\n\nMix them.")

    assert found == [
        "paragraph Ingredients:",
        *("list", "  item", "    paragraph 200 g flour", "  item", "    paragraph 3 eggs"),
        "paragraph Mix them.",
    ]


def test_a_dash_or_a_number_in_prose_makes_no_list() -> None:
    assert tops("He was tall\n- that was known -\nand born in\n1987. He sailed.") != ["list"]
    assert "list" not in tops("He was tall and\n- that was known to all of us -\nhe sailed.")


# --- tables ---


def test_columns_that_blanks_set_apart() -> None:
    text = "Hire\n\nBoat         One hour     Day\nCanoe        14 euros     40 euros\nRowing boat  16 euros"

    assert outline(text)[1:] == [
        "table",
        *("  head", "    cell0 Boat", "    cell1 One hour", "    cell2 Day"),
        *("  row", "    cell0 Canoe", "    cell1 14 euros", "    cell2 40 euros"),
        *("  row", "    cell0 Rowing boat", "    cell1 16 euros"),
    ]


def test_a_cell_keeps_its_column_where_others_are_empty() -> None:
    text = """\
    Landings

    BOAT      HERRING  COD  PRICE
    -----------------------------
    Ternen         46    3   7.20
    Gudveig              9   6.85
    """

    assert outline(dedent(text))[-4:] == ["  row", "    cell0 Gudveig", "    cell2 9", "    cell3 6.85"]


def test_words_below_those_of_a_row_belong_to_it() -> None:
    text = """\
    Zones

    Zone 1            Residue    30   none
                      emptying
    Zone 2            Pre-soak   45   water
    Porto Lenno-
      vecchio                     7   fish
    """

    assert outline(dedent(text))[2:] == [
        *("  row", "    cell0 Zone 1", "    cell1 Residue", "    cell2 30", "    cell3 none", "    cell1 emptying"),
        *("  row", "    cell0 Zone 2", "    cell1 Pre-soak", "    cell2 45", "    cell3 water"),
        *("  row", "    cell0 Porto Lenno- vecchio", "    cell2 7", "    cell3 fish"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Boat  | Day |\n|-------|-----|\n| Canoe | 40  |",
        "Boat | Day\nCanoe | 40",
        "+-------+-----+\n| Boat  | Day |\n+-------+-----+\n| Canoe | 40  |\n+-------+-----+",
        "Boat\tDay\nCanoe\t40",
        "=====  ===\nBoat   Day\n=====  ===\nCanoe  40\n=====  ===",
    ],
)
def test_tables_of_other_makes(table: str) -> None:
    assert outline(f"Prices of hire\n\n{table}\n\nIn euros.") == [
        "heading1 Prices of hire",
        "table",
        *("  head", "    cell0 Boat", "    cell1 Day"),
        *("  row", "    cell0 Canoe", "    cell1 40"),
        "paragraph In euros.",
    ]


def test_dots_lead_to_a_price_and_times_to_what_happens() -> None:
    assert outline("Tarifs\n\nPlein ........ 180 euros\nRéduit .......  95 euros")[2:5] == [
        *("  row", "    cell0 Plein", "    cell1 180 euros"),
    ]
    assert outline("Programme\n\n09:30  Opening\n10:00  Talk")[2:] == [
        *("  row", "    cell0 09:30", "    cell1 Opening"),
        *("  row", "    cell0 10:00", "    cell1 Talk"),
    ]


def test_two_blanks_behind_a_stop_and_justified_lines_are_no_columns() -> None:
    text = "A boat floats.  It is  made of wood\nor steel.  It has a  mast, which is\nhigh.  Sails hang from  it."

    assert tops(text) == ["paragraph " + " ".join(text.split())]


# --- definitions ---


def test_terms_with_what_is_said_of_them() -> None:
    text = """\
    Pay:        13.85 an hour
    Place:      Westermarsh; some evenings
                on Gallows Down

    You will work.
    """

    assert outline(dedent(text)) == [
        *("definition", "  term Pay", "  paragraph 13.85 an hour"),
        *("definition", "  term Place", "  paragraph Westermarsh; some evenings on Gallows Down"),
        "paragraph You will work.",
    ]


def test_a_text_that_hangs_beside_its_term_is_read_for_itself() -> None:
    text = """\
    2018 - today     Head of Section
                     - 212,000 sheets
                     - 3 staff

    2012 - 2018      Assistant
    """

    assert outline(dedent(text)) == [
        *("definition", "  term 2018 - today", "  paragraph Head of Section"),
        *("  list", "    item", "      paragraph 212,000 sheets", "    item", "      paragraph 3 staff"),
        *("definition", "  term 2012 - 2018", "  paragraph Assistant"),
    ]


def test_a_glossary_and_settings() -> None:
    assert outline("mast\n    It carries sails.\n\nboom\n    It is below them.")[:3] == [
        *("definition", "  term mast", "  paragraph It carries sails."),
    ]
    assert outline("port = 8080\nhost = localhost")[:3] == ["definition", "  term port", "  paragraph 8080"]


def test_two_paragraphs_of_prose_that_begin_with_a_colon_are_prose() -> None:
    assert tops("Some say: a boat is a hole.\n\nNote: this was written in 1980.") == [
        "paragraph Some say: a boat is a hole.",
        "paragraph Note: this was written in 1980.",
    ]


# --- questions and answers ---


@pytest.mark.parametrize(
    "text",
    [
        "Q: Is it hot?\nA: No.\n\nQ: Is it cold?\nA: Yes.",
        "Q1. Is it hot?\n\nA1. No.\n\nQ2. Is it cold?\n\nA2. Yes.",
        "Question: Is it hot?\nAnswer: No.\nQuestion: Is it cold?\nAnswer: Yes.",
        "F: Is it hot?\nA: No.\nF: Is it cold?\nA: Yes.",
        "1. Is it hot?\n\n    No.\n\n2. Is it cold?\n\n    Yes.",
        "**Is it hot?**\n\nNo.\n\n**Is it cold?**\n\nYes.",
        "Is it hot?\nNo.\n\nIs it cold?\nYes.",
        "Is it hot?\n\nNo.\n\nIs it cold?\n\nYes.",
        "Is it hot?\n----------\n\nNo.\n\nIs it cold?\n-----------\nYes.",
    ],
)
def test_questions_with_their_answers(text: str) -> None:
    found = [line.replace("*", "").rstrip(" -") for line in outline(text)]

    assert found == [
        *("exchange", "  question Is it hot?", "  paragraph No."),
        *("exchange", "  question Is it cold?", "  paragraph Yes."),
    ]


def test_an_answer_may_hold_a_list_and_the_last_one_ends_where_the_others_do() -> None:
    text = "Q: A?\nA: One:\n- x\n- y\n\nQ: B?\nA: Two.\n\nQ: C?\nA: Three.\n\nWrite to us.\n\nWe are here.\n\nCome by."

    assert tops(text) == ["exchange", "exchange", "exchange", "paragraph We are here.", "paragraph Come by."]


def test_questions_in_a_story_are_none() -> None:
    text = '"What box?"\n\nNobody answered. It was late.\n\n"And who are you?"\n\nShe laughed, and went.'

    assert {line.split()[0] for line in tops(text)} == {"paragraph"}


# --- dialogue ---


def test_turns_go_on_to_the_next() -> None:
    text = "[tape begins]\n\nANNA: I think so.\n\nIt is old.\n\nBEN (laughs): No.\n\nANNA: Then not.\n\n[tape ends]"

    assert outline(text, silent=True) == [
        "paragraph [tape begins]",
        *("turn", "  speaker ANNA", "  paragraph I think so.", "  paragraph It is old."),
        *("turn", "  speaker BEN", "  markup (laughs):", "  paragraph No."),
        *("turn", "  speaker ANNA", "  paragraph Then not."),
        "paragraph [tape ends]",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tom: Do you sail?\nIda: Every Sunday.",
        "Tom Reyes: Do you sail?\n\nIda Lund: Every Sunday.\n\nTom Reyes: Good.",
        "[00:01:12] TOM: Do you sail?\n[00:01:15] IDA: Every Sunday.",
        "TOM\nDo you sail?\n\nIDA\nEvery Sunday.\n\nTOM\nAlone?\n\nIDA\nNever.",
        "Tom Reyes  0:03\nDo you sail?\n\nIda Lund  0:12\nEvery Sunday.",
        "**Tom:** Do you sail?\n\n**Ida:** Every Sunday.",
        "TOM LEE - Chair\nDo you sail?\n\nIDA LUND - Owner\nYes.\n\nTOM LEE - Chair\nOh.\n\nIDA LUND - Owner\nYes.",
    ],
)
def test_dialogue_of_other_makes(text: str) -> None:
    found = outline(text)

    assert [line.split()[1].upper() for line in found if line.startswith("  speaker")][:2] == ["TOM", "IDA"]
    assert found[2] == "  paragraph Do you sail?"


def test_records_and_notes_are_no_dialogue() -> None:
    assert not any("speaker" in line for line in outline("Name: Canoe\nPrice: 14\n\nName: Kayak\nPrice: 16"))
    assert not any(
        "speaker" in line for line in outline("Opening Hours: We open at nine.\nLast Entry: Half past four.")
    )


# --- messages ---


def test_mails_with_their_heads_and_quotations() -> None:
    text = (
        "From: Ida Lund <ida@example.org>\nTo: Tom\nDate: 9 June\nSubject: Mast\n\nIt is here.\n\n"
        "On 8 June, Tom wrote:\n> When will\n> it come?\n> > Soon.\n\n-- \nIda\n\n"
        "From: Tom\nTo: Ida\nDate: 10 June\n\nThanks."
    )

    assert outline(text, silent=True) == [
        "message",
        *("  markup From:", "  sender Ida Lund", "  markup <ida@example.org>", "  furniture To: Tom"),
        *("  markup Date:", "  date 9 June", "  markup Subject:", "  subject Mast"),
        "  paragraph It is here.",
        "  paragraph On 8 June, Tom wrote:",
        *("  quotation", "    paragraph When will > it come?", "      markup >"),
        *("    quotation", "      paragraph Soon."),
        "  paragraph Ida",
        "message",
        *("  markup From:", "  sender Tom", "  furniture To: Ida", "  markup Date:", "  date 10 June"),
        "  paragraph Thanks.",
    ]


@pytest.mark.parametrize(
    ("text", "date", "sender"),
    [
        ("[12:04] <ida> hello\n[12:05] <tom> hi", "12:04", "ida"),
        ("2024-05-03 12:04 Ida: hello\n2024-05-03 12:05 Tom: hi", "2024-05-03 12:04", "Ida"),
        ("03/05/2024, 12:04 - Ida Lund: hello\n03/05/2024, 12:05 - Tom: hi", "03/05/2024, 12:04", "Ida Lund"),
        ("[03.05.24, 12:04:11] Ida: hello\n[03.05.24, 12:05:09] Tom: hi", "03.05.24, 12:04:11", "Ida"),
    ],
)
def test_chats(text: str, date: str, sender: str) -> None:
    assert outline(text)[:4] == ["message", f"  date {date}", f"  sender {sender}", "  paragraph hello"]


def test_lines_of_a_log_are_paragraphs() -> None:
    text = "2024-05-03 12:04:11 INFO server: up\n2024-05-03 12:05:00 ERROR server: down\n2024-05-03 12:06:00 INFO: up"

    assert tops(text) == [f"paragraph {line}" for line in text.split("\n")]


# --- pages ---


def test_a_paragraph_runs_on_over_the_end_of_a_page() -> None:
    text = (FORMS / "octets.txt").read_text()

    assert [line.split()[0] for line in outline(text, silent=True)] == [
        "furniture",
        "paragraph",
        "furniture",
        "furniture",
    ]


def test_form_feeds_running_heads_and_page_numbers() -> None:
    pages = [
        f"On Boats\n\n{words}\n\n{number}\n"
        for number, words in [(7, "Boats are"), (8, "old. They float."), (9, "So.")]
    ]
    found = outline("\f".join(pages), silent=True)

    assert [line for line in found if line.startswith("paragraph")] == [
        "paragraph Boats are 7 On Boats old. They float.",
        "paragraph So.",
    ]
    assert sum("furniture" in line for line in found) == 6


def test_a_list_of_contents_is_furniture_and_a_list_of_prices_is_none() -> None:
    contents = "Boats\n\nContents\n\nMasts ....... 3\nSails ....... 5\nRopes ....... 9\n\nMASTS\n\nThey stand."
    prices = "Café\n\nCoffee ....... 3\nCake ......... 5\nLunch ........ 9\n\nCome in."

    assert sum("furniture" in line for line in outline(contents, silent=True)) == 4
    assert tops(prices) == ["heading1 Café", "table", "paragraph Come in."]


# --- code, quotations, marks ---


@pytest.mark.parametrize(
    "code",
    [
        "```python\nboat.sail()\n```",
        "    for (i = 0; i < 9; i++) {\n        sail(&boat[i]);\n    }",
        "        +------+\n        | Boat |\n        +------+",
        ".. code-block:: python\n\n   boat.sail()",
    ],
)
def test_code_and_drawings(code: str) -> None:
    found = outline(f"It goes as follows.\n\n{code}\n\nThen it sails.")

    assert [line.split()[0] for line in found] == ["paragraph", "code", "paragraph"]


def test_literal_blocks_follow_two_colons() -> None:
    assert outline("So::\n\n   sail now\n   and far\n\nDone.") == [
        "paragraph So::",
        "code sail now and far",
        "paragraph Done.",
    ]


def test_a_quotation_with_its_author() -> None:
    assert outline('He said it.\n\n"The sea is a field."\n   -- Ida Lund') == [
        "paragraph He said it.",
        *("quotation", '  paragraph "The sea is a field."', "  author Ida Lund"),
    ]


def test_marks_within_the_words_are_markup() -> None:
    text = "Set ``NOCACHE`` in *The Regent*, see `the site <http://a.example>`_.[1] To __stop__ it, wait."
    content = read(text)

    said = list(content.text)
    for block in content.blocks:
        if block.kind == "markup":
            said[block.start : block.end] = [""] * (block.end - block.start)
    assert "".join(said) == "Set NOCACHE in The Regent, see the site. To stop it, wait."


def test_restructured_text_has_its_levels_directives_and_fields() -> None:
    text = (
        "=====\nGuide\n=====\n\n:Author: Ida Lund\n:Date: 2024\n\nStart\n=====\n\n.. note::\n\n   It floats.\n\n"
        "Deep\n~~~~\n\n.. image:: a.png\n   :alt: boat\n\n.. _here: http://a.example\n\nEnd\n===\n\nBye."
    )

    assert read(text).metadata == {"author": "Ida Lund", "date": "2024"}
    assert outline(text, silent=False) == [
        "heading1 ===== Guide =====",
        "front :Author: Ida Lund :Date: 2024",
        "heading2 Start =====",
        "paragraph It floats.",
        "heading3 Deep ~~~~",
        "link .. _here: http://a.example",
        "heading2 End ===",
        "paragraph Bye.",
    ]


# --- whole documents ---


def headings_of(name: str) -> list[str]:
    return [line for line in tops((FORMS / name).read_text()) if line.startswith("heading")]


def kinds_of(name: str) -> dict[str, int]:
    found = [line.split()[0] for line in tops((FORMS / name).read_text())]
    return {kind: found.count(kind) for kind in dict.fromkeys(found) if not kind.startswith("heading")}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("allotment-office-faq.txt", {"paragraph": 2, "exchange": 11}),
        ("kvarnling-duo-faq.txt", {"paragraph": 1, "exchange": 10}),
        ("kiln-faq.txt", {"exchange": 3}),
        ("permits.txt", {"exchange": 2}),
        ("interview-chawle-glaze-room.txt", {"paragraph": 3, "definition": 5, "turn": 25}),
        ("call-transcript-tavaro-transit.txt", {"paragraph": 2, "table": 2, "turn": 20}),
        ("chat-log-moorgap-observers.txt", {"paragraph": 2, "message": 37}),
        ("mail-lantern-house-get-in.txt", {"message": 2, "paragraph": 1}),
        ("mast.txt", {"message": 2}),
        ("price-call.txt", {"turn": 3}),
        ("tromvaag-landings-1934.txt", {"paragraph": 3, "table": 1}),
        ("prices-columns.txt", {"table": 1}),
        ("drill.txt", {"paragraph": 2}),
    ],
)
def test_documents_are_of_the_blocks_that_a_reader_sees(name: str, kinds: dict[str, int]) -> None:
    assert kinds_of(name) == kinds


def test_a_specification_has_its_sections_tables_and_pages() -> None:
    headings = headings_of("bottle-washer-bw640-specification.txt")

    assert headings[:3] == ["heading1 BOTTLE WASHER BW 640", "heading2 1 Scope", "heading2 2 Capacity"]
    assert "heading3 3.4 Dimensions and masses" in headings
    assert len(headings) == 11
    assert kinds_of("bottle-washer-bw640-specification.txt")["table"] == 5


def test_a_contract_has_its_clauses_and_their_lists() -> None:
    headings = headings_of("floating-crane-hire-contract.txt")
    found = outline((FORMS / "floating-crane-hire-contract.txt").read_text())

    assert headings[2:4] == ["heading3 1. DEFINITIONS", "heading3 2. HIRE AND TERM"]
    clause = found.index("paragraph 5.1 The Hirer shall not lift:")
    assert found[clause + 1] == "list1"
    assert found[clause + 5] == "    paragraph persons;"


def test_instructions_have_their_lists_and_a_table_within_an_item() -> None:
    found = outline((FORMS / "sovini-fruit-dryer-instructions.txt").read_text())

    step = found.index("    paragraph Choose the step:")
    assert found[step + 1 : step + 6] == [
        "    table",
        *("      row", "        cell0 I", "        cell1 38 °C", "        cell2 herbs, flowers"),
    ]
