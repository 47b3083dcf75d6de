"""A workbook becomes a page a sheet: tables with heads and captions, numbers as people see them."""

from contextlib import suppress
from datetime import datetime
from io import BytesIO
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from index.documents.document import Content, Unreadable
from index.documents.office import sheets
from index.documents.office.xlsx import load
from office_files import changed, damaged, outline, sound


def saved(book: Any) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_rows(*rows: list[Any], title: str = "Sheet1") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(book)


def read(data: bytes) -> Content:
    return sound(load, data)


def test_a_sheet_is_a_table_with_a_head() -> None:
    content = read(with_rows(["good", "price"], ["tea", 1.5], ["milk", 2.0]))

    assert content.text.strip() == "good | price\ntea | 1.5\nmilk | 2"
    assert [b.kind for b in content.blocks if b.parent == 0] == ["head", "row", "row"]
    assert content.metadata == {}


def test_each_sheet_is_a_page_under_its_name() -> None:
    book = Workbook()
    book.worksheets[0].title = "Prices"
    book.worksheets[0].append(["tea", 1])
    book.create_sheet("Empty")
    book.create_sheet("Goods").append(["milk", 2])
    book.create_sheet("Secret").append(["gold", 3])
    book["Secret"].sheet_state = "hidden"

    content = read(saved(book))

    assert outline(content) == [
        ("heading", "Prices"),
        ("row", "tea | 1"),
        ("heading", "Goods"),
        ("row", "milk | 2"),
    ]
    assert [(p.name, content.text[p.start : p.end].strip()) for p in content.pages] == [
        ("sheet Prices", "Prices\n\ntea | 1"),
        ("sheet Goods", "Goods\n\nmilk | 2"),
    ]


NOTE = "All of it is counted twice a year, by two people who do not know of one another, nor of what the other found."


def test_empty_rows_part_tables_and_a_line_above_one_is_its_caption() -> None:
    content = read(
        with_rows(
            ["Our goods"],
            ["Prices"],
            ["good", "price"],
            ["tea", 1],
            [],
            ["Stock"],
            [],
            [None, "good", "number"],
            [None, "tea", 9],
            [],
            [NOTE],
        )
    )

    assert outline(content) == [
        ("paragraph", "Our goods"),
        ("caption", "Prices"),
        ("head", "good | price"),
        ("row", "tea | 1"),
        ("caption", "Stock"),
        ("head", "good | number"),
        ("row", "tea | 9"),
        ("paragraph", NOTE),
    ]


def test_a_column_of_numbers_is_a_table_and_one_of_texts_is_none() -> None:
    content = read(with_rows(["price"], [1], [2], [], ["Bees fly."], ["It rains."], ["Bees stay."]))

    assert outline(content) == [
        ("head", "price"),
        ("row", "1"),
        ("row", "2"),
        ("paragraph", "Bees fly."),
        ("paragraph", "It rains."),
        ("paragraph", "Bees stay."),
    ]


def test_a_head_may_have_several_rows_and_stand_apart() -> None:
    content = read(
        with_rows(
            ["In millions", None, None, None, "May to June"],
            [None, "sales", "profit", "costs", "tax"],
            [],
            ["North", 1, 2, 3, 4],
            ["South", 5, 6, 7, 8],
            [],
            ["good", "price"],
            ["tea", 1],
        )
    )

    assert outline(content) == [
        ("caption", "In millions, May to June"),
        ("head", "| sales | profit | costs | tax"),
        ("row", "North | 1 | 2 | 3 | 4"),
        ("row", "South | 5 | 6 | 7 | 8"),
        ("head", "good | price"),
        ("row", "tea | 1"),
    ]


def test_numbers_are_as_people_see_them_and_merged_cells_at_their_first_column() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Share", None, 0.256, datetime(2024, 3, 1), 1234.5])
    sheet.append(["x", "y", "z", "a", "b"])
    sheet.merge_cells("A1:B1")
    sheet["C1"].number_format = "0%"
    sheet["E1"].number_format = '#,##0.00 "€"'

    content = read(saved(book))

    assert [(b.level, content.text[b.start : b.end]) for b in content.blocks if b.kind == "cell"][:4] == [
        (0, "Share"),
        (2, "26%"),
        (3, "2024-03-01"),
        (4, "1,234.50 €"),
    ]


def test_what_the_file_states_of_itself_is_its_front() -> None:
    book = Workbook()
    book.worksheets[0].append(["tea", 1])
    book.properties.title, book.properties.creator = "Prices of 2024", "Ann Bee"
    book.properties.created = datetime(2024, 3, 1)

    content = read(saved(book))

    assert content.metadata == {"title": "Prices of 2024", "author": "Ann Bee", "date": "2024-03-01"}
    assert outline(content)[0] == ("front", "Title: Prices of 2024\nAuthor: Ann Bee\nDate: 2024-03-01")


def test_too_many_cells_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 3)

    with pytest.raises(Unreadable, match=r"has more than the 3 cells that are read\. Save it in parts"):
        load(with_rows(["tea", 1], ["milk", 2]))


@pytest.mark.parametrize("place", ["99999999999", "1048576"])
def test_a_row_far_down_takes_neither_time_nor_room(place: str) -> None:
    data = changed(
        with_rows(["tea", 1], ["milk", 2]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'r="2"', f'r="{place}"'.encode()).replace(b'2"', f'{place}"'.encode()),
    )
    start = process_time()

    with suppress(Unreadable):
        load(data)

    assert process_time() - start < 10


@settings(max_examples=40)
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(place: int, piece: bytes) -> None:
    with suppress(Unreadable):
        read(damaged(with_rows(["tea", 1], ["milk", 2]), place, piece))


@settings(max_examples=40)
@given(
    st.integers(0, 2_000),
    st.binary(min_size=1, max_size=4),
    st.sampled_from(["workbook", "styles", "worksheets/sheet1"]),
)
def test_a_damaged_part_is_read_or_refused(place: int, piece: bytes, name: str) -> None:
    data = changed(
        with_rows(["tea", 1], ["milk", 2]),
        f"xl/{name}.xml",
        lambda xml: damaged(xml, place, piece),
    )
    with suppress(Unreadable):
        read(data)


def test_a_large_sheet_is_fast() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for n in range(2_000):
        sheet.append([f"bee {n}", n, n / 7, "Kent", *range(16)])
    data = saved(book)
    start = process_time()

    assert len(load(data).blocks) > 40_000
    assert process_time() - start < 15
