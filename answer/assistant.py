"""The one path that every question takes: follow-up, search, read or write, check."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy

from answer.answer import Answer, Choice, Statement, Verdict
from answer.check.checker import Checker
from answer.check.judge import Judge
from answer.help import help_text, holdings, own_kind, unread
from answer.read.about import about
from answer.read.overview import overview
from answer.read.quoter import NOTHING_THERE, Quoter
from answer.read.reader import Reader
from answer.read.span_reader import find_reader
from answer.reply import OnStatement, Reply
from answer.saying import Saying
from answer.suggest import to_begin, to_go_on
from answer.understand.intent import OVERVIEWS, Intent, Requests, intent_of
from answer.understand.meant import standalone
from answer.understand.meant_documents import meant_by, some_of_all
from answer.understand.spelling import correct
from answer.understand.wish import Wish, wish_of
from answer.write.checked_writer import CheckedWriter
from answer.write.writer import Writer
from index.embed import OnnxEmbedding, load_embedder
from index.errors import StoreError
from index.manifest import Manifest
from index.search import HybridRetriever
from index.shelf import Shelf
from index.store import Store
from settings import Settings, SettingsError

NO_LLM = Saying(
    "no_llm",
    "No language model is set, so no answer can be written. "
    "Set FOOTNOTE_LLM to one that runs here, or FOOTNOTE_LLM_URL and FOOTNOTE_LLM_MODEL to a server’s; or ask for "
    "quotes.",
)()


class Stopped(Exception):
    """Raised by an `on_statement` callback to end an answer early; `ask` lets it through."""


class Clock:
    """How long each hop of an answer takes."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._hops: dict[str, float] = {}

    @contextmanager
    def __call__(self, hop: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self._hops[hop] = time.perf_counter() - began

    def timings(self) -> dict[str, float]:
        """Seconds for each hop so far, and the total since the question came."""
        return {**self._hops, "total": time.perf_counter() - self._started}


class Assistant:
    """Answers questions from documents. Thread-safe: the chat asks for many people at once."""

    def __init__(self, settings: Settings, store: Shelf, embedder: OnnxEmbedding, shown: float | None = None) -> None:
        self.settings, self.embedder = settings, embedder
        self._spans, self._note = find_reader(settings)
        self._writer = Writer(settings) if settings.writes else None
        self._requests = Requests(embedder.embed_query)
        self._ask_of(store, Reader(embedder, store, self._spans, settings.caution, shown))

    def _ask_of(self, store: Shelf, reader: Reader) -> None:
        self.store, self._reader = store, reader
        self._begin: tuple[Manifest | None, tuple[str, ...]] = (None, ())
        self._retriever = HybridRetriever(store, self.embedder, self.settings.top_k)
        self._quoter = Quoter(store, self._note)
        self._checker = Checker(store, Judge(reader.encoder, self._spans))
        self._writes = self._writing_by(self._writer) if self._writer else None

    def over(self, store: Shelf) -> "Assistant":
        """An assistant with the same models that answers from other documents; made in no time."""
        other = copy(self)
        other._ask_of(store, self._reader.over(store))
        return other

    @classmethod
    def open(cls, settings: Settings, shown: float | None = None) -> "Assistant":
        """Load the models and open the store; below the confidence `shown` an answer is not_found (None: as fitted).

        Raises StoreError or ModelError where the corpus was never synced, PromptError where a language model
        is set and a prompt is missing or lacks a placeholder.
        """
        embedder = load_embedder(settings)
        return cls(settings, Store(settings, embedder.fingerprint), embedder, shown)

    def _writing_by(self, writer: Writer) -> CheckedWriter:
        return CheckedWriter(writer, self._checker, self._reader, self._quoter, self.store)

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
        question = question.encode("utf-8", "replace").decode()  # half a surrogate pair is no text
        told = False

        def tell(statement: Statement) -> None:
            nonlocal told
            told = True
            if on_statement:
                on_statement(statement)

        while True:
            self.store.refresh()
            seen = self.store.manifest
            try:
                return self._reply(question, history, tell, writes)
            except StoreError:  # a sync that ended meanwhile took away rows that were being read
                self.store.refresh()
                if told or self.store.manifest is seen:  # another thread's question may have seen the new state first
                    raise

    def _reply(
        self, question: str, history: Sequence[Answer], tell: OnStatement, writes: CheckedWriter | None
    ) -> Answer:
        intent = intent_of(question)
        if intent != "question":
            return self._help(question, intent)
        request = self._requests.request(question)
        if request and request.kind in OVERVIEWS:
            if documents := meant_by(request, self.store, history):
                return self._overview(question, documents, wish_of(question).of(request.kind), tell)
        elif request:
            return _answered(question, question, Reply("help", message=own_kind(request, self.store)), Clock())
        return self._answer(question, history, tell, writes)

    def _answer(
        self, question: str, history: Sequence[Answer], tell: OnStatement, writes: CheckedWriter | None
    ) -> Answer:
        """A question's way: what it means, the passages it finds, what they say (checked), the answer."""
        clock, trace = Clock(), list[str]()
        with clock("followup"):
            stated = about(self.store, self._reader.encoder, question, history)
            asked, guessed = (question, False) if stated else self._understand(question, history, writes, trace)
        if stated:
            return _answered(question, asked, self._quoter.reply(stated, tell), clock)
        with clock("search"):
            hits = self._retriever.search(asked)
        if writes:
            with clock("write"):
                reply = writes.reply(asked, hits, tell)
        else:
            with clock("read"):
                reading = self._reader.read(asked, hits, guessed)
            with clock("check"):
                reply = self._quoter.reply(reading, tell)
        return _answered(question, asked, reply, clock, trace)

    def _understand(
        self, question: str, history: Sequence[Answer], writes: CheckedWriter | None, trace: list[str]
    ) -> tuple[str, bool]:
        """The question as it stands alone, and whether words of the conversation were put in."""
        if question.isupper():
            question = question.lower()  # where all is in capitals, a capital does not make a name
        corrected = correct(question, self.store.lexical.words)
        by_rule = standalone(corrected, history, self._spans) if history else corrected
        asked = writes.writer.standalone(corrected, history, by_rule, trace) if writes else by_rule
        return asked, asked != corrected

    def _overview(self, question: str, documents: Sequence[str], wish: Wish, tell: OnStatement) -> Answer:
        clock = Clock()
        with clock("read"):
            hits, reading = overview(self.store, self.embedder, documents, wish.sentences)
        with clock("check"):
            statements = self._quoter.cited(reading.quotes, tell)
        note = some_of_all(statements, documents)
        reply = Reply("overview", statements, hits, reading.confidence, message=NOTHING_THERE, note=note)
        return _answered(question, question, reply, clock).model_copy(update={"as_list": wish.as_list})

    def _help(self, question: str, intent: Intent) -> Answer:
        message = help_text(intent, len(question), self.starters(), holdings(self.store.manifest))
        return _answered(question, question, Reply("help", message=message), Clock())

    def starters(self) -> tuple[str, ...]:
        """A few questions to begin with, asked beforehand: found at the first call after each sync."""
        manifest = self.store.manifest
        if self._begin[0] is not manifest:
            self._begin = manifest, to_begin(self.settings.corpus, self.store, self._beforehand)
        return self._begin[1]

    def next_questions(self, answer: Answer, asked: Iterable[str]) -> tuple[str, ...]:
        """A few questions to go on with after an answer, asked beforehand; none that was `asked` already."""
        return to_go_on(self.store, answer, asked, self._beforehand)

    def _beforehand(self, question: str) -> Answer:
        return self._reply(question, (), lambda statement: None, None)

    def unread(self) -> str:
        """Which files the last sync could not read, and why, as a line; "" where it could read all."""
        with suppress(StoreError):  # the next question tells what is wrong
            self.store.refresh()
        return unread(self.store.manifest)


def _answered(question: str, asked: str, reply: Reply, clock: Clock, trace: Sequence[str] = ()) -> Answer:
    found = bool(reply.statements)
    return Answer(
        question=question,
        standalone_question=asked,
        statements=tuple(reply.statements),
        verdict=_verdict(reply.statements),
        confidence=reply.confidence,
        doubt=reply.doubt,
        message="" if found else reply.message,
        nearest=() if found else tuple(reply.nearest),
        note=reply.note,
        hits=tuple(reply.hits),
        mode=reply.mode,
        model=reply.model,
        trace=(*trace, *reply.trace),
        timings=clock.timings(),
    )


def _verdict(statements: Sequence[Statement]) -> Verdict:
    if not statements:
        return "not_found"
    return "partial" if any(s.support == "unsupported" for s in statements) else "answered"
