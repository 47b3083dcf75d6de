"""Short ways to make the ground that cases are made from, and cases and results by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from answer.answer import Answer
from eval.mutate.ground import Ground
from eval.mutate.runs import BaseAnswer, DocumentSpan, MutationCase, MutationResult, MutationRun, text_hash
from eval.sets.samples import Sample

hypothesis_settings.register_profile("footnote", deadline=None)  # the machine may be busy with other tests
hypothesis_settings.load_profile("footnote")

MakeGround = Callable[..., Ground]
MakeCase = Callable[..., MutationCase]
MakeMutationRun = Callable[..., MutationRun]


@pytest.fixture
def make_ground(texts: dict[str, str], make_answer: Callable[..., Answer]) -> MakeGround:
    """The small document, these samples, and for each the answer that it quotes its gold evidence (or nothing)."""

    def make(*samples: Sample, seed: int = 1, **more: str) -> Ground:
        answers = {s.id: make_answer(*(e.quote for e in s.evidence)) for s in samples}
        return Ground(samples, {**texts, **more}, answers, seed)

    return make


@pytest.fixture
def make_case() -> MakeCase:
    """A case of the sample "q"; `places` are given as (document, start, end)."""

    def make(kind: str, *places: tuple[str, int, int], **fields: Any) -> MutationCase:
        spans = [DocumentSpan(document_id=key, start=start, end=end) for key, start, end in places]
        given = {"id": f"q/{kind}/1", "base": "q", "half": "dev", "kind": kind, "question": "Who signed?"}
        return MutationCase.model_validate({**given, "places": tuple(spans), **fields})

    return make


@pytest.fixture
def make_mutation_run(texts: dict[str, str]) -> MakeMutationRun:
    """A run, not judged yet, of these (case, answer) pairs over the small document and one base."""

    def make(base: BaseAnswer, *pairs: tuple[MutationCase, Answer], **fields: Any) -> MutationRun:
        given = {
            "when": "2025-07-05T12:00:00+00:00",
            "complete": True,
            "planned": len(pairs),
            "seed": 1,
            "settings": {"llm_model": ""},
            "corpus": "c",
            "questions": "q",
            "model": "m",
            "seconds": 1.0,
            "documents": {key: text_hash(text) for key, text in texts.items()},
            "texts": {text_hash(text): text for text in texts.values()},
            "bases": {case.base: base for case, _ in pairs},
            "results": tuple(MutationResult(case=case, answer=answer, seconds=0.01) for case, answer in pairs),
        }
        return MutationRun(**{**given, **fields})

    return make
