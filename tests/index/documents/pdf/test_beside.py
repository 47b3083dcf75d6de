"""What stands beside the text: running heads, feet, page numbers, contents lists, footnotes, stamps."""

import pytest

from index.documents.document import Content
from pdf_sheets import BOLD, FONT, Sheets, texts

FULL = "Here stands a line that reaches from one margin of the page to the other side of it"


def pages(count: int, *, head: str = "", foot: str = "", open_end: bool = False) -> Sheets:
    """Pages of some text with a running head and foot, "#" being the page's number."""
    sheets = Sheets()
    for number in range(1, count + 1):
        sheets.lines(50, 40, [head.replace("#", str(number))], size=9)
        nth = ["first", "second", "third"][number - 1]
        sheets.lines(
            50,
            100,
            [FULL.replace("margin", nth.lower()), FULL, FULL if open_end else f"and the {nth} ends, as it must."],
        )
        sheets.lines(50, 800, [foot.replace("#", str(number))], size=9)
        sheets.turn()
    return sheets


def on_pages(content: Content) -> list[str]:
    return [content.text[page.start : page.end].strip() for page in content.pages]


@pytest.mark.parametrize("line", ["The Annals of Nowhere", "# The Annals of Nowhere", "Page # of 3", "- # -", "#"])
def test_what_recurs_is_kept_as_furniture_at_the_beginning_and_the_end_of_its_page(line: str) -> None:
    content = pages(3, head=line, foot=line).read()

    expected = [line.replace("#", str(number)) for number in (1, 2, 3) for _ in range(2)]
    assert texts(content, "furniture") == expected
    assert [(page.split("\n")[0], page.split("\n")[-1]) for page in on_pages(content)] == [
        tuple(expected[2 * number : 2 * number + 2]) for number in range(3)
    ]


def test_heads_of_left_and_right_pages_take_turns() -> None:
    sheets = Sheets()
    for number in range(4):
        sheets.lines(50, 40, ["Honeyton" if number % 2 else "Of Bees"], size=9)
        sheets.lines(50, 100, [FULL, f"and ends there {'x' * number}."])
        sheets.turn()

    assert texts(sheets.read(), "furniture") == ["Of Bees", "Honeyton"] * 2


def test_the_number_of_a_single_page_is_furniture_and_a_line_of_it_is_not() -> None:
    assert texts(pages(1, head="On Bees", foot="7").read(), "furniture") == ["7"]


def test_numbers_that_count_up_tell_a_head_that_changes_with_each_section() -> None:
    sheets = Sheets()
    for number, title in enumerate(["Of Bees", "Of Hives", "Of Honey", "Of Wax", "Of Combs"], start=11):
        sheets.lines(50, 40, [f"{title}"], size=9)
        sheets.lines(500, 40, [str(number)], size=9)
        sheets.lines(50, 100, [FULL, f"and ends with {title}."])
        sheets.turn()

    assert texts(sheets.read(), "furniture") == ["Of Bees 11", "Of Hives 12", "Of Honey 13", "Of Wax 14", "Of Combs 15"]


def test_the_titles_of_slides_are_no_heads() -> None:
    sheets = Sheets((600, 400))
    for number in range(4):
        sheets.lines(50, 60, ["The Plan" if number in (1, 2) else f"Part {'ABCD'[number]}"], font=BOLD, size=28)
        sheets.lines(50, 200, ["We shall do it, and then it is done.", "Then the rest follows by itself."], size=14)
        sheets.turn()

    assert texts(sheets.read(), "heading") == ["Part A", "The Plan", "The Plan", "Part D"]


def test_a_paragraph_over_a_page_is_not_interrupted_by_what_stands_between_its_halves() -> None:
    sheets = pages(1, head="On Bees 1", foot="Honeyton", open_end=True)
    sheets.lines(50, 40, ["On Bees 2"], size=9)
    sheets.lines(50, 100, ["and it ends on the second one."])
    sheets.lines(50, 800, ["Honeyton"], size=9)
    content = sheets.read()

    whole = f"{FULL.replace('margin', 'first')} {FULL} {FULL} and it ends on the second one."
    assert content.text == f"On Bees 1\n\nHoneyton\n\n{whole}\n\nOn Bees 2\n\nHoneyton"
    assert on_pages(content)[1].startswith("and it ends")


