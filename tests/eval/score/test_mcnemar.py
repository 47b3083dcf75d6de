"""McNemar's exact test, on cases small enough to be computed by hand, and its laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.score.mcnemar import ALPHA, FEWEST, PairedTest, conclusion, paired_test

Outcome = bool | None


def outcome_of(fixed: int, broken: int, same: int = 0, na: int = 0) -> PairedTest:
    pairs: list[tuple[Outcome, Outcome]] = [(True, True)] * same
    pairs += [(None, True)] * na
    pairs += [(False, True)] * fixed
    return paired_test("m", [*pairs, *[(True, False)] * broken])


def test_p_is_that_of_the_two_sided_binomial_test() -> None:
    # 2 · (C(12,0) + C(12,1) + C(12,2)) / 2^12
    assert outcome_of(10, 2).p == pytest.approx(2 * (1 + 12 + 66) / 4096)


def test_pairs_that_agree_do_not_count() -> None:
    assert outcome_of(10, 2, same=1000).p == outcome_of(10, 2).p


def test_what_applies_to_one_run_only_is_left_out_and_counted() -> None:
    test = outcome_of(1, 0, same=3, na=5)
    assert (test.n, test.na, test.before.value, test.after.value) == (4, 5, 0.75, 1.0)


def test_five_that_differ_can_never_tell_and_six_can() -> None:
    assert FEWEST == 6
    assert outcome_of(5, 0).needed is None
    assert outcome_of(6, 0).needed == 6
    assert outcome_of(6, 0).p == pytest.approx(0.03125)


@given(st.integers(0, 60), st.integers(0, 60))
def test_better_and_worse_are_treated_alike(one: int, other: int) -> None:
    assert outcome_of(one, other).p == outcome_of(other, one).p


@given(st.integers(1, 60))
def test_needed_is_the_least_lopsided_split_that_tells(discordant: int) -> None:
    needed = outcome_of(discordant, 0).needed
    if needed is None:
        assert discordant < FEWEST
    else:
        assert (outcome_of(needed, discordant - needed).p or 1) < ALPHA
        assert (outcome_of(needed - 1, discordant - needed + 1).p or 0) >= ALPHA


@pytest.mark.parametrize(
    ("test", "said"),
    [
        (outcome_of(0, 0, same=9), "None of 9 questions came out differently."),
        (outcome_of(0, 0, na=2), "It applies to no question of both runs."),
        (outcome_of(1, 0), "Nothing can be concluded: only 1 question differs"),
        (outcome_of(4, 1), "Fewer than 6 can never reach p < 0.05, even all one way."),
        (outcome_of(6, 3), "No difference can be concluded (6 better, 3 worse, p = 0.508): 8 of the 9 questions"),
        (outcome_of(12, 1), "Better than chance would have it: 12 better, 1 worse, p = 0.003."),
        (outcome_of(1, 12), "Worse than chance would have it"),
    ],
)
def test_the_conclusion_says_no_more_than_follows(test: PairedTest, said: str) -> None:
    assert said in conclusion(test)
