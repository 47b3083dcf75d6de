"""What the trained reader is given to read."""

from pathlib import Path

from answer.read.lines import as_read
from index.documents.reading import read_document
from index.units import units

PRICES = """# Boats

The boats lie at the jetty. They are painted green.

| boat | an hour |
| --- | --- |
| canoe | 9 euros |

## Deposit

It is paid in cash.
"""


def read(folder: Path, name: str, text: str) -> tuple[list[str], list[str]]:
    """The texts, and each unit as its line has it."""
    (folder / name).write_text(text, encoding="utf-8")
    document = read_document(folder / name, folder)
    texts, lines = as_read([unit for unit in units(document) if unit.answers], document.title)
    return texts, [texts[line.text][line.begin : line.end] for line in lines]


def test_what_is_understood_alone_is_read_alone_and_sentences_together(tmp_path: Path) -> None:
    texts, _ = read(tmp_path, "boats.md", PRICES)

    assert texts == [
        "Boats\nThe boats lie at the jetty.\nThey are painted green.",
        "Boats: canoe — an hour: 9 euros",
        "Boats, Deposit\nIt is paid in cash.",
    ]


def test_what_stands_under_no_heading_is_read_under_the_title(tmp_path: Path) -> None:
    texts, lines = read(tmp_path, "prices-2024.csv", "boat,an hour\ncanoe,9 euros\nkayak,11 euros\n")

    assert texts == ["prices 2024: canoe — an hour: 9 euros", "prices 2024: kayak — an hour: 11 euros"]
    assert lines == ["canoe — an hour: 9 euros", "kayak — an hour: 11 euros"]


def test_the_headings_of_a_line_are_its_own(tmp_path: Path) -> None:
    _, lines = read(tmp_path, "boats.md", PRICES)

    assert lines[0] == "Boats\nThe boats lie at the jetty."
    assert lines[-1] == "Boats, Deposit\nIt is paid in cash."
