"""The thresholds are where the answers cost least, and doubting everything is no way out."""

import itertools
from dataclasses import replace
from statistics import mean

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from answer.read.ranking import NEVER, Thresholds
from eval.score import result
from training.thresholds import COSTS, MOST_DOUBT, AskedQuestion, Costs, cost_of, crossed, fit, worth

NORMAL = COSTS["normal"]
ASKED = st.builds(AskedQuestion, st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.7, 0.9]), st.booleans(), st.just(True)).flatmap(
    lambda a: st.just(a) if a.right else st.builds(AskedQuestion, st.just(a.confidence), st.just(False), st.booleans())
)


def right(confidence: float) -> AskedQuestion:
    return AskedQuestion(confidence, right=True, answerable=True)


def wrong(confidence: float, answerable: bool = False) -> AskedQuestion:
    return AskedQuestion(confidence, right=False, answerable=answerable)


def costs_of(asked: list[AskedQuestion], bars: Thresholds) -> list[float]:
    return [cost_of(a, bars, NORMAL) for a in asked]


def doubt(asked: list[AskedQuestion], bars: Thresholds) -> float:
    shown = [a for a in asked if a.right and a.confidence >= bars.shown]
    return sum(a.confidence < bars.sure for a in shown) / max(1, len(shown))


def test_what_can_be_parted_is_parted() -> None:
    bars, _ = fit({"one": [wrong(0.1), wrong(0.2), right(0.6), right(0.9)]}, NORMAL)

    assert 0.2 < bars.shown <= 0.6
    assert bars.sure <= 0.6


def refused(asked: list[AskedQuestion], bars: Thresholds) -> float:
    answerable = [a for a in asked if a.answerable]
    return sum(a.confidence < bars.shown for a in answerable) / max(1, len(answerable))


@given(st.lists(ASKED, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_other_pair_within_the_bounds_costs_less(asked: list[AskedQuestion]) -> None:
    assume(any(a.answerable for a in asked) and any(not a.answerable for a in asked))
    pairs = [Thresholds(a, b) for a, b in itertools.combinations_with_replacement([0, 0.1, 0.3, 0.5, 0.7, 0.9, 1], 2)]
    allowed = [b for b in pairs if doubt(asked, b) <= MOST_DOUBT and refused(asked, b) <= NORMAL.most_refused]

    bars, _ = fit({"one": asked}, NORMAL)

    assert doubt(asked, bars) <= MOST_DOUBT
    assert refused(asked, bars) <= NORMAL.most_refused
    assert mean(costs_of(asked, bars)) <= min(mean(costs_of(asked, other)) for other in allowed) + 1e-9


def test_a_corpus_that_cannot_be_read_is_refused_and_another_still_answered() -> None:
    prose = [*[right(0.9)] * 8, *[wrong(0.2)] * 3]
    tables = [*[wrong(0.6, answerable=True)] * 9, right(0.6)]

    assert 0.6 < fit({"prose": prose, "tables": tables}, NORMAL)[0].shown <= 0.9


def test_what_is_never_sure_is_shown_in_doubt_rather_than_refused() -> None:
    asked = [*[right(0.5)] * 3, *[wrong(0.4, answerable=True)] * 3, wrong(0.1)]

    bars, _ = fit({"one": asked}, NORMAL, always_doubt=True)

    assert bars.sure == NEVER
    assert bars.shown <= 0.4


def test_right_answers_are_not_all_doubted_though_that_would_cost_less() -> None:
    asked = [*[right(0.5)] * 9, *[wrong(0.5)] * 3, *[wrong(0.1)] * 3]

    bars, _ = fit({"one": asked}, NORMAL)

    assert doubt(asked, bars) <= MOST_DOUBT


def test_each_corpus_counts_the_same_however_large_it_is() -> None:
    small, large = [wrong(0.5), right(0.9)], [right(0.5), wrong(0.1)]

    assert fit({"a": small, "b": large}, NORMAL)[0] == fit({"a": small, "b": large * 50}, NORMAL)[0]


@pytest.mark.parametrize(("less", "more"), [("low", "normal"), ("normal", "high")])
def test_more_caution_shows_no_more(less: str, more: str) -> None:
    asked = [*[right(c / 20) for c in range(20)], *[wrong(c / 40, answerable=c % 2 == 0) for c in range(30)]]

    assert fit({"one": asked}, COSTS[less])[0].shown <= fit({"one": asked}, COSTS[more])[0].shown


def test_what_they_are_worth_is_told() -> None:
    asked = [right(0.9), right(0.4), wrong(0.6), wrong(0.1)]

    assert worth(asked, Thresholds(0.3, 0.5), NORMAL) == (
        "right 1.000, refused 0.500, wrong and sure 0.250, doubt on right 0.500, cost 1.375, of 4 questions"
    )


def test_what_the_thresholds_are_fitted_by_is_what_the_evals_report_as_cost() -> None:
    reported = Costs(result.WRONG_AND_SURE, result.WRONG_WITH_DOUBT, result.RIGHT_WITH_DOUBT, NORMAL.most_refused)

    assert replace(reported, wrongly_refused=result.WRONGLY_REFUSED) == NORMAL


def test_thresholds_are_judged_by_documents_that_they_were_not_fitted_on() -> None:
    """One document's wrong answers are surer than some right ones of the others: fitted on it, too, they cost less."""
    usual = [replace(a, about=f"{n}") for n in range(40) for a in (*[right(0.8)] * 4, right(0.6), wrong(0.3))]
    odd = [replace(wrong(0.7), about="odd")] * 30

    bars, _ = fit({"one": usual + odd}, NORMAL)
    within = mean(costs_of(usual + odd, bars))

    assert float(crossed({"one": usual + odd}, NORMAL).rsplit(" ", 1)[1]) > within + 0.1
    assert crossed({"one": usual}, NORMAL) == "cost at thresholds fitted on other documents (5 folds): one 0.000"
