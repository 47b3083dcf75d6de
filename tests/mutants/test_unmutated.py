"""Which tests are run on a mutant: as many as the time allows, a fixture that they share counted once."""

import pytest

from mutants.errors import MutantsError
from mutants.record import Record
from mutants.unmutated import TOGETHER, Unmutated


def record(seconds: dict[str, float], **fields: object) -> Record:
    uses = {test: ["made"] for test in seconds}
    return Record(**{"seconds": seconds, "uses": uses, "shared": {"made": 2.0}, **fields})  # type: ignore[arg-type]


def test_the_nearest_file_is_run_whole_and_of_further_ones_what_is_quick() -> None:
    near, far = record({"a": TOGETHER - 10, "b": 1.0}), record({"c": 2.0, "d": 1.0, "e": 9.0})

    out, seconds = Unmutated({"near": near, "far": far}).chosen(["near", "far"])

    assert out == {"e"}
    assert seconds == TOGETHER - 10 + 1.0 + 2.0 + 2.0 + 2.0 + 1.0
    assert Unmutated({"near": record({"a": TOGETHER * 2})}).chosen(["near"]) == (set(), TOGETHER * 2 + 2.0)


def test_a_fixture_of_all_files_is_counted_once() -> None:
    records = {name: record({f"{name}::t": 1.0}, session=["made"]) for name in ("one", "two")}

    assert Unmutated(records).chosen(records) == (set(), 4.0)


def test_a_test_that_was_broken_off_is_run_on_no_mutant() -> None:
    out, seconds = Unmutated({"one": record({"a": 1.0, "b": 1.0}, slow=["a"])}).chosen(["one"])

    assert (out, seconds) == ({"a"}, 3.0)


def test_tests_that_fail_are_named() -> None:
    with pytest.raises(MutantsError, match="one::a"):
        Unmutated({"one": record({}, failed=["one::a"])})
