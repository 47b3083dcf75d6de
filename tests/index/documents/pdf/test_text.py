"""Lines on pages become text: in reading order, whole paragraphs, words made whole, headings, lists, code."""

import pytest
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from index.documents.document import Block, Content
from pdf_sheets import BOLD, Sheets, text_of, texts

LEFT = [
    "The left column begins with a line that is",
    "full, and goes on with another one that is",
    "full, and then it ends.",
]
RIGHT = [
    "The right column has lines of its own that",
    "fill it from one side to the other, and then",
    "it ends like that.",
]
FILLER = "Here stands a line that reaches from one margin of the page to the other side"


def columns(sheets: Sheets, lefts: list[str], rights: list[str], y: float = 200) -> None:
    sheets.lines(50, y, lefts)
    sheets.lines(320, y, rights)


def test_columns_are_read_one_after_the_other() -> None:
    sheets = Sheets()
    columns(sheets, LEFT * 2, RIGHT * 2)

    assert texts(sheets.read(), "paragraph") == [" ".join(LEFT), " ".join(LEFT), " ".join(RIGHT), " ".join(RIGHT)]


def test_columns_are_read_so_even_if_the_file_goes_row_by_row() -> None:
    sheets = Sheets()
    for number, (left, right) in enumerate(zip(LEFT * 2, RIGHT * 2, strict=True)):
        columns(sheets, [left], [right], 200 + 13 * number)

    assert texts(sheets.read(), "paragraph") == [" ".join(LEFT), " ".join(LEFT), " ".join(RIGHT), " ".join(RIGHT)]


def test_what_spans_the_columns_parts_them() -> None:
    sheets = Sheets()
    columns(sheets, LEFT, RIGHT, 200)
    sheets.lines(50, 260, [FILLER + " of it, and on to the end of the page."])
    columns(sheets, LEFT, RIGHT, 300)

    between = FILLER + " of it, and on to the end of the page."
    assert texts(sheets.read(), "paragraph") == [
        " ".join(LEFT), " ".join(RIGHT), between, " ".join(LEFT), " ".join(RIGHT),
    ]  # fmt: skip


def test_a_paragraph_goes_on_at_the_top_of_the_next_column() -> None:
    sheets = Sheets()
    columns(
        sheets,
        [*LEFT, "Then a new sentence starts that is not at"],
        ["its end when the column is, and so it goes", *RIGHT],
    )

    assert texts(sheets.read(), "paragraph")[1].startswith("Then a new sentence starts that is not at its end when")


def test_first_lines_that_stand_in_begin_paragraphs() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, [FILLER, FILLER + "."])
    sheets.lines(65, 126, ["It goes on with a new paragraph that stands in and reaches the other"])
    sheets.lines(50, 139, [FILLER, "and ends."])

    assert len(texts(sheets.read(), "paragraph")) == 2


def test_paragraphs_that_stand_apart_are_two_and_lines_that_do_not_are_one() -> None:
    sheets = Sheets()
    y = sheets.lines(50, 100, [FILLER, FILLER, "ends."])
    sheets.lines(50, y + 7, [FILLER, "ends."])

    assert texts(sheets.read(), "paragraph") == [f"{FILLER} {FILLER} ends.", f"{FILLER} ends."]


def test_a_last_line_that_is_short_ends_a_paragraph() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, [FILLER, FILLER, "It ends here.", FILLER, "And it ends there."])

    assert texts(sheets.read(), "paragraph") == [f"{FILLER} {FILLER} It ends here.", f"{FILLER} And it ends there."]


def test_an_address_keeps_its_lines() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, [FILLER, FILLER + "."])
    sheets.lines(50, 160, ["Mrs A. Bee", "12 Hive Lane", "Honeyton"])

    assert "Mrs A. Bee\n12 Hive Lane\nHoneyton" in sheets.read().text


