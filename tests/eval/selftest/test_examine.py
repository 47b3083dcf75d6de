"""Every corruption is caught by today's scorers, and a scorer that is broken lets one through."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from answer.answer import Answer, Statement
from eval.commands.selftest import findings_table
from eval.run.runs import EvalRun
from eval.score.result import EvalResult
from eval.score.scorers import LONGEST_CITATION, SCORERS, Score
from eval.selftest.examine import CORRUPTIONS, NOTHING_RISES, CorruptionFinding, examine
from eval.sets.samples import Sample

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."
DIVISION = "The 201st Division arrived in the fall of 2005."
GUARDS = "Fifty guards were trained abroad."


@pytest.fixture
def run(make_run: Make, make_sample: Make, make_answer: Make) -> EvalRun:
    """Right answers of every sort, a right refusal, and a wrong answer with a doubt."""
    signed = make_sample(SIGNED, DIVISION, target=(("Bell",), ("2005",)), forbidden=("Carter",))
    written = make_answer(SIGNED, DIVISION, mode="written")
    first = written.statements[0].model_copy(update={"support": "supported", "text": "Bell signed on June 27, 1997."})
    made_up = Statement(text="She was paid 500 in Zurich.", citations=first.citations, support="unsupported")
    written = written.model_copy(update={"statements": (first, made_up), "verdict": "partial"})
    guards = make_sample(GUARDS, id="guards", target=(("fifty",),))
    found = make_answer(GUARDS)
    far = [replace(found.hits[0], passage=replace(found.hits[0].passage, start=n, end=n + 9)) for n in (900, 950, 990)]
    found = found.model_copy(update={"hits": (found.hits[1], found.hits[0], *far)})
    return _on_a_long_document(
        make_run(
            (signed, make_answer(SIGNED, DIVISION)),
            (make_sample(SIGNED, id="written", target=(("June 27, 1997",),)), written),
            (guards, found),
            (make_sample(id="n", category="off_topic"), make_answer()),
            (make_sample(id="near", category="near_miss"), make_answer(GUARDS, doubt=True)),
            (make_sample(SIGNED, id="open", category="overview", target=(("Bell",),)), make_answer(SIGNED)),
        )
    )


def _on_a_long_document(run: EvalRun) -> EvalRun:
    """The run, with so much text after it that nobody may cite all of it; one more passage."""
    source = run.documents["treaty.txt"]
    filler = "\n\nNothing else of any note was ever heard of it." * (LONGEST_CITATION // 40)
    text = source.text + filler
    passages = (*source.passages, (len(source.text), len(text)))
    long = source.model_copy(update={"text": text, "passages": passages})
    return run.model_copy(update={"documents": {"treaty.txt": long}})


def not_caught(run: EvalRun) -> list[CorruptionFinding]:
    return [finding for finding in examine(run) if not finding.holds]


def test_every_corruption_is_caught(run: EvalRun) -> None:
    assert not_caught(run) == []


def test_every_corruption_is_tried_on_a_run_that_has_everything(run: EvalRun) -> None:
    findings = examine(run)
    assert {f.corruption for f in findings} == {corruption.name for corruption in CORRUPTIONS}
    assert [f for f in findings if not f.applied] == []


def test_the_same_run_gives_the_same_findings(run: EvalRun) -> None:
    assert examine(run) == examine(run)


def constant(value: float | None) -> Callable[..., Score]:
    def score(sample: Sample, answer: Answer, texts: Mapping[str, str]) -> Score:
        return Score(value=value)

    return score


@pytest.mark.parametrize("value", [1.0, 0.0, None])
@pytest.mark.parametrize("name", SCORERS)
def test_a_scorer_that_sees_nothing_is_found_out(
    run: EvalRun, monkeypatch: pytest.MonkeyPatch, name: str, value: float | None
) -> None:
    monkeypatch.setitem(SCORERS, name, constant(value))
    assert f"{name} falls" in {finding.expected for finding in not_caught(run)}


def test_a_recall_that_punishes_an_abstention_is_found_out(run: EvalRun, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = SCORERS["citation_recall"]

    def harsh(sample: Sample, answer: Answer, texts: Mapping[str, str]) -> Score:
        return honest(sample, answer, texts) if answer.statements else Score(value=0)

    monkeypatch.setitem(SCORERS, "citation_recall", harsh)
    assert "citation_recall is n/a" in {finding.expected for finding in not_caught(run)}


def test_a_precision_that_ignores_invented_quotes_is_found_out(run: EvalRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.score.scorers.is_verbatim", lambda citation, texts: True)
    missed = {(f.corruption, f.expected) for f in not_caught(run)}
    assert ("citation: digit altered in the quote", "citation_precision falls") in missed


def test_a_scorer_that_rewards_padding_is_found_out(run: EvalRun, monkeypatch: pytest.MonkeyPatch) -> None:
    def longer_is_better(sample: Sample, answer: Answer, texts: Mapping[str, str]) -> Score:
        return Score(value=min(len(answer.text) / 1000, 1))

    monkeypatch.setitem(SCORERS, "right", longer_is_better)
    assert ("statement: given twice", NOTHING_RISES) in {(f.corruption, f.expected) for f in not_caught(run)}


def test_a_suite_that_is_blind_to_doubt_is_found_out(run: EvalRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EvalResult, "wrong_and_sure", property(lambda result: result.outcome == "wrong"))
    missed = {(f.corruption, f.expected) for f in not_caught(run)}
    assert ("doubt: hidden on a wrong answer", "wrong_and_sure worsens") in missed


def test_a_figure_that_is_no_number_is_found_out(run: EvalRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SCORERS, "abstention", SCORERS["right"])
    nan = run.model_copy(update={"results": tuple(r.model_copy(update={"seconds": float("nan")}) for r in run.results)})
    assert "every figure of the run is a number, or n/a" in {finding.expected for finding in not_caught(nan)}


def test_what_is_not_caught_stands_out_in_the_table() -> None:
    table = findings_table([CorruptionFinding("citation: dropped", "right falls", 3, 2, "q: 1 → 1")])
    assert table.splitlines()[2].split()[-4:] == ["3", "2", "NOT", "CAUGHT"]
