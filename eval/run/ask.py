"""Ask every question of a set on the path that the chat takes, and keep what came back."""

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from tqdm import tqdm

from answer.answer import Answer, Choice
from answer.assistant import NO_LLM
from eval.run.runs import EvalRun, SourceDocument, cited_documents, corpus_hash, public_settings, questions_hash
from eval.score.result import EvalResult
from eval.sets.corpora import EvalCorpus
from eval.sets.samples import Sample
from index.documents.document import Document
from index.model import export_folder, read_card
from index.store import Store
from settings import Settings, SettingsError

Answered = TypeVar("Answered")


class Asker(Protocol):
    """What answers: the Assistant, or a stand-in for it in a test."""

    def ask(self, question: str, history: Sequence[Answer], *, mode: Choice | None) -> Answer: ...


def mode_of(settings: Settings, wanted: Choice | None) -> Choice:
    """The mode to ask in: the one that is wanted, else written where a language model is set.

    Raises SettingsError where it should be written and none is set.
    """
    if wanted == "written" and not settings.writes:
        raise SettingsError(NO_LLM)
    return wanted or ("written" if settings.writes else "quotes")


def converse(assistant: Asker, history: Sequence[str], question: str, mode: Choice) -> tuple[Answer, float]:
    """The answer to a conversation's last question, and the seconds that it alone took."""
    earlier: list[Answer] = []
    for before in history:
        earlier.append(assistant.ask(before, earlier, mode=mode))
    started = time.perf_counter()
    return assistant.ask(question, earlier, mode=mode), time.perf_counter() - started


def ask_all(assistant: Asker, samples: Iterable[Sample], mode: Choice) -> Iterator[EvalResult]:
    """Each sample's conversation, one after the other, all in this mode."""
    for sample in tqdm(samples, unit="question", desc="Asking", disable=None, file=sys.stderr):
        answer, seconds = converse(assistant, sample.history, sample.question, mode)
        yield EvalResult(sample=sample, answer=answer, seconds=seconds)


def gather(asking: Iterable[Answered]) -> tuple[list[Answered], bool]:
    """The results, and whether these are all: False where Ctrl-C ended it early."""
    results: list[Answered] = []
    try:
        for result in asking:
            results.append(result)  # noqa: PERF402 - one by one: what was answered before Ctrl-C is kept
    except KeyboardInterrupt:
        return results, False
    return results, True


def run_facts(
    settings: Settings, corpus: EvalCorpus, documents: Mapping[str, Document], mode: Choice
) -> dict[str, Any]:
    """What every run file says of its run; `settings` are those that the corpus was asked with."""
    return {
        "name": corpus.name,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "settings": public_settings(settings),
        "mode": mode,
        "corpus": corpus_hash(documents),
        "questions": questions_hash(corpus.questions),
        "model": model_fingerprint(settings),
    }


def make_run(
    settings: Settings,
    corpus: EvalCorpus,
    documents: Mapping[str, Document],
    results: Sequence[EvalResult],
    *,
    mode: Choice,
    complete: bool,
) -> EvalRun:
    """The run file's content, not scored yet."""
    facts = run_facts(settings, corpus, documents, mode)
    named = [key for key in cited_documents(results) if key in documents]
    spans = _indexed_spans(settings, facts["model"], named)
    sources = {key: SourceDocument(text=documents[key].text, passages=spans[key]) for key in named}
    return EvalRun(**facts, complete=complete, documents=sources, results=tuple(results))


def model_fingerprint(settings: Settings) -> str:
    """The fingerprint of the exported embedding model; "" where there is none."""
    card = read_card(export_folder(settings))
    return card.fingerprint if card else ""


def _indexed_spans(settings: Settings, fingerprint: str, ids: Sequence[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    with closing(Store(settings, fingerprint)) as store:
        indexed = store.manifest.documents
        return {
            key: tuple((p.start, p.end) for p in store.passages(store.passage_ids(key))) if key in indexed else ()
            for key in ids
        }
