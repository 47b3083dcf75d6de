"""Every failing question is counted once, at the first stage that lost it."""

from collections.abc import Callable
from typing import Any

import pytest

from eval.report.scores import stage_counts
from eval.report.stages import STAGES, Stage, first_failure

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."
ARRIVED = "The 201st Division arrived in the fall of 2005."
GUARDS = "Fifty guards were trained abroad."


@pytest.fixture
def stage(make_run: Make, make_sample: Make, make_answer: Make) -> Callable[..., Stage | None]:
    """Where the question on who signed fails first, answered with these quotes."""

    def find(*quotes: str, gold: tuple[str, ...] = (SIGNED,), sample: Any = None, **answer: Any) -> Stage | None:
        asked = {"target": (("Bell",),) if gold else (), **(sample or {})}
        run = make_run((make_sample(*gold, **asked), make_answer(*quotes, **answer)))
        return first_failure(run.results[0], run.documents)

    return find


def test_an_answer_that_holds_up_fails_nowhere(stage: Make) -> None:
    assert stage(SIGNED) is None


def test_gold_in_no_passage_is_not_retrieved_whatever_was_said(stage: Make, make_answer: Make) -> None:
    beside = make_answer().hits[1:]
    assert stage(GUARDS, hits=beside) == "not retrieved"
    assert stage(hits=beside) == "not retrieved"


def test_each_gold_quote_must_be_retrieved(stage: Make, make_answer: Make) -> None:
    assert stage(SIGNED, gold=(SIGNED, GUARDS), hits=make_answer().hits[:1]) == "not retrieved"


def test_an_overview_is_not_answered_from_the_search(stage: Make) -> None:
    assert stage(GUARDS, hits=(), sample={"category": "overview"}) == "wrong sentence"


def test_a_citation_from_another_passage_does_not_use_what_was_retrieved(stage: Make) -> None:
    assert stage(GUARDS) == "retrieved but not used"


def test_a_sentence_beside_the_gold_one_is_the_wrong_sentence(stage: Make) -> None:
    assert stage(ARRIVED) == "wrong sentence"


def test_what_is_forbidden_makes_it_wrong_though_the_gold_is_cited(stage: Make) -> None:
    assert stage(SIGNED, sample={"forbidden": ("1997",)}) == "wrong sentence"


def test_one_citation_too_many_is_a_bad_citation(stage: Make) -> None:
    assert stage(SIGNED, GUARDS) == "bad citation"


def test_a_quote_beside_its_offsets_is_a_bad_citation(stage: Make, make_answer: Make) -> None:
    beside = make_answer(SIGNED).statements + make_answer(SIGNED, shift=3).statements
    assert stage(statements=beside, verdict="answered") == "bad citation"


def test_silence_beside_gold_is_a_wrong_abstention(stage: Make) -> None:
    assert stage() == "wrongly abstained"


def test_speech_without_gold_is_a_wrong_answer(stage: Make) -> None:
    assert stage(SIGNED, gold=()) == "wrongly answered"
    assert stage(gold=()) is None


def test_every_question_is_counted_once(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    answers = [make_answer(), make_answer(SIGNED), make_answer(ARRIVED), make_answer(SIGNED, GUARDS)]
    samples = [make_sample(SIGNED, id=f"q{n}") for n in range(4)]
    pairs = list(zip(samples, answers, strict=True))
    counts = stage_counts(make_run(*pairs))
    assert list(counts) == [None, *STAGES]
    assert sum(counts.values()) == len(pairs)
