"""What cases are made from, and what a made case is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from answer.answer import Answer
from eval.mutate.kinds import MutationKind
from eval.mutate.runs import CorpusChange, MutationCase, text_hash
from eval.score.scorers import OPEN_CATEGORIES
from eval.sets.samples import Sample

State = tuple[int | None, tuple[tuple[str, str], ...]]
"""Passage size, and the ids and hashes of all documents that are not as they were: one sync serves it."""


@dataclass(frozen=True)
class Ground:
    """The question set, the documents as they are, and the answers from them."""

    samples: Sequence[Sample]
    texts: Mapping[str, str]
    """Document id → its text."""
    answers: Mapping[str, Answer]
    """Sample id → its answer from these documents."""
    seed: int

    @property
    def answerable(self) -> list[Sample]:
        """The samples with an answer of their own, which an overview has not."""
        return [s for s in self.samples if s.answerable and s.category not in OPEN_CATEGORIES]


@dataclass(frozen=True)
class Mutation:
    """A case and the texts that it puts into the corpus."""

    case: MutationCase
    texts: Mapping[str, str] = field(default_factory=dict)
    """Document id → its whole text: each that is changed or added."""

    @property
    def state(self) -> State:
        return self.case.passage_tokens, tuple(sorted(self.case.documents.items()))


def mutation(
    sample: Sample, kind: MutationKind, number: int, texts: Mapping[str, str] | None = None, **fields: Any
) -> Mutation:
    """The nth case of a kind that is made of this sample; `fields` are those of MutationCase that it sets."""
    asked = {"question": sample.question, "history": sample.history, **fields}
    hashes = {key: text_hash(text) for key, text in (texts or {}).items()}
    case_id = f"{sample.id}/{kind}/{number}"
    made = MutationCase(id=case_id, base=sample.id, half=sample.half, kind=kind, documents=hashes, **asked)
    return Mutation(made, texts or {})


def added(document: str, text: str) -> CorpusChange:
    """The change that an added document is."""
    return CorpusChange(document=document, before="", after=text)
