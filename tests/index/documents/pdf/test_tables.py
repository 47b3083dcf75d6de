"""Tables: ruled or only aligned, with wrapped cells and empty ones; and what only looks like one."""

from io import BytesIO
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from index.documents.document import Content
from index.documents.pdf.pdf import load
from pdf_sheets import BOLD, FONT, Sheets, text_of, texts

HIVES = [
    ["Hive", "Bees", "Honey"],
    ["North", "40 000", "12 kg"],
    ["South", "35 000", "9 kg"],
    ["West", "1 200", "none"],
]
STYLES = getSampleStyleSheet()
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


def rows(content: Content) -> list[tuple[str, dict[int, str]]]:
    """(kind, {column: cell}) of each row of the tables."""
    found: list[tuple[str, dict[int, str]]] = []
    for block in content.blocks:
        if block.kind in ("head", "row"):
            found.append((block.kind, {}))
        elif block.kind == "cell":
            found[-1][1][block.level] = text_of(content, block)
    return found


def set_with(table: Table, *before: str) -> Content:
    out = BytesIO()
    flowables: list[Flowable] = [Paragraph(text, STYLES["Normal"]) for text in before]
    SimpleDocTemplate(out, pagesize=A4, invariant=True).build([*flowables, table])
    return load(out.getvalue())


def numbered(cells: list[list[str]]) -> list[tuple[str, dict[int, str]]]:
    return [("row" if number else "head", dict(enumerate(row))) for number, row in enumerate(cells)]


@pytest.mark.parametrize("style", [[GRID], [], [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)]])
def test_a_table_has_a_head_and_rows_of_cells_with_their_columns(style: list[Any]) -> None:
    content = set_with(Table(HIVES, style=TableStyle(style)), "Here are the hives:")

    assert rows(content) == numbered(HIVES)
    assert "Hive | Bees | Honey\nNorth | 40 000 | 12 kg\n" in content.text


def test_a_bold_first_row_is_a_head_among_words_too() -> None:
    cells = [["Word", "Meaning"], ["bee", "an insect"], ["hive", "its house"]]
    style = TableStyle([("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")])

    assert rows(set_with(Table(cells, style=style))) == numbered(cells)


def test_words_alone_have_no_head() -> None:
    cells = [["bee", "an insect"], ["hive", "its house"], ["comb", "a part of it"]]

    assert [kind for kind, _ in rows(set_with(Table(cells, style=TableStyle([GRID]))))] == ["row"] * 3


def test_the_lines_of_a_ruled_cell_are_one_cell() -> None:
    long = "An insect that is known for what it does, which is a great deal, and for the honey that it makes of it."
    cells = [["Word", "Meaning"], ["bee", long], ["hive", "its house"]]
    wrapped = [[Paragraph(cell, STYLES["Normal"]) for cell in row] for row in cells]

    content = set_with(Table(wrapped, colWidths=[80, 160], style=TableStyle([GRID])))
    assert [row for _, row in rows(content)] == [dict(enumerate(row)) for row in cells]


def test_cells_that_are_ruled_closely_are_parted_all_the_same() -> None:
    cells = [["a1", "b1", "c1"], ["a2", "b2", "c2"]]
    style = TableStyle([GRID, ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)])

    assert [row for _, row in rows(set_with(Table(cells, style=style)))] == [dict(enumerate(row)) for row in cells]


def test_lists_beside_each_other_in_one_ruled_row_go_by_their_items() -> None:
    sheets = Sheets()
    for x in (60, 260, 460):
        sheets.rule(x, 80, x, 240)
    for y in (80, 100, 220, 240):
        sheets.rule(60, y, 460, y)
    sheets.lines(70, 94, ["Boats"])
    sheets.lines(270, 94, ["Prices"])
    for number, (boat, price) in enumerate([("Canoe", "4"), ("Boat", "5"), ("Raft", "6"), ("Ferry", "7")]):
        for x, mark, said in ((70, "•", boat), (270, "•", price)):
            sheets.lines(x, 120 + number * 20, [mark])
            sheets.lines(x + 18, 120 + number * 20, [said])

    assert [row for _, row in rows(sheets.read())][1:3] == [{0: "• Canoe", 1: "• 4"}, {0: "• Boat", 1: "• 5"}]


