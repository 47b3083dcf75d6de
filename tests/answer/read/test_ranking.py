"""Ranking: what speaks for a sentence raises its score and the confidence, and caution raises the bars."""

import json
import math
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.read.ranking import NEVER, Features, Ranking, Thresholds, Way, load_ranking, load_thresholds

WAYS = get_args(Way)
FEATURES = st.builds(Features, *[st.floats(0, 1)] * 4, *[st.floats(-2, 2)] * 2)


MADE = Ranking(rank=Features(4, 2, 0, 0, 1, 0), confidence=Features(0, 0, 0, 0, 2, 1), lead=0.5, bias=-1)


def sigmoid(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def test_a_score_is_the_weighed_sum_of_the_features() -> None:
    assert MADE.score(Features(0.5, 0.25, 1, 1, 2, 9)) == 4.5


def test_the_confidence_is_of_the_best_with_its_lead_on_the_second() -> None:
    best, second, third = Features(1, 0, 0, 0, 1, 1), Features(0.5, 0, 0, 0, 1, 5), Features(0, 0, 0, 0, 0, 0)

    assert MADE.probability([best, second, third]) == pytest.approx(sigmoid(-1 + 0.5 * 2 + 3))


def test_one_sentence_alone_leads_by_nothing() -> None:
    assert MADE.probability([Features(1, 0, 0, 0, 1, 1)]) == pytest.approx(sigmoid(-1 + 3))


def test_a_wider_lead_makes_more_confident() -> None:
    best, near, far = (Features(words, 0, 0, 0) for words in (0.9, 0.8, 0.1))

    assert MADE.probability([best, near]) < MADE.probability([best, far])


def test_weights_and_thresholds_are_those_of_the_way_and_the_caution(tmp_path: Path) -> None:
    features = dict.fromkeys(Features._fields, 1.0)
    weights = {"rank": features | {"words": 2.0}, "confidence": features, "lead": 3.0, "bias": 4.0}
    fitted = tmp_path / "ranking.json"
    fitted.write_text(
        json.dumps({"weights": {"trained": weights}, "thresholds": {"likeness": {"high": {"shown": 0.4, "sure": 0.6}}}})
    )

    assert load_ranking("trained", fitted) == Ranking(Features(2, 1, 1, 1, 1, 1), Features(*[1] * 6), 3, 4)
    assert load_thresholds("likeness", "high", fitted) == Thresholds(shown=0.4, sure=0.6)


@pytest.mark.parametrize("way", WAYS)
def test_caution_raises_both_bars(way: Way) -> None:
    bars = [load_thresholds(way, caution) for caution in ("low", "normal", "high")]

    assert [bar.shown for bar in bars] == sorted(bar.shown for bar in bars)
    assert bars[0].shown < bars[2].shown
    assert all(bar.shown <= bar.sure for bar in bars)


def test_by_likeness_nothing_is_ever_sure() -> None:
    assert 1 < NEVER <= min(load_thresholds("likeness", caution).sure for caution in ("low", "normal", "high"))


@pytest.mark.parametrize("way", WAYS)
@given(st.lists(FEATURES, min_size=2, max_size=5))
def test_the_lead_on_the_next_sentence_raises_the_confidence(way: Way, found: list[Features]) -> None:
    ranking = load_ranking(way)
    ranked = sorted(found, key=ranking.score, reverse=True)

    assert ranking.probability(ranked[:1] * 2) <= ranking.probability([ranked[0], ranked[-1]])


def test_that_its_passage_answers_at_all_raises_the_confidence_and_the_span_within_it_the_score() -> None:
    without = Features(0.5, 0.5, 0.5, 0.5, 0.0, 0.0)
    ranking = load_ranking("trained")

    assert ranking.probability([without._replace(answerable=1.0)]) > ranking.probability([without])
    assert ranking.score(without._replace(span=1.0)) > ranking.score(without)


@pytest.mark.parametrize("name", ["words", "passage", "coverage"])
@pytest.mark.parametrize("way", WAYS)
def test_likeness_raises_the_score(way: Way, name: str) -> None:
    without = Features(0.5, 0.5, 0.5, 0.5)
    ranking = load_ranking(way)

    assert ranking.score(without._replace(**{name: 1.0})) > ranking.score(without)