@pytest.mark.parametrize(
    ("end", "start", "whole"),
    [
        ("of the exam-", "ple that", "of the example that"),
        ("of the North-", "South divide", "of the North-South divide"),
        ("in mid-", "1990 it", "in mid-1990 it"),
        ("the well-", "known one", "the well-known one"),  # it stands elsewhere
        ("a state-", "of-the-art thing", "a state-of-the-art thing"),
        ("the exam\u00ad", "ple that", "the example that"),
        ("the short-", "and long-term one", "the short- and long-term one"),
        ("he said\u2014", "and left", "he said\u2014and left"),
        ("from 1990 -", "he said", "from 1990 - he said"),
    ],
)
def test_words_that_a_line_breaks_are_made_whole(end: str, start: str, whole: str) -> None:
    sheets = Sheets()
    sheets.lines(
        50,
        100,
        [
            "This is well-known and is long and goes on and on until the end of the line.",
            f"{FILLER} {end}",
            f"{start} {FILLER}.",
        ],
    )

    assert whole in " ".join(sheets.read().text.split("\n"))


def test_ligatures_and_characters_that_nobody_sees_are_put_right() -> None:
    registerFont(TTFont("Vera", "Vera.ttf"))
    sheets = Sheets()
    sheets.lines(50, 100, ["It is a ﬁne co\u00adop\u00ader\u00ada\u00adtive\u00a0of bees."], font="Vera")

    assert sheets.read().text.strip() == "It is a fine cooperative of bees."


def test_words_without_spaces_between_them_are_parted_by_their_gaps() -> None:
    sheets = Sheets()
    x = 50.0
    for word in ["Every", "word", "is", "set", "by", "itself."]:
        sheets.lines(x, 100, [word])
        x += sheets.canvas.stringWidth(word, "Times-Roman", 11) + 3

    assert sheets.read().text.strip() == "Every word is set by itself."


def headings(content: Content) -> list[tuple[int, str]]:
    return [(b.level, text_of(content, b)) for b in content.blocks if b.kind == "heading"]


def test_headings_are_larger_or_bolder_and_their_sizes_are_their_levels() -> None:
    sheets = Sheets()
    sheets.lines(50, 60, ["On Bees"], font=BOLD, size=20)
    sheets.lines(50, 100, ["Their Life"], font=BOLD, size=14)
    sheets.lines(50, 120, [FILLER, FILLER, "They live."])
    sheets.lines(50, 180, ["In Winter"], font=BOLD)
    sheets.lines(50, 195, [FILLER, FILLER, "They sleep."])
    sheets.lines(50, 250, ["Their End,", "and What Follows"], font=BOLD, size=14, leading=17)
    sheets.lines(50, 290, [FILLER])

    assert headings(sheets.read()) == [
        (1, "On Bees"),
        (2, "Their Life"),
        (3, "In Winter"),
        (2, "Their End, and What Follows"),
    ]


def test_a_number_that_is_set_large_is_one_with_what_it_counts() -> None:
    sheets = Sheets()
    sheets.lines(50, 60, [FILLER, FILLER, "It is so."])
    sheets.lines(50, 140, ["70 %"], font=BOLD, size=28)
    sheets.lines(50, 162, ["of the power"], font=BOLD, size=16)
    sheets.lines(50, 178, ["comes from the mill, as of 2022"], size=9)
    sheets.lines(50, 240, ["In Winter"], font=BOLD, size=16)
    sheets.lines(50, 260, [FILLER])

    content = sheets.read()
    assert "70 % of the power comes from the mill, as of 2022" in texts(content, "paragraph")
    assert texts(content, "heading") == ["In Winter"]


def test_bold_words_at_the_start_of_a_paragraph_are_no_heading() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, ["Bees are insects which are known for what they do, and they"], font=BOLD)
    sheets.lines(50, 113, ["do it well. " + FILLER, FILLER, "They live."])

    assert headings(sheets.read()) == []


def tree(content: Content, place: int = -1) -> list[object]:
    """Kinds and texts of what is in a block, nested as they are; markers and leaves as their text."""
    found: list[object] = []
    for child, block in enumerate(content.blocks):
        if block.parent == place:
            found.append(
                (block.kind, tree(content, child)) if block.kind in ("list", "item") else text_of(content, block)
            )
    return found