@pytest.mark.parametrize("style", [[GRID], []])
def test_an_empty_cell_does_not_move_the_others(style: list[Any]) -> None:
    cells = [["Hive", "Bees", "Honey"], ["North", "", "12 kg"], ["South", "35 000", "9 kg"], ["West", "1 200", "4 kg"]]

    content = set_with(Table(cells, style=TableStyle(style)))
    assert rows(content)[1] == ("row", {0: "North", 2: "12 kg"})
    assert "North |  | 12 kg" in content.text


def test_a_cell_that_spans_rows_is_said_once() -> None:
    cells = [["Region", "Hive", "Bees"], ["North", "one", "40"], ["", "two", "50"]]
    style = TableStyle([GRID, ("SPAN", (0, 1), (0, 2)), ("VALIGN", (0, 1), (0, 2), "MIDDLE")])

    assert [row for _, row in rows(set_with(Table(cells, style=style)))][1:] == [
        {0: "North", 1: "one", 2: "40"},
        {1: "two", 2: "50"},
    ]


def test_a_table_that_runs_over_a_page_is_one_and_each_row_lies_on_its_page() -> None:
    cells = [["Hive", "Bees"], *([f"hive {number}", str(number * 100)] for number in range(1, 61))]
    content = set_with(Table(cells, style=TableStyle([GRID])))

    assert len([block for block in content.blocks if block.kind == "table"]) == 1
    assert [row[0] for _, row in rows(content)] == [row[0] for row in cells]
    first, second = content.pages
    assert (
        content.text[first.start : first.end].count("hive ") + content.text[second.start : second.end].count("hive ")
        == 60
    )


def test_a_table_beside_a_column_of_text_stays_in_its_column() -> None:
    sheets = Sheets()
    text = [
        "The left column is of prose that fills its",
        "lines from one side to the other, over and",
        "over, as it is with prose, and so it goes on",
        "until it ends down here.",
    ]
    sheets.lines(50, 200, text)
    for number, row in enumerate([["Hive", "Bees"], ["North", "40"], ["South", "35"]]):
        for place, cell in enumerate(row):
            sheets.lines(320 + 100 * place, 200 + 13 * number, [cell])

    content = sheets.read()
    assert texts(content, "paragraph") == [" ".join(text)]
    assert [row for _, row in rows(content)] == [{0: "Hive", 1: "Bees"}, {0: "North", 1: "40"}, {0: "South", 1: "35"}]


def test_a_box_around_text_is_no_table() -> None:
    out = BytesIO()
    box = Table(
        [[Paragraph("Bees fly. " * 30, STYLES["Normal"])]],
        style=TableStyle([("BOX", (0, 0), (-1, -1), 1, colors.black)]),
    )
    SimpleDocTemplate(out, invariant=True).build([box])

    content = load(out.getvalue())
    assert not rows(content)
    assert len(texts(content, "paragraph")) == 1


def test_a_formula_with_its_number_and_a_list_with_its_marks_are_none() -> None:
    sheets = Sheets()
    for number in range(3):
        sheets.lines(100, 100 + 13 * number, [f"a = b + {number}"])
        sheets.lines(400, 100 + 13 * number, [f"({number + 1})"])
        sheets.lines(60, 200 + 13 * number, ["•"])
        sheets.lines(90, 200 + 13 * number, [f"the thing {number}"])
    content = sheets.read()

    assert not rows(content)
    assert len(texts(content, "item")) == 3


def test_the_head_is_bold_where_the_table_is_only_aligned() -> None:
    sheets = Sheets()
    cells = [["Word", "Kind"], ["bee", "insect"], ["hive", "house"]]
    for number, row in enumerate(cells):
        for place, cell in enumerate(row):
            sheets.lines(60 + 140 * place, 100 + 15 * number, [cell], font=FONT if number else BOLD)

    assert rows(sheets.read()) == numbered(cells)
