"""A file's name, as an id and as it is printed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.names import id_of, printable


def test_the_id_is_the_path_within_the_folder() -> None:
    assert id_of(Path("corpus/notes/a.txt"), Path("corpus")) == "notes/a.txt"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Bees – ärger, 蜜蜂 🐝.txt", "Bees – ärger, 蜜蜂 🐝.txt"),
        ("می\u200cخواهم 👨\u200d👩\u200d👧.txt", "می\u200cخواهم 👨\u200d👩\u200d👧.txt"),
        ("Screenshot at 3.04\u202fPM.txt", "Screenshot at 3.04\u202fPM.txt"),
        ("\x1b[31mred\x9b1m.txt", r"\x1b[31mred\x9b1m.txt"),
        ("two\nlines\t.txt", r"two\nlines\t.txt"),
        ("txt.\u202egnp", r"txt.\u202egnp"),
        ("caf\udce9.txt", r"caf\udce9.txt"),
    ],
)
def test_what_steers_a_terminal_or_is_no_character_is_escaped(name: str, printed: str) -> None:
    assert printable(name) == printed


@given(st.text(st.characters()))
def test_whatever_is_printed_is_one_line_that_can_be_encoded(name: str) -> None:
    assert len(printable(name).splitlines()) <= 1
    assert printable(printable(name)) == printable(name)
    assert printable(name).encode() or not name
