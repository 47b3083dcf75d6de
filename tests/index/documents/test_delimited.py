"""A file of rows becomes a table at its exact places, whatever parts its cells."""

import csv
from io import StringIO
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.delimited import load
from index.documents.document import Block, Content, faults


def words(content: Content, block: Block) -> str:
    """A block's words: its text without what is only markup."""
    place = content.blocks.index(block)
    silent = [b for b in content.blocks if b.parent == place]
    kept = (i for i in range(block.start, block.end) if not any(b.start <= i < b.end for b in silent))
    return "".join(content.text[i] for i in kept)


def table(content: Content) -> list[list[str]]:
    """Each row's cells, by their columns."""
    found = []
    for place, block in enumerate(content.blocks):
        if block.kind in ("head", "row"):
            cells = {b.level: words(content, b) for b in content.blocks if b.parent == place}
            found.append([cells.get(column, "") for column in range(max(cells) + 1)])
    return found


def kinds(content: Content, *wanted: str) -> list[tuple[str, str]]:
    return [(b.kind, content.text[b.start : b.end]) for b in content.blocks if b.kind in wanted]


def read(text: str) -> Content:
    content = load(text.encode())
    assert not faults(content.text, content.blocks)
    return content


def test_a_file_of_rows_is_one_table_with_a_head() -> None:
    content = read("name,age\nAnn,30\nBen,25\n")

    assert [b.kind for b in content.blocks] == ["table", *["head", "cell", "cell"], *["row", "cell", "cell"] * 2]
    assert table(content) == [["name", "age"], ["Ann", "30"], ["Ben", "25"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["good", "price"], ["tea, black", "1,50"], ["milk; fresh", "0,99"]]
    file = StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)

    assert table(read(file.getvalue())) == rows


def test_the_delimiter_may_be_stated_as_excel_does() -> None:
    content = read("sep=;\na,b;c,d\ne,f;g,h\n")

    assert kinds(content, "furniture") == [("furniture", "sep=;")]
    assert table(content) == [["a,b", "c,d"], ["e,f", "g,h"]]


def test_a_cell_in_quotes_may_hold_delimiters_lines_and_quotes() -> None:
    content = read('name,says\nAnn,"Yes, ""of course"",\nshe said"\n')

    assert table(content)[1] == ["Ann", 'Yes, "of course",\nshe said']
    assert kinds(content, "markup") == [("markup", '"')] * 2


def test_an_empty_cell_keeps_its_neighbours_columns() -> None:
    content = read("a,b,c\n1,,3\n,,3\n")

    assert [(b.level, content.text[b.start : b.end]) for b in content.blocks if b.kind == "cell"][3:] == [
        (0, "1"),
        (2, "3"),
        (2, "3"),
    ]


@pytest.mark.parametrize(
    ("text", "has_head"),
    [
        ("name,city\nAnn,Paris\nBen,Rome\n", True),
        ("region,2019,2020\nNorth,12,13\nSouth,9,8\n", True),
        ("Ann,30\nBen,25\n", False),
        ("yes,no\nno,yes\nyes,no\n", False),
        ("ann@example.org,Ann\nben@example.org,Ben\n", False),
        ("name,name\nAnn,Ben\n", False),
        ("2019,2020\n2020,2021\n", False),
        ("2024-01-05,rain\n2024-01-06,sun\n", False),
        ("name,city\n", False),
    ],
)
def test_the_first_row_is_the_head_where_it_names_the_columns(text: str, has_head: bool) -> None:
    assert ("head" in {b.kind for b in read(text).blocks}) == has_head


def test_a_row_that_groups_the_columns_is_a_head_too() -> None:
    content = read("2023,,,2024,\ngood,sales,costs,sales in all,costs in all\ntea,1,2,3,4\n")

    assert [b.kind for b in content.blocks if b.parent == 0] == ["head", "head", "row"]


def test_titles_stand_above_the_table_and_comments_are_furniture() -> None:
    content = read(
        "# made by hand, in May\nPrices of 2024,,\n\ngood,price,unit\ntea,1,kg\n# checked\nmilk,2,l\n# end\n"
    )

    assert kinds(content, "paragraph") == [("paragraph", "Prices of 2024")]
    assert [text for _, text in kinds(content, "furniture")] == ["# made by hand, in May", "# checked", "# end"]
    assert table(content) == [["good", "price", "unit"], ["tea", "1", "kg"], ["milk", "2", "l"]]


def test_a_column_may_be_called_by_a_number_sign() -> None:
    assert table(read("#,name\n1,Ann\n2,Ben\n"))[0] == ["#", "name"]


def test_a_column_of_texts_is_a_table_too() -> None:
    assert table(read("remark\nIt rained all day.\nNo rain.\n")) == [["remark"], ["It rained all day."], ["No rain."]]


@pytest.mark.parametrize(
    "broken",
    ['"5 inch,3\n', '5" pipe,3\n', '"5" pipe,3\n', '"a, b\n"c" d,4\n'],
)
def test_a_quote_that_is_never_closed_swallows_no_rows(broken: str) -> None:
    content = read("good,price\n" + broken + "".join(f"tea {n},{n}\n" for n in range(9)) + '6",7\n')

    assert table(content)[-10:-1] == [[f"tea {n}", str(n)] for n in range(9)]


def test_an_unclosed_quote_at_the_end_swallows_nothing_but_its_row() -> None:
    assert table(read('a,b\n1,2\n3,"4\n5,6\n')) == [["a", "b"], ["1", "2"], ["3", '"4'], ["5", "6"]]


def test_line_ends_and_utf_16_of_windows_are_read() -> None:
    assert load("name,age\r\nAnn,30\r\n".encode("utf-16")).text == "name,age\nAnn,30\n"


def test_another_encoding_is_found_out() -> None:
    content = load(b"drink,price\ncaf\xe9,1\n")

    assert (content.text, content.encoding) == ("drink,price\ncafé,1\n", "Windows-1252")


@given(st.text(st.sampled_from('ab1,;\t|"#\n\r =é\0\x85'), max_size=60) | st.text(max_size=60))
def test_any_text_is_kept_and_its_blocks_are_sound(text: str) -> None:
    data = text.encode("utf-8", "replace")
    content = load(data)

    assert content.text == data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    assert not faults(content.text, content.blocks)


@given(st.lists(st.lists(st.text(st.sampled_from('ab1, "\n'), max_size=5), min_size=3, max_size=3), min_size=3))
@settings(max_examples=50)
def test_what_a_writer_wrote_is_read_back(rows: list[list[str]]) -> None:
    file = StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([["x", "y", "z"], *rows])
    kept = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]

    content = read("sep=,\n" + file.getvalue())

    assert [[*row, "", ""][:3] for row in table(content)[1:]] == kept


@pytest.mark.parametrize(("rows", "columns"), [(100_000, 2), (200, 500)])
def test_large_files_are_fast(rows: int, columns: int) -> None:
    line = ",".join(f'"cell {n}"' if n % 2 else str(n) for n in range(columns))
    data = ("\n".join([",".join(f"name{n}" for n in range(columns)), *[line] * rows])).encode()
    start = process_time()

    content = load(data)

    assert len(content.blocks) == 1 + (rows + 1) * (columns + 1)
    assert process_time() - start < 10


@pytest.mark.parametrize("piece", ['"a,', '"', '"a""', '"\n', '""a,"', "a,"])
def test_a_hundred_thousand_stray_quotes_take_no_time(piece: str) -> None:
    start = process_time()

    load(piece.encode() * 100_000)

    assert process_time() - start < 10
