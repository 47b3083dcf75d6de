"""The mutation run file: every case, what was changed, and the answer; any score can be computed again from it."""

import hashlib
from pathlib import Path
from typing import Literal

from pydantic import Field

from answer.answer import Answer
from eval.mutate.kinds import MutationKind
from eval.run.runs import RunRecord, StoredRun, read_file
from eval.sets.samples import Half, Sample

MutationFormat = Literal["mutations-1"]
MUTATION_FORMAT: MutationFormat = "mutations-1"


class CorpusChange(RunRecord):
    """One difference to the corpus, for people."""

    document: str
    """The id of the document."""
    before: str
    """The words that stood there; "" where something was added."""
    after: str
    """The words that stand there now; "" where something was removed."""


class DocumentSpan(RunRecord):
    """A stretch of a document as the case has it, in characters."""

    document_id: str
    start: int
    end: int


class MutationCase(RunRecord):
    """One mutated question: what was done, and what a right answer then holds. Its law is the kind's judge."""

    id: str
    """<base>/<kind>/<number from 1>."""
    base: str
    """The id of the sample that it was made of."""
    half: Half
    kind: MutationKind
    question: str
    history: tuple[str, ...] = ()
    changes: tuple[CorpusChange, ...] = ()
    """What was done to the corpus, for people; none where only the question varies."""
    documents: dict[str, str] = Field(default_factory=dict)
    """Document id → hash of its text (a key of MutationRun.texts): each that was changed or added."""
    accepted: tuple[str, ...] = ()
    """The new value, in any of its forms."""
    forbidden: tuple[str, ...] = ()
    """The old value in any of its forms; for an injection, what it dictates."""
    places: tuple[DocumentSpan, ...] = ()
    """The edited words of the gold evidence; for an injection, its instructions."""
    passage_tokens: int | None = None
    """Longest passage, where it is another than the settings'."""


class MutationResult(RunRecord):
    """A case, its answer, and what the kind's judge says of it."""

    case: MutationCase
    answer: Answer
    seconds: float
    """From the question to the whole answer; neither the sync nor earlier questions counted."""
    value: float | None = None
    """1 where the law of the kind holds, else 0; None is n/a, and the explanation says why."""
    explanation: str = ""
    """What was wrong, or why it is n/a, for people."""
    retrieved: bool | None = None
    """Whether the injected document was among the passages read; None for every other kind."""


class BaseAnswer(RunRecord):
    """A sample and its answer from the corpus as it is: what the mutated answers are compared with."""

    sample: Sample
    answer: Answer


class MutationRun(StoredRun):
    """One run of `python -m eval mutate`."""

    format: MutationFormat = MUTATION_FORMAT
    planned: int
    """How many cases there were to ask."""
    seed: int
    seconds: float
    """From the first question to the last answer, syncs included."""
    documents: dict[str, str]
    """Document id → hash of its text, as it is without any mutation: those that gold or a citation names."""
    texts: dict[str, str]
    """Hash → text: of the documents above, and of all changed and added ones."""
    bases: dict[str, BaseAnswer]
    """Sample id → the sample and its answer from the unchanged corpus."""
    results: tuple[MutationResult, ...] = Field(min_length=1)

    @property
    def half(self) -> Half:
        """The half whose questions were mutated."""
        return self.results[0].case.half

    def texts_of(self, case: MutationCase) -> dict[str, str]:
        """Document id → text, as the case's question found them."""
        return {key: self.texts[digest] for key, digest in {**self.documents, **case.documents}.items()}


def read_mutation_run(path: Path) -> MutationRun:
    """Read a mutation run file; raises RunFileError that says what is wrong with it.

    Of one in which both halves were asked, as they once were, the development half.
    """
    run = read_file(path, MutationRun, "mutate")
    open_half = tuple(result for result in run.results if result.case.half == "dev")
    return run.model_copy(update={"results": open_half or run.results})


def text_hash(text: str) -> str:
    """The key of a text in MutationRun.texts."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
