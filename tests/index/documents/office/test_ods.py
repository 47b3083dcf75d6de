"""Sheets of OpenDocument become a page each, with what people see in their cells."""

from contextlib import suppress
from datetime import datetime
from io import BytesIO
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document, Element, Table

from index.documents.document import Unreadable
from index.documents.office import sheets
from index.documents.office.ods import load
from office_files import changed, damaged, outline, sound


def with_tables(*tables: Table | str) -> bytes:
    document = Document("spreadsheet")
    document.body.clear()
    document.meta.creation_date = datetime(2024, 3, 1)
    for table in tables:
        document.body.append(Element.from_tag(table) if isinstance(table, str) else table)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_rows(*rows: list[str | float | None], name: str = "Sheet1") -> Table:
    table = Table(name)
    table.set_values(rows)
    return table


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def test_each_sheet_is_a_page_with_tables() -> None:
    prices = with_rows(["Our prices"], ["good", "price"], ["tea", 1.5], [], ["A note."], name="Prices")

    content = sound(load, with_tables(prices, with_rows(["milk", 2], name="Goods"), with_rows(name="Empty")))

    assert outline(content) == [
        ("front", "Date: 2024-03-01"),
        ("heading", "Prices"),
        ("caption", "Our prices"),
        ("head", "good | price"),
        ("row", "tea | 1.5"),
        ("paragraph", "A note."),
        ("heading", "Goods"),
        ("row", "milk | 2"),
    ]
    assert [page.name for page in content.pages] == ["sheet Prices", "sheet Goods"]


def test_a_cell_says_what_people_see_and_not_what_someone_noted_on_it() -> None:
    note = "<office:annotation><text:p>Really?</text:p></office:annotation>"
    price = f'<table:table-cell office:value="1234.5">{note}<text:p>1.234,50 €</text:p></table:table-cell>'

    row = f"<table:table-row>{cell('tea')}{price}</table:table-row>"

    content = sound(load, with_tables(f"<table:table>{row}</table:table>"))

    assert outline(content)[-1] == ("row", "tea | 1.234,50 €")


def test_repeated_cells_and_rows_are_written_out_and_empty_ones_are_not() -> None:
    twice, empty = (f'table:number-columns-repeated="{times}"' for times in (2, 16_000))
    empty = f"<table:table-cell {empty}/>"
    row = f"{cell('tea')}<table:table-cell {twice}/>{cell('x', twice)}{empty}"
    rows = f"""<table:table-row table:number-rows-repeated="2">{row}</table:table-row>
    <table:table-row table:number-rows-repeated="1000000">{empty}</table:table-row>"""

    content = sound(load, with_tables(f"<table:table>{rows}</table:table>"))

    assert outline(content)[1:] == [("row", "tea |  |  | x | x")] * 2
    assert [b.level for b in content.blocks if b.kind == "cell"] == [0, 3, 4] * 2


def test_a_hidden_sheet_is_left_out() -> None:
    data = changed(
        with_tables(with_rows(["tea", 1]), with_rows(["gold", 2], name="Secret")),
        "content.xml",
        lambda xml: xml.replace(b'table:name="Secret"', b'table:name="Secret" table:style-name="ta1"').replace(
            b'table:display="true"', b'table:display="false"'
        ),
    )

    assert outline(sound(load, data))[1:] == [("row", "tea | 1")]


def test_too_many_cells_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_CELLS", 3)

    with pytest.raises(Unreadable, match=r"has more than the 3 cells that are read\. Save it in parts"):
        load(with_tables(with_rows(["tea", 1], ["milk", 2])))


SAMPLE = with_tables(with_rows(["good", "price"], ["tea", 1]))


@settings(max_examples=60)
@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=4), st.booleans())
def test_a_damaged_file_is_read_or_refused(place: int, piece: bytes, inside: bool) -> None:
    with suppress(Unreadable):
        if inside:
            sound(load, changed(SAMPLE, "content.xml", lambda xml: xml[:-2000] + damaged(xml[-2000:], place, piece)))
        else:
            sound(load, damaged(SAMPLE, place, piece))


def test_a_large_sheet_is_fast() -> None:
    row = f"<table:table-row>{cell('tea')}{cell('1.5') * 9}</table:table-row>".encode()
    data = changed(SAMPLE, "content.xml", lambda xml: xml.replace(b"</table:table>", row * 5_000 + b"</table:table>"))
    start = process_time()

    assert len(load(data).blocks) > 50_000
    assert process_time() - start < 10
