"""Aggregates on cases small enough to be computed by hand."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.answer import Answer, Statement
from eval.score.metrics import abstention, felt, mean, metrics, percentile, proportion, share, writing
from eval.score.result import EvalResult
from eval.score.retrieval import retrieval_scores
from eval.score.scorers import NOT_APPLICABLE, Score
from eval.sets.samples import Sample

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."
GUARDS = "Fifty guards were trained abroad."


def outcome_of(answerable: bool, answered: bool, right: bool) -> EvalResult:
    """A question that has an answer or not, was answered or not, and right or not; shown without a doubt."""
    sample = Sample(id="q", category="fact", half="dev", question="Who?", answerable=answerable)
    statement = Statement(text="Bell.", citations=(), support="quoted")
    answer = Answer(
        question="Who?",
        standalone_question="Who?",
        statements=(statement,) * answered,
        verdict="answered" if answered else "not_found",
        confidence=0.5,
        message="",
        note="",
        hits=(),
        mode="quotes",
        timings={},
    )
    scores = {"right": Score(value=float(right and answered) if answerable else None)}
    return EvalResult(sample=sample, answer=answer, seconds=0.1, scores=scores)


def test_wilsons_interval_has_the_published_value() -> None:
    # Newcombe 1998, Statistics in Medicine 17, table I, method 3: 81 of 263
    assert proportion(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_an_interval_of_nothing_but_successes_stays_below_one() -> None:
    metric = proportion(10, 10)
    assert metric.interval is not None
    assert metric.interval == pytest.approx((0.7225, 1.0), abs=5e-5)


def test_what_does_not_apply_is_counted_and_is_not_zero() -> None:
    metric = share([Score(value=1), NOT_APPLICABLE, NOT_APPLICABLE])
    assert (metric.value, metric.n, metric.na) == (1, 1, 2)


def test_nothing_to_count_over_is_na() -> None:
    assert share([NOT_APPLICABLE]).value is None
    assert mean([None]).value is None
    assert percentile([], 95).value is None


def test_a_share_is_pooled_over_all_citations() -> None:
    metric = share([Score(value=1.0, of=1), Score(value=1 / 3, of=3)])
    assert (metric.value, metric.n) == (0.5, 4)


def test_bootstrap_intervals_are_the_same_every_time() -> None:
    figures = [0.0, 0.5, 1.0, 1.0]
    assert mean(figures) == mean(figures)


@pytest.fixture
def answered(make_sample: Make, make_answer: Make) -> Callable[[bool, bool], EvalResult]:
    """A result: was the question answerable, was it answered?"""

    def make(answerable: bool, answered: bool) -> EvalResult:
        sample = make_sample(*[SIGNED] * answerable)
        return EvalResult(sample=sample, answer=make_answer(*[SIGNED] * answered), seconds=0.1)

    return make


def test_abstention_counts_unanswerable_questions_as_positive(answered: Callable[[bool, bool], EvalResult]) -> None:
    # 3 rightly abstained, 1 wrongly abstained, 2 wrongly answered, 4 rightly answered
    results = [answered(False, False)] * 3 + [answered(True, False)] + [answered(False, True)] * 2
    found = abstention(results + [answered(True, True)] * 4)
    values = {name: metric.value for name, metric in found.items()}
    assert values == {
        "abstention_precision": 3 / 4,
        "abstention_f1": pytest.approx(2 / 3),
    }


def test_abstention_f1_is_na_without_unanswerable_questions(answered: Callable[[bool, bool], EvalResult]) -> None:
    assert abstention([answered(True, True)])["abstention_f1"].value is None


def test_abstention_f1_is_zero_where_it_never_abstains(answered: Callable[[bool, bool], EvalResult]) -> None:
    assert abstention([answered(False, True), answered(True, True)])["abstention_f1"].value == 0


@pytest.fixture
def one_of_each(make_run: Make, make_sample: Make, make_answer: Make) -> list[EvalResult]:
    """Every outcome, with and without a doubt: right twice and once in doubt, wrong, refused rightly and wrongly."""
    has = make_sample(SIGNED, target=(("Bell",),))
    none = make_sample()
    run = make_run(
        *[(has, make_answer(SIGNED))] * 2,
        (has, make_answer(SIGNED, doubt=True)),
        (has, make_answer(GUARDS)),
        (has, make_answer(GUARDS, doubt=True)),
        (has, make_answer()),
        (none, make_answer(SIGNED)),
        (none, make_answer(SIGNED, doubt=True)),
        *[(none, make_answer())] * 2,
    )
    return list(run.results)


def test_what_a_user_feels_is_counted_over_those_whom_it_concerns(one_of_each: list[EvalResult]) -> None:
    found = {name: (metric.value, metric.n) for name, metric in felt(one_of_each).items()}
    assert found == {
        "wrong_and_sure": (2 / 10, 10),
        "right": (3 / 6, 6),
        "refused": (2 / 4, 4),
        "wrongly_refused": (1 / 6, 6),
        "doubt_on_right": (1 / 3, 3),
        "cost": (pytest.approx((2 * 5 + 2 * 2 + 0.5 + 1) / 10), 10),
    }


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1))
def test_every_question_has_one_outcome_and_a_doubt_never_misleads(asked: list[tuple[bool, bool, bool]]) -> None:
    results = [outcome_of(*one) for one in asked]
    by_outcome = Counter(result.outcome for result in results)
    assert by_outcome["right"] + by_outcome["wrongly refused"] <= sum(r.sample.answerable for r in results)
    assert not any(r.wrong_and_sure and r.answer.doubt for r in results)
    doubted = [r.model_copy(update={"answer": r.answer.model_copy(update={"doubt": True})}) for r in results]
    assert (felt(doubted)["wrong_and_sure"].value, felt(doubted)["right"]) == (0, felt(results)["right"])


def test_latencies_lie_between_their_neighbours() -> None:
    assert percentile([0.1, 0.2, 0.3], 50).value == pytest.approx(0.2)


def test_statements_that_were_left_out_count_as_unsupported(make_sample: Make, make_answer: Make) -> None:
    shown = EvalResult(sample=make_sample(SIGNED), answer=make_answer(SIGNED, GUARDS), seconds=0.1)
    trace = ("Left out: “One.” (no source)", "Left out: “Two.” (no source)", "2 of 6 passages were left out.")
    hidden = shown.model_copy(update={"answer": make_answer(trace=trace)})
    silent = shown.model_copy(update={"answer": make_answer()})
    metric = writing([shown, hidden, silent])["unsupported_rate"]
    assert (metric.value, metric.n, metric.na) == (0.5, 4, 1)


def test_only_answers_that_should_be_written_can_fall_back(
    make_sample: Make, make_answer: Make, make_run: Make
) -> None:
    answers = [make_answer(SIGNED, mode=mode) for mode in ("quotes", "overview", "help")] + [
        make_answer(mode="written")
    ]
    run = make_run(*((make_sample(SIGNED), answer) for answer in answers), mode="written")
    metric = writing(run.results)["fallback_rate"]
    assert (metric.value, metric.n, metric.na) == (0.5, 2, 2)
    assert "fallback_rate" not in writing(make_run().results)


def retrieval(pairs: Any, make_run: Make) -> list[dict[str, float | None]]:
    spans = {"treaty.txt": make_run().documents["treaty.txt"].passages}
    return [{name: s.value for name, s in scores.items()} for scores in retrieval_scores(pairs, spans, 6)]


def test_gold_in_the_second_passage_has_reciprocal_rank_one_half(
    make_sample: Make, make_answer: Make, make_run: Make
) -> None:
    scores = retrieval([(make_sample(GUARDS), make_answer())], make_run)[0]
    assert scores == {
        "reciprocal_rank": 0.5,
        "recall@1": 0.0,
        "recall@3": 1.0,
        "recall@6": 1.0,
        "ndcg@10": pytest.approx(0.6309, abs=5e-5),  # 1 / log2(3)
    }


def test_a_passage_found_twice_counts_once(make_sample: Make, make_answer: Make, make_run: Make) -> None:
    hits = make_answer().hits
    doubled = make_answer(hits=(hits[0], hits[0], hits[1]))
    assert retrieval([(make_sample(SIGNED, GUARDS), doubled)], make_run)[0]["ndcg@10"] == pytest.approx(1)


def test_gold_that_no_passage_holds_is_never_found(make_sample: Make, make_answer: Make) -> None:
    scores = retrieval_scores([(make_sample(SIGNED), make_answer())], {"treaty.txt": ()}, 6)[0]
    assert {name: score.value for name, score in scores.items()} == dict.fromkeys(scores, 0.0)


def test_nothing_found_is_zero(make_sample: Make, make_answer: Make, make_run: Make) -> None:
    assert set(retrieval([(make_sample(SIGNED), make_answer(hits=()))], make_run)[0].values()) == {0.0}


@pytest.mark.parametrize(("gold", "category"), [((), "off_topic"), ((SIGNED,), "overview"), ((SIGNED,), "metadata")])
def test_search_is_not_judged_where_there_is_nothing_to_search(
    gold: Any, category: str, make_sample: Make, make_answer: Make, make_run: Make
) -> None:
    scores = retrieval([(make_sample(*gold, category=category), make_answer())], make_run)[0]
    assert set(scores.values()) == {None}


def test_the_report_has_every_metric(make_run: Make) -> None:
    assert list(metrics(make_run().results)) == [
        *("wrong_and_sure", "right", "refused", "wrongly_refused", "doubt_on_right", "cost"),
        *("citation_precision", "citation_recall", "quote_exactness", "attribution"),
        *("reciprocal_rank", "recall@1", "recall@3", "recall@6", "ndcg@10"),
        *("abstention_precision", "abstention_f1", "unsupported_rate"),
        *("latency_p50", "latency_p95", "words"),
    ]
