"""Units: the smallest things that can be quoted and understood, each led in by what it needs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn_documents import WORDS, documents
from index.documents.document import Document
from index.documents.draft import Draft
from index.units import LONGEST, LONGEST_LEAD, SHORT_ANSWER, Unit, units
from made_documents import drafted, plain

texts = st.text() | st.lists(st.sampled_from([*WORDS, "\n\n", "\n", " ", "1. ", "- ", "# ", "Q: "])).map("".join)
any_documents = documents() | texts.map(plain)


@pytest.fixture
def draft() -> Draft:
    return Draft()


def forms(document: Document) -> list[str]:
    return [unit.form.text for unit in units(document)]


def quotes(document: Document) -> list[str]:
    return [document.text[unit.start : unit.end] for unit in units(document)]


def items(draft: Draft, *texts: str, level: int = 0) -> None:
    """A list of these items."""
    with draft.block("list", level):
        for text in texts:
            with draft.block("item"):
                draft.write("- ")
                draft.leaf("paragraph", text)
            draft.gap(1)
    draft.gap()


def row(draft: Draft, kind: str, *cells: str) -> None:
    """A row of these cells; an empty one is left out."""
    with draft.block("head" if kind == "head" else "row"):
        for column, text in enumerate(cells):
            if text:
                draft.leaf("cell", text, column)
            draft.write(" | ")
    draft.gap(1)


# What a unit is


def test_each_sentence_of_a_paragraph_is_one() -> None:
    document = plain("Bees fly far.\nThey make\n  honey.\n\nWasps sting people.")

    assert forms(document) == ["Bees fly far.", "They make honey.", "Wasps sting people."]
    assert quotes(document) == ["Bees fly far.", "They make\n  honey.", "Wasps sting people."]
    assert {unit.kind for unit in units(document)} == {"paragraph"}


def test_a_sentence_that_runs_over_a_page_s_foot_is_one(draft: Draft) -> None:
    with draft.block("paragraph"):
        draft.write("Bees fly far\n\n")
        draft.leaf("furniture", "Page 12")
        draft.write("\n\nand wide.")
    document = drafted(draft)

    assert forms(document) == ["Bees fly far and wide."]
    assert quotes(document) == ["Bees fly far\n\nPage 12\n\nand wide."]


def test_markup_is_quoted_and_not_read(draft: Draft) -> None:
    with draft.block("paragraph"):
        draft.write("Bees ")
        draft.leaf("markup", "[")
        draft.write("fly")
        draft.leaf("markup", "](http://bees.example)")
        draft.write(" far.")
    document = drafted(draft)

    assert forms(document) == ["Bees fly far."]
    assert quotes(document) == ["Bees [fly](http://bees.example) far."]


def test_what_is_only_markup_or_furniture_is_none(draft: Draft) -> None:
    for kind in ("front", "link", "furniture"):
        draft.leaf(kind, "Volume 2")
        draft.gap()
    with draft.block("paragraph"):
        draft.leaf("markup", "***")
    draft.gap()
    draft.leaf("paragraph", "Bees fly far.")

    assert forms(drafted(draft)) == ["Bees fly far."]


def test_a_tiny_sentence_goes_with_the_next_and_the_last_stays_alone() -> None:
    assert forms(plain("No. He said it twice. Yes.")) == ["No. He said it twice.", "Yes."]
    assert forms(plain("It is a bee. It is a wasp!")) == ["It is a bee. It is a wasp!"]
    assert forms(plain("It is a bee!! It is a wasp!")) == ["It is a bee!!", "It is a wasp!"]


def test_a_unit_that_is_too_long_is_cut_between_words() -> None:
    sentence = "bees and flies " * 100 + "buzz."
    document = plain(sentence)

    parts = forms(document)

    assert len(parts) == 2
    assert " ".join(parts) == sentence
    assert max(map(len, parts)) <= LONGEST
    assert len(parts[0]) > LONGEST - len("flies ")


def test_a_wall_of_letters_is_cut_where_it_is_full() -> None:
    assert [len(form) for form in forms(plain("x" * (2 * LONGEST + 1)))] == [LONGEST, LONGEST, 1]
    assert [len(form) for form in forms(plain("x" * LONGEST))] == [LONGEST]


def test_each_part_of_a_long_answer_brings_what_leads_it_in(draft: Draft) -> None:
    with draft.block("turn"):
        draft.leaf("speaker", "Ben")
        draft.write(": ")
        draft.leaf("paragraph", "bees " * 200)

    found = units(drafted(draft))

    assert len(found) == 2
    assert all(unit.form.text.startswith("Ben: bees bees") for unit in found)
    assert [unit.form.text[: unit.own[0]] for unit in found] == ["Ben: "] * 2


# What leads it in


def test_a_row_is_read_under_its_table_s_head_and_title(draft: Draft) -> None:
    with draft.block("table"):
        draft.leaf("caption", "Prices in May")
        draft.gap(1)
        row(draft, "head", "Fruit", "Price", "Stock")
        row(draft, "row", "Pear", "5 euros", "3")
        row(draft, "row", "Plum", "", "7")
    document = drafted(draft)

    assert forms(document) == [
        "Prices in May — Pear — Price: 5 euros; Stock: 3",
        "Prices in May — Plum — Stock: 7",
    ]
    assert quotes(document) == ["Pear | 5 euros | 3", "Plum |  | 7"]
    assert [document.text[slice(*span)] for span in units(document)[0].context] == ["Prices in May", "Price", "Stock"]


def test_a_row_without_a_head_is_its_cells(draft: Draft) -> None:
    with draft.block("table"):
        row(draft, "row", "Pear", "5 euros", "3")

    assert forms(drafted(draft)) == ["Pear — 5 euros; 3"]


def test_a_row_whose_first_cell_is_empty_begins_with_the_next(draft: Draft) -> None:
    with draft.block("table"):
        row(draft, "head", "Fruit", "Price", "Stock")
        row(draft, "row", "", "5 euros", "3")

    assert forms(drafted(draft)) == ["5 euros — Stock: 3"]


def test_no_head_is_read_over_a_cell_that_holds_only_markup(draft: Draft) -> None:
    with draft.block("table"):
        row(draft, "head", "Fruit", "Price", "Stock")
        with draft.block("row"):
            draft.leaf("cell", "Pear", 0)
            draft.write(" | ")
            with draft.block("cell", 1):
                draft.leaf("markup", "**")
            draft.write(" | ")
            draft.leaf("cell", "3", 2)

    assert forms(drafted(draft)) == ["Pear — Stock: 3"]


def test_an_item_brings_the_sentence_that_introduces_its_list(draft: Draft) -> None:
    draft.leaf("paragraph", "It is heavy stuff. The kit holds:")
    draft.gap()
    items(draft, "a lamp", "two ropes")

    document = drafted(draft)

    assert forms(document)[1:] == ["The kit holds:", "The kit holds: a lamp", "The kit holds: two ropes"]
    assert quotes(document)[2:] == ["a lamp", "two ropes"]


def test_a_page_s_foot_between_a_list_and_its_introduction_is_no_matter(draft: Draft) -> None:
    draft.leaf("paragraph", "The kit holds:")
    draft.gap()
    draft.leaf("furniture", "Page 12")
    draft.gap()
    items(draft, "a lamp")

    assert forms(drafted(draft))[-1] == "The kit holds: a lamp"


def test_a_paragraph_that_announces_nothing_introduces_no_list(draft: Draft) -> None:
    draft.leaf("paragraph", "The kit is heavy.")
    draft.gap()
    items(draft, "a lamp")

    assert forms(drafted(draft)) == ["The kit is heavy.", "a lamp"]


def test_an_item_that_nothing_introduces_brings_its_headings(draft: Draft) -> None:
    for level, text in enumerate(["All our things", "The kit"], 1):
        draft.leaf("heading", text, level)
        draft.gap()
    items(draft, "a lamp")

    *_, item = units(drafted(draft))

    assert "The kit" in item.form.text[: item.own[0]]
    assert item.form.text[item.own[0] :] == "a lamp"


def test_a_nested_item_brings_the_one_that_it_stands_under(draft: Draft) -> None:
    draft.leaf("paragraph", "The kit holds:")
    draft.gap()
    with draft.block("list"), draft.block("item"):
        draft.write("- ")
        draft.leaf("paragraph", "two ropes")
        draft.gap(1)
        items(draft, "a long one", "a short one")

    assert forms(drafted(draft))[1:] == [
        "The kit holds: two ropes",
        "The kit holds: two ropes a long one",
        "The kit holds: two ropes a short one",
    ]


def test_a_heading_in_an_item_is_a_unit_and_leads_in_what_follows(draft: Draft) -> None:
    with draft.block("list"), draft.block("item"):
        draft.write("- ")
        draft.leaf("heading", "Ropes", 2)
        draft.gap()
        draft.leaf("paragraph", "There are two.")

    assert forms(drafted(draft)) == ["Ropes", "There are two."]


def test_a_table_in_an_item_is_led_in_by_the_item(draft: Draft) -> None:
    with draft.block("list"), draft.block("item"):
        draft.write("- ")
        draft.leaf("paragraph", "Ropes of hemp.")
        draft.gap()
        with draft.block("table"):
            row(draft, "row", "Long", "5 euros")

    assert forms(drafted(draft)) == ["Ropes of hemp.", "Ropes of hemp. Long — 5 euros"]


def test_the_sentences_of_a_long_item_are_units(draft: Draft) -> None:
    long = " ".join(["The rope is long and strong."] * (SHORT_ANSWER // 28 + 1))
    draft.leaf("paragraph", "The kit holds:")
    draft.gap()
    items(draft, long, "a lamp")

    assert set(forms(drafted(draft))[1:]) == {"The kit holds: The rope is long and strong.", "The kit holds: a lamp"}


def test_a_short_answer_is_whole_and_brings_its_question(draft: Draft) -> None:
    with draft.block("exchange"):
        draft.leaf("markup", "Q:")
        draft.write(" ")
        draft.leaf("question", "Do bees sting?")
        draft.gap(1)
        draft.leaf("markup", "A:")
        draft.write(" ")
        draft.leaf("paragraph", "They do. It hurts a lot.")
    document = drafted(draft)

    assert forms(document) == ["Do bees sting? They do. It hurts a lot."]
    assert quotes(document) == ["They do. It hurts a lot."]


def test_each_sentence_of_a_long_answer_brings_its_question(draft: Draft) -> None:
    with draft.block("exchange"):
        draft.leaf("question", "Do bees sting?")
        draft.gap()
        draft.leaf("paragraph", "They do sting people. " * 20)

    assert set(forms(drafted(draft))) == {"Do bees sting? They do sting people."}


def test_a_turn_s_sentences_say_who_speaks(draft: Draft) -> None:
    with draft.block("turn"):
        draft.leaf("speaker", "BEN")
        draft.write(": ")
        draft.leaf("paragraph", "I saw a bee. It stung me badly.")
    document = drafted(draft)

    assert forms(document) == ["BEN: I saw a bee. It stung me badly."]
    assert quotes(document) == ["I saw a bee. It stung me badly."]


def test_a_message_s_sentences_say_who_wrote_and_when(draft: Draft) -> None:
    with draft.block("message"):
        draft.leaf("sender", "Ann Bell")
        draft.gap(1)
        draft.leaf("date", "3 May")
        draft.gap()
        draft.leaf("paragraph", "The bees are back.")

    assert forms(drafted(draft)) == ["Ann Bell, 3 May: The bees are back."]


def test_a_quotation_says_whose_it_is_though_the_name_stands_behind_it(draft: Draft) -> None:
    with draft.block("quotation"):
        draft.leaf("paragraph", "Bees are never late.")
        draft.write("\n— ")
        draft.leaf("author", "Anna Bell")
    document = drafted(draft)

    [unit] = units(document)

    assert unit.form.text == "Anna Bell: Bees are never late."
    assert document.text[unit.start : unit.end] == "Bees are never late."


def test_a_definition_s_sentences_bring_its_term(draft: Draft) -> None:
    with draft.block("definition"):
        draft.leaf("term", "Drone")
        draft.write("\n: ")
        draft.leaf("paragraph", "A male bee that stings nobody.")

    assert forms(drafted(draft)) == ["Drone: A male bee that stings nobody."]


def test_code_brings_the_sentence_that_announces_it(draft: Draft) -> None:
    draft.leaf("paragraph", "To count the bees, run:")
    draft.gap()
    with draft.block("code"):
        draft.leaf("markup", "```sh")
        draft.write("\ncount  --bees\n")
        draft.leaf("markup", "```")
    document = drafted(draft)

    assert forms(document)[1:] == ["To count the bees, run: count --bees"]
    assert quotes(document)[1:] == ["count  --bees"]


def test_code_in_an_item_that_announces_it_brings_that_once(draft: Draft) -> None:
    with draft.block("list", 1), draft.block("item"):
        draft.write("- ")
        draft.leaf("paragraph", "Run this:")
        draft.gap()
        draft.leaf("code", "count --bees")

    assert forms(drafted(draft)) == ["Run this:", "Run this: count --bees"]


@pytest.mark.parametrize(
    ("text", "last"),
    [("The longest of introductions " * 9 + "is this:", "is this: "), ("蜂" * 400 + ":", "蜂: ")],
)
def test_of_what_leads_in_no_more_than_its_end_is_read(draft: Draft, text: str, last: str) -> None:
    draft.leaf("paragraph", text)
    draft.gap()
    items(draft, "a lamp")

    lead = units(drafted(draft))[-1].form.text.removesuffix("a lamp")

    assert lead.endswith(last)
    assert LONGEST_LEAD - len("introductions ") < len(lead) <= LONGEST_LEAD
    assert f" {text} ".endswith(f" {lead}") or "蜂" in text


# The laws, whatever the document


def is_verbatim(unit: Unit, text: str) -> bool:
    said = ((unit.form.text[r.at : r.at + r.length], text[r.start : r.start + r.length]) for r in unit.form.runs)
    return all(read == stands for read, stands in said)


@given(any_documents)
def test_all_that_a_unit_is_read_as_is_verbatim_but_for_punctuation(document: Document) -> None:
    for unit in units(document):
        edges = [0, *(edge for run in unit.form.runs for edge in (run.at, run.at + run.length)), len(unit.form.text)]
        between = "".join(unit.form.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        assert is_verbatim(unit, document.text)
        assert not any(c.isalnum() for c in between)
        assert unit.form.text == " ".join(unit.form.text.split())


@given(any_documents)
def test_a_quote_lies_in_its_block_and_is_read_in_what_is_the_unit_s_own(document: Document) -> None:
    for unit in units(document):
        block = document.blocks[unit.block]
        assert unit.kind == block.kind
        assert block.start <= unit.start < unit.end <= block.end
        assert 0 <= unit.own[0] < unit.own[1] == len(unit.form.text)
        spans = unit.form.spans(*unit.own)
        assert min(a for a, _ in spans if a >= block.start) == unit.start
        assert max(b for _, b in spans if b <= block.end) == unit.end


@given(any_documents)
def test_what_leads_in_stands_outside_the_quote(document: Document) -> None:
    for unit in units(document):
        lead = unit.form.spans(0, unit.own[0])
        assert set(lead) <= set(unit.context)
        assert all(b <= unit.start or unit.end <= a for a, b in unit.context)


@given(any_documents)
def test_units_come_in_the_order_of_the_text_and_share_nothing(document: Document) -> None:
    assert all(one.end <= other.start for one, other in pairwise(units(document)))


@given(documents())
def test_every_word_of_what_answers_is_in_a_unit(document: Document) -> None:
    said = {n for unit in units(document) for r in unit.form.runs for n in range(r.start, r.start + r.length)}
    for place, block in enumerate(document.blocks):
        kinds = [document.blocks[outer].kind for outer in document.around(place)]
        if kinds[0] in ("paragraph", "heading", "code") or kinds[:2] == ["cell", "row"]:
            inside = [document.blocks[child] for child in document.children.get(place, [])]
            skipped = {n for child in inside for n in range(child.start, child.end)}
            words = {n for n in range(block.start, block.end) if document.text[n].isalnum()}
            assert words - skipped <= said


@given(any_documents, st.data())
def test_the_units_of_windows_that_tile_a_document_are_its_units(document: Document, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(document.text)), max_size=6).map(sorted))
    edges = [0, *cuts, len(document.text)]

    found = [unit for start, end in pairwise(edges) for unit in units(document, start, end)]

    assert found == units(document)
