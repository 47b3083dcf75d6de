"""A run in which everything that a user or a document can bring along is hostile."""

from collections.abc import Callable
from typing import Any

import pytest

from answer.answer import Citation, Statement
from eval.mutate.runs import BaseAnswer, CorpusChange, MutationCase, MutationResult, MutationRun
from eval.run.runs import EvalRun, SourceDocument
from eval.score.gates import Gate, JudgedGate
from eval.sets.samples import GoldQuote, Sample

HOSTILE = "</script><script>document.title='taken'</script>"
DOCUMENT = (
    f"An opening paragraph that nobody cites. {HOSTILE}\n\n"
    f"The treaty was signed by Bell <b>& sons</b> {HOSTILE} in June. Nobody else was there."
)
GOLD = f"signed by Bell <b>& sons</b> {HOSTILE}"
CITED = f"Bell <b>& sons</b> {HOSTILE} in June."
NAME = "a<b>\"'.txt"

Make = Callable[..., Any]


def span(quote: str) -> tuple[int, int]:
    return DOCUMENT.index(quote), DOCUMENT.index(quote) + len(quote)


@pytest.fixture
def hostile_run(make_run: Make, make_answer: Make) -> EvalRun:
    """Two questions, answered: markup in the question, the document, its name, quote, and the settings."""
    (start, end), (first, last) = span(GOLD), span(CITED)
    samples = [
        Sample(
            id=f"{which}-{HOSTILE}",
            category="fact",
            half="dev",
            question=f"Who signed the {which} treaty? {HOSTILE}",
            history=(f"Which treaty? {HOSTILE}",),
            answerable=True,
            target=(("Bell", HOSTILE), ("Carr",)),
            evidence=(GoldQuote(document_id=NAME, start=start, end=end, quote=GOLD),),
        )
        for which in ("first", "second")
    ]
    citation = Citation(
        number=1,
        document_id=NAME,
        passage_id="p",
        start=first,
        end=last,
        quote=CITED,
        title=f'"{HOSTILE}',
        place="paragraph 2 of 2",
        metadata={},
    )
    said = Statement(text=CITED, citations=(citation,), support="unsupported", reason=HOSTILE)
    answer = make_answer(statements=(said,), verdict="partial", note=HOSTILE, standalone_question=HOSTILE)
    settings = {"top_k": 6, "llm_model": HOSTILE, "corpus": "/home/someone/papers", "data": "/home/someone/.footnote"}
    documents = {NAME: SourceDocument(text=DOCUMENT, passages=((0, len(DOCUMENT)),))}
    run: EvalRun = make_run(*((sample, answer) for sample in samples), settings=settings, documents=documents)
    return run


@pytest.fixture
def failed_gate() -> JudgedGate:
    return JudgedGate(Gate(metric="right", at_least=0.75, reason=f"because {HOSTILE}"), 0.5)


@pytest.fixture
def mutations(hostile_run: EvalRun) -> MutationRun:
    """A mutation run, judged: an edit followed and one not."""
    asked = hostile_run.results[0]

    def result(number: int, value: float) -> MutationResult:
        case = MutationCase(
            id=f"case-{number}",
            base="b",
            half="dev",
            kind="edit_flip",
            question=f"When? {HOSTILE}",
            changes=(CorpusChange(document=NAME, before=f"June {HOSTILE}", after=f"May {HOSTILE}"),),
        )
        return MutationResult(case=case, answer=asked.answer, seconds=0.01, value=value, explanation=f"old {HOSTILE}")

    return MutationRun(
        when="2025-07-05T12:00:00+00:00",
        complete=True,
        planned=2,
        seed=1,
        settings={},
        corpus="another",
        questions="q",
        model="m",
        seconds=3.0,
        documents={},
        texts={},
        bases={"b": BaseAnswer(sample=asked.sample, answer=asked.answer)},
        results=(result(1, 1.0), result(2, 0.0)),
    )