def test_on_a_page_that_a_paragraph_fills_they_stand_within_it() -> None:
    content = pages(3, foot="#", open_end=True).read()

    (paragraph,) = [block for block in content.blocks if block.kind == "paragraph"]
    within = [block for block in content.blocks if block.parent == content.blocks.index(paragraph)]
    assert [content.text[block.start : block.end] for block in within] == ["2"]


def test_a_contents_list_is_furniture_with_and_without_dots() -> None:
    sheets = Sheets()
    sheets.lines(50, 60, ["Contents"], font=BOLD, size=16)
    for number, title in enumerate(["Of Bees", "Of Hives", "Of Honey", "Of Wax", "Of Combs", "Of Flowers"]):
        sheets.lines(50, 100 + 15 * number, [f"{number + 1} {title} " + ". " * 40 + str(2 * number + 1)])
    for number, title in enumerate(["Bees", "Hives", "Honey", "Wax", "Combs", "Flowers"]):
        sheets.lines(50, 300 + 15 * number, [f"A picture of {title}"])
        sheets.lines(400, 300 + 15 * number, [str(2 * number + 1)])
    content = sheets.read()

    assert texts(content, "heading") == ["Contents"]
    assert not texts(content, "paragraph", "table")
    assert "6 Of Flowers" in texts(content, "furniture")[0]


def noted(pointer: str, note: str, body: str = "It was said so") -> Sheets:
    """A page with a footnote; the pointer behind `body` is raised, and so is the note's own."""
    sheets = Sheets()
    sheets.lines(50, 100, [FULL, body])
    width = sheets.canvas.stringWidth(body, FONT, 11)
    sheets.lines(50 + width, 109, [pointer], size=7)
    sheets.lines(50, 126, [FULL, "and then it ends."])
    sheets.lines(50, 758, [pointer], size=6)
    sheets.lines(55, 760, [note], size=8.5)
    return sheets


@pytest.mark.parametrize(("pointer", "shown"), [("1", "¹"), ("12", "¹²"), ("*", "*"), ("†", "†")])
def test_a_footnote_is_a_paragraph_at_the_end_and_what_points_to_it_is_markup(pointer: str, shown: str) -> None:
    content = noted(pointer, "See the book about it.").read()

    assert texts(content, "markup") == [shown, shown]
    assert f"It was said so{shown} {FULL}" in " ".join(content.text.split())
    assert content.text.endswith(f"\n\n{shown} See the book about it.")


def test_footnotes_come_before_a_paragraph_that_runs_over_their_page() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, ["It ends soon, and here it is.", "", FULL + ".", FULL])
    sheets.lines(50, 758, ["1"], size=6)
    sheets.lines(55, 760, ["See the book."], size=8.5)
    sheets.turn()
    sheets.lines(50, 60, ["so that it ends here.", "", FULL])
    content = sheets.read()

    assert texts(content, "paragraph")[:3] == [
        "It ends soon, and here it is.", "¹ See the book.", f"{FULL}. {FULL} so that it ends here.",
    ]  # fmt: skip
    assert on_pages(content)[0].endswith(f"{FULL}. {FULL}")


def test_two_footnotes_are_two_paragraphs() -> None:
    sheets = noted("1", "See the book about it, which is")
    sheets.lines(50, 769, ["long."], size=8.5)
    sheets.lines(50, 777, ["2"], size=6)
    sheets.lines(55, 779, ["Ibid."], size=8.5)

    assert texts(sheets.read(), "paragraph")[-2:] == ["¹ See the book about it, which is long.", "² Ibid."]


def test_a_caption_is_a_paragraph_of_its_own_and_does_not_part_the_text() -> None:
    sheets = Sheets()
    sheets.lines(50, 700, [FULL, FULL])
    sheets.lines(50, 740, ["Figure 1: Bees at work."], size=9)
    sheets.turn()
    sheets.lines(50, 60, ["which is how it ends.", "", FULL])

    assert texts(sheets.read(), "paragraph")[:2] == ["Figure 1: Bees at work.", f"{FULL} {FULL} which is how it ends."]


def test_a_stamp_across_the_page_is_furniture_at_its_end() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, [FULL, "and it ends."])
    sheets.canvas.translate(200, 300)
    sheets.canvas.rotate(45)
    sheets.lines(0, sheets.height, ["DRAFT COPY"], size=60)

    content = sheets.read()
    assert texts(content, "furniture") == ["DRAFT COPY"]
    assert texts(content, "paragraph") == [f"{FULL} and it ends."]
