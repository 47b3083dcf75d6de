"""Short ways to make answers and passages, and an assistant whose answers a scripted server writes."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import SecretStr

from answer.answer import Answer, Citation, Statement
from answer.assistant import Assistant
from answer.write.writer import Writer
from index.passages import Hit, Passage
from index.store import Store
from scripted_model import ScriptedModel

MakeAnswer = Callable[..., Answer]


@pytest.fixture
def make_answer() -> MakeAnswer:
    """make_answer("question", "said", mode=…) → an earlier answer of a conversation."""

    def make(question: str, said: str = "", **fields: Any) -> Answer:
        statements = (Statement(text=said, citations=(), support="quoted"),) if said else ()
        given: dict[str, Any] = {
            "question": question,
            "standalone_question": question,
            "statements": statements,
            "confidence": 0.9,
        }
        given |= {"verdict": "answered", "message": "", "note": "", "hits": (), "mode": "quotes", "timings": {}}
        return Answer.model_validate(given | fields)

    return make


@pytest.fixture
def cited(store: Store, article: str) -> Callable[..., Citation]:
    """cited("words") → a citation of these words of the article; `shift` moves its offsets."""

    def cite(quote: str, shift: int = 0) -> Citation:
        document_id = next(iter(store.manifest.documents))
        start = article.index(quote) + shift
        return Citation(
            number=1,
            document_id=document_id,
            passage_id="",
            start=start,
            end=start + len(quote),
            quote=quote,
            title="",
            place="",
            metadata={},
        )

    return cite


@pytest.fixture
def hits() -> tuple[Hit, ...]:
    """Two passages of a made-up document."""
    texts = ("Anna Bell signed the treaty in 1997. It holds still.", "Fifty guards were trained abroad by Bell.")
    passages = [Passage(f"p{n}", "d.txt", 0, len(t), t, "paragraph 1 of 1") for n, t in enumerate(texts)]
    return tuple(Hit(p, 1.0, n, None) for n, p in enumerate(passages, 1))


@pytest.fixture
def written_by(assistant: Assistant, server: ScriptedModel) -> Callable[..., Assistant]:
    """written_by(llm_timeout=…) → the assistant on the article whose answers the scripted server writes.

    Its writer is new; the reader, which takes a second to load, is the one that all tests share.
    """

    def open_(**settings: Any) -> Assistant:
        told = {"llm_url": server.base_url, "llm_model": "m", "llm_key": SecretStr("secret-key")}
        mine = copy.copy(assistant)
        mine.settings = assistant.settings.model_copy(update=told | settings)
        mine._writes = mine._writing_by(Writer(mine.settings))
        return mine

    return open_
