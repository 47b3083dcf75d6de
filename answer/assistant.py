"""The one path that every question takes: follow-up, search, read or write, check."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from answer.answer import Answer, Choice, Citation, Mode, Statement, Verdict
from answer.check import Checker, check
from answer.cite import Citer, Excerpt, excerpt
from answer.followup import standalone
from answer.help import help_text, starters
from answer.intent import Intent, intent_of
from answer.language import is_english
from answer.overview import overview
from answer.quote import Quote
from answer.read import Reader
from answer.span import SpanReader, load_reader
from answer.spelling import correct
from answer.support.judge import Judge
from answer.weigh import THRESHOLDS
from answer.write import Writes, Writing
from answer.writing.writer import Writer
from index.embed import OnnxEmbedding, load_embedder
from index.errors import ModelError, StoreError
from index.passages import Hit
from index.search import HybridRetriever
from index.store import Store
from settings import Settings, SettingsError

NOT_FOUND = "I found nothing in the documents that answers this. These are the nearest passages:"
NEAREST = "These are the passages that come nearest:"
ENGLISH_ONLY = "I read English, and your question looks like another language: please ask in English."
NO_LLM = (
    "No language model is set, so no answer can be written. "
    "Set FOOTNOTE_LLM_URL and FOOTNOTE_LLM_MODEL, or ask for quotes."
)
NOTHING_THERE = "There are no documents yet. Put .txt or .md files in the corpus folder and run: python -m index sync"

OnStatement = Callable[[Statement], None]


class Stopped(Exception):
    """Raised by an `on_statement` callback to end an answer early; `ask` lets it through."""


class Assistant:
    """Answers questions from one store. Thread-safe: the chat asks for many people at once."""

    def __init__(
        self, settings: Settings, store: Store, embedder: OnnxEmbedding, threshold: float | None = None
    ) -> None:
        self.settings, self.store = settings, store
        self._embedder = embedder
        self._retriever = HybridRetriever(store, embedder, settings.top_k)
        spans, self._note = trained_reader(settings)
        self._reader = Reader(embedder, store, spans, settings.reader)
        self.threshold = THRESHOLDS[settings.caution] if threshold is None else threshold
        self._checker = Checker(store, Judge(self._reader.encoder, spans), drops=settings.unsupported == "drop")
        self._writes = Writes(Writer(settings), self._checker) if settings.writes else None

    @classmethod
    def open(cls, settings: Settings, threshold: float | None = None) -> "Assistant":
        """Load the models and open the store; below `threshold` confidence an answer is not_found (None: as fitted).

        Raises StoreError or ModelError where the corpus was never synced, PromptError where a language model
        is set and a prompt is missing or lacks a placeholder.
        """
        embedder = load_embedder(settings)
        return cls(settings, Store(settings, embedder.fingerprint), embedder, threshold)

    @property
    def fingerprint(self) -> str:
        """The embedding model's fingerprint."""
        return self._embedder.fingerprint

    def ask(
        self,
        question: str,
        history: Sequence[Answer] = (),
        on_statement: OnStatement | None = None,
        mode: Choice | None = None,
    ) -> Answer:
        """Answer a question; `history` holds the conversation's earlier answers, oldest first.

        `on_statement` is called with each statement as soon as it is complete and checked. `mode`
        says whether the documents are quoted or a language model writes; None: it writes where one is set.
        Raises SettingsError where it should write and none is set, StoreError where the index went missing
        or is damaged.
        """
        writes = None if mode == "quotes" else self._writes
        if mode == "written" and not writes:
            raise SettingsError(NO_LLM)
        self.store.refresh()
        question = question.encode("utf-8", "replace").decode()  # half a surrogate pair is no text
        told = False

        def tell(statement: Statement) -> None:
            nonlocal told
            told = True
            if on_statement:
                on_statement(statement)

        try:
            return self._reply(question, history, tell, writes)
        except StoreError:  # a sync that ended meanwhile took away rows that were being read
            if told or not self.store.refresh():
                raise
            return self._reply(question, history, tell, writes)

    def _reply(
        self, question: str, history: Sequence[Answer], on_statement: OnStatement, writes: Writes | None
    ) -> Answer:
        intent = intent_of(question)
        if intent == "overview":
            return self._overview(question, history, on_statement)
        if intent != "question":
            return self._help(question, intent)
        return self._answer(question, history, on_statement, writes)

    def _answer(
        self, question: str, history: Sequence[Answer], on_statement: OnStatement, writes: Writes | None
    ) -> Answer:
        clock, trace = Clock(), list[str]()
        with clock("followup"):
            asked = self._understand(question, history, writes, trace)
        with clock("search"):
            hits = self._retriever.search(asked)
        citer = Citer(self.store)
        writing = self._write(writes, asked, hits, citer, clock=clock, on_statement=on_statement) if writes else None
        if writing and writing.supported and not writing.failure:
            return self._written(question, asked, writing, hits, clock=clock, trace=trace)
        with clock("read"):
            reading = self._reader.read(asked, hits)
        if writing and not writing.failure:  # it found nothing, or nothing that holds
            return self._written(question, asked, writing, reading.hits, clock=clock, trace=trace)
        sure = reading.confidence >= self.threshold
        written = writing.statements if writing and writing.supported else []
        quoted = self._checked(reading.quotes if sure else (), clock, on_statement, citer, written)
        return self._finish(
            question,
            asked,
            [*written, *quoted],
            reading.hits,
            clock,
            mode="written" if written else "quotes",
            confidence=reading.confidence,
            note=" ".join(filter(None, (writing.note if writing else "", self._note))),
            trace=[*trace, *(writing.trace if writing else ())],
        )

    def _understand(self, question: str, history: Sequence[Answer], writes: Writes | None, trace: list[str]) -> str:
        if question.isupper():
            question = question.lower()  # where all is in capitals, a capital does not make a name
        corrected = correct(question, self.store.lexical.words, self._is_word)
        by_rule = standalone(corrected, history)
        return writes.writer.standalone(corrected, history, by_rule, trace) if writes else by_rule

    def _is_word(self, word: str) -> bool:
        return self._embedder.rank_of_word(word) is not None

    def _checked(
        self,
        quotes: Sequence[Quote],
        clock: "Clock",
        on_statement: OnStatement,
        citer: Citer,
        written: Sequence[Statement] = (),
    ) -> list[Statement]:
        """The quotes as statements, without those that what was written cites already."""
        shown = {c.number for s in written for c in s.citations}
        with clock("check"):
            statements = [check(self.store, citer.quoted(quote)) for quote in quotes]
        # a quote that is not verbatim is never shown
        kept = [s for s in statements if s.citations and s.citations[0].number not in shown]
        for statement in kept:
            on_statement(statement)
        return kept

    def _write(
        self,
        writes: Writes,
        asked: str,
        hits: Sequence[Hit],
        citer: Citer,
        *,
        clock: "Clock",
        on_statement: OnStatement,
    ) -> Writing | None:
        """What the language model makes of the passages; None where there are none."""
        if not hits:
            return None
        with clock("write"):
            return writes.write(asked, hits, citer, on_statement)

    def _written(
        self,
        question: str,
        asked: str,
        writing: Writing,
        hits: Sequence[Hit],
        *,
        clock: "Clock",
        trace: Sequence[str],
    ) -> Answer:
        """What was written, where something of it holds; else not found, with the nearest passages."""
        statements = writing.statements if writing.supported else []
        return self._finish(
            question,
            asked,
            statements,
            hits,
            clock,
            mode="written",
            confidence=writing.supported / len(statements) if statements else 0.0,
            note=writing.note,
            trace=[*trace, *writing.trace],
            message=NEAREST if writing.statements and not statements else "",
        )

    def _overview(self, question: str, history: Sequence[Answer], on_statement: OnStatement) -> Answer:
        clock = Clock()
        with clock("read"):
            hits, reading = overview(self.store, self._embedder, history)
        statements = self._checked(reading.quotes, clock, on_statement, Citer(self.store))
        return self._finish(question, question, statements, hits, clock, mode="overview", confidence=reading.confidence)

    def _help(self, question: str, intent: Intent) -> Answer:
        message = help_text(intent, len(question), self.starters())
        return self._finish(question, question, [], [], Clock(), mode="help", message=message)

    def _finish(
        self,
        question: str,
        asked: str,
        statements: Sequence[Statement],
        hits: Sequence[Hit],
        clock: "Clock",
        *,
        mode: Mode,
        confidence: float = 0.0,
        note: str = "",
        trace: Sequence[str] = (),
        message: str = "",
    ) -> Answer:
        if not statements and not message:
            message = NOT_FOUND if hits else NOTHING_THERE
            note = note or ("" if is_english(question) else ENGLISH_ONLY)
        return Answer(
            question=question,
            standalone_question=asked,
            statements=tuple(statements),
            verdict=_verdict(statements),
            confidence=confidence,
            message=message,
            note=note,
            hits=tuple(hits),
            mode=mode,
            model=self._writes.writer.name if self._writes and mode == "written" else "",
            trace=tuple(trace),
            timings=clock.timings(),
        )

    def excerpt(self, citation: Citation) -> Excerpt:
        """The citation's quote with the text around it."""
        return excerpt(self.store, citation)

    def starters(self) -> tuple[str, ...]:
        """A few questions to begin with."""
        return starters(self.settings.corpus, self.store)


def trained_reader(settings: Settings) -> tuple[SpanReader | None, str]:
    """The trained reader; None where none is wanted, or where it is missing or altered, with what to tell the user."""
    if settings.reader in ("likeness", "nearest"):
        return None, ""
    try:
        return load_reader(settings), ""
    except ModelError as error:
        return None, f"{error} Until then answers are picked by likeness alone."


class Clock:
    """Seconds for each hop of an answer."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._hops: dict[str, float] = {}

    @contextmanager
    def __call__(self, hop: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self._hops[hop] = self._hops.get(hop, 0.0) + time.perf_counter() - began

    def timings(self) -> dict[str, float]:
        """The hops so far, and the total since the question came."""
        return {**self._hops, "total": time.perf_counter() - self._started}


def _verdict(statements: Sequence[Statement]) -> Verdict:
    if not statements:
        return "not_found"
    return "partial" if any(s.support == "unsupported" for s in statements) else "answered"