def test_items_with_bullets_make_a_list_and_their_lines_are_joined() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, ["There are two kinds of them:"])
    sheets.lines(
        60, 116, ["• the first is long and does not end on the line that it begins on", "• the second."], leading=26
    )
    sheets.lines(69, 129, ["but below it;"])
    content = sheets.read()

    first = "the first is long and does not end on the line that it begins on but below it;"
    assert tree(content) == [
        "There are two kinds of them:",
        ("list", [("item", ["-", first]), ("item", ["-", "the second."])]),
    ]
    assert f"\n- {first}\n- the second." in content.text


def test_numbers_keep_their_own_marker_and_lists_stand_in_lists() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, ["1. The first thing"])
    sheets.lines(70, 113, ["(a) has one part", "(b) and another."])
    sheets.lines(50, 139, ["2. The second thing has none."])
    content = sheets.read()

    inner = ("list", [("item", ["(a)", "has one part"]), ("item", ["(b)", "and another."])])
    assert tree(content) == [
        ("list", [("item", ["1.", "The first thing", inner]), ("item", ["2.", "The second thing has none."])])
    ]
    assert [block.level for block in content.blocks if block.kind == "list"] == [1, 1]


def test_an_item_may_have_a_second_paragraph() -> None:
    sheets = Sheets()
    for y, number in ((100, 1), (160, 2)):
        sheets.lines(50, y, [f"{number}."])
        sheets.lines(70, y, ["The thing is this."])
        sheets.lines(70, y + 22, ["It is also that."])

    assert tree(sheets.read()) == [
        ("list", [("item", [f"{n}.", "The thing is this.", "It is also that."]) for n in (1, 2)])
    ]


@pytest.mark.parametrize(
    "line", ["1990. That was the year.", "A. Bee wrote this.", "- and so it goes on.", "3. a half of it."]
)
def test_a_line_that_happens_to_begin_like_an_item_is_none(line: str) -> None:
    sheets = Sheets()
    sheets.lines(50, 100, [FILLER, line, FILLER])

    assert not texts(sheets.read(), "list")


def test_a_list_goes_on_over_the_end_of_a_page() -> None:
    sheets = Sheets()
    sheets.lines(50, 700, ["There are three:"])
    sheets.lines(60, 715, ["1. one,", "2. two which is long enough to reach the end of its line and so goes on and"])
    sheets.turn()
    sheets.lines(72, 60, ["on; and"])
    sheets.lines(60, 75, ["3. three."])
    content = sheets.read()

    (listing,) = [block for block in content.blocks if block.kind == "list"]
    assert len([b for b in content.blocks if b.kind == "item"]) == 3
    assert text_of(content, listing).endswith("goes on and on; and\n3. three.")


def test_lines_in_a_typewriter_face_are_code_and_keep_their_places() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, [FILLER, "as follows:"])
    sheets.lines(60, 140, ["for bee in hive:", "    bee.fly()", "print(hive)"], font="Courier", size=10)
    sheets.lines(50, 200, [FILLER])

    assert texts(sheets.read(), "code") == ["for bee in hive:\n    bee.fly()\nprint(hive)"]


def test_a_power_stays_readable() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, ["There are 10"])
    sheets.lines(50 + sheets.canvas.stringWidth("There are 10", "Times-Roman", 11), 96, ["6"], size=7)
    content = sheets.read()

    assert content.text.strip() == "There are 10⁶"
    assert not texts(content, "markup")


def test_blocks_are_parted_by_blank_lines() -> None:
    sheets = Sheets()
    sheets.lines(50, 60, ["On Bees"], font=BOLD, size=20)
    sheets.lines(50, 100, [FILLER, "They live."])
    content = sheets.read()

    assert content.text == f"On Bees\n\n{FILLER} They live."
    assert content.blocks == (Block("heading", 0, 7, -1, 1), Block("paragraph", 9, len(content.text)))
