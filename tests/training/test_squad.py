"""SQuAD's measures."""

import pytest

from training.squad import exact_match, f1


@pytest.mark.parametrize(("given", "expected"), [("The Ash.", ["ash"]), ("in 1815", ["1816", "in 1815"])])
def test_case_articles_and_punctuation_do_not_count(given: str, expected: list[str]) -> None:
    assert exact_match(given, expected) == 1.0


def test_f1_is_that_of_the_nearest_answer() -> None:
    assert f1("Jane Austen of Hampshire", ["Walter Scott", "Jane Austen"]) == pytest.approx(2 * 2 / (4 + 2))


def test_nothing_in_common_is_nothing() -> None:
    assert f1("Emma", ["Waverley"]) == 0.0


def test_where_nothing_is_right_anything_is_wrong() -> None:
    assert exact_match("Emma", []) == f1("Emma", []) == 0.0
