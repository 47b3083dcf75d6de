"""Listed places are known by their text, and a list that is out of date says so."""

from pathlib import Path

import pytest

from mutants.equivalent import is_listed, load_equivalents, require_current
from mutants.errors import MutantsError
from mutants.sample import Mutant
from mutants.source import Source

LISTED = '[[equivalent]]\nmodule = "a.py"\nline = "KEPT = 32  # texts"\noperator = "number"\nwhy = "Speed alone."\n'


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    (tmp_path / "list.toml").write_text(LISTED)
    return tmp_path / "list.toml"


def test_a_listed_place_is_known_wherever_it_stands(listed: Path) -> None:
    equivalents = load_equivalents(listed)

    assert is_listed(Mutant("a.py", 99, "number", "KEPT = 32  # texts", "KEPT = 320  # texts", b""), equivalents)
    assert not is_listed(Mutant("b.py", 99, "number", "KEPT = 32  # texts", "", b""), equivalents)
    assert not is_listed(Mutant("a.py", 99, "word", "KEPT = 32  # texts", "", b""), equivalents)


def test_a_listed_line_that_is_gone_is_named(listed: Path) -> None:
    equivalents = load_equivalents(listed)
    require_current(equivalents, [Source("a.py", b"if a:\n    KEPT = 32  # texts"), Source("b.py", b"")], listed)

    with pytest.raises(MutantsError, match=r"a\.py: KEPT = 32"):
        require_current(equivalents, [Source("a.py", b"KEPT = 33")], listed)


def test_without_a_file_or_places_nothing_is_listed(tmp_path: Path, listed: Path) -> None:
    assert load_equivalents(tmp_path / "none.toml") == []
    listed.write_text("# nothing yet\n")
    assert load_equivalents(listed) == []


def test_a_place_without_a_reason_is_refused(listed: Path) -> None:
    listed.write_text(LISTED.replace('why = "Speed alone."', ""))

    with pytest.raises(MutantsError, match="why"):
        load_equivalents(listed)
