"""Without a language model: the sentences that the reader picks, as quotes; where it is unsure, the nearest ones."""

from collections.abc import Sequence

from answer.answer import Citation, Statement
from answer.check.checker import check
from answer.check.cite import Citer
from answer.clock import Clock
from answer.read.quote import Quote
from answer.read.reader import Reader
from answer.read.reading import Reading
from answer.read.span_reader import SpanReader, load_reader
from answer.read.weigh import THRESHOLDS
from answer.reply import OnStatement, Reply
from answer.understand.language import is_english
from index.errors import ModelError
from index.passages import Hit
from index.store import Store
from settings import Settings

NOT_FOUND = "I found nothing in the documents that answers this. This is what comes nearest:"
NOTHING_THERE = "There are no documents yet. Put .txt or .md files in the corpus folder and run: python -m index sync"
ENGLISH_ONLY = "I read English, and your question looks like another language: please ask in English."
UNSURE = "These are the documents’ words, but I am not sure that they answer your question."
SURE = THRESHOLDS["high"]
"""The confidence below which an answer that is shown says that it may be none."""


class Quoter:
    """Answers in the documents' own words. Thread-safe."""

    def __init__(self, store: Store, reader: Reader, threshold: float, note: str = "") -> None:
        """Below `threshold` confidence nothing is said; `note` stands beside each reply."""
        self._store, self._reader, self._threshold, self._note = store, reader, threshold, note

    def reply(
        self, question: str, hits: Sequence[Hit], tell: OnStatement, clock: Clock, said: Sequence[Statement] = ()
    ) -> Reply:
        """The hits' sentences that answer, none that is cited in what was `said` already."""
        reading = self.read(question, hits, clock)
        with clock("check"):
            statements = self.checked(reading.quotes if reading.confidence >= self._threshold else (), tell, said)
        doubt = bool(statements) and reading.confidence < SURE
        if statements:
            notes = [_left_open(reading.unanswered), UNSURE if doubt else ""]
        else:
            notes = [ENGLISH_ONLY if hits and not said and not is_english(question) else ""]
        return Reply(
            "quotes",
            statements,
            reading.hits,
            reading.confidence,
            doubt,
            message=NOT_FOUND if hits else NOTHING_THERE,
            nearest=() if statements else self.nearest(reading),
            note=" ".join(filter(None, (self._note, *notes))),
        )

    def read(self, question: str, hits: Sequence[Hit], clock: Clock) -> Reading:
        """What the reader finds in the hits, however unsure it is."""
        with clock("read"):
            return self._reader.read(question, hits, self._threshold)

    def checked(self, quotes: Sequence[Quote], tell: OnStatement, said: Sequence[Statement] = ()) -> list[Statement]:
        """The quotes as statements: none that is not verbatim, and none that was cited in what was `said`."""
        citer, cited = Citer(self._store, said), {c.number for s in said for c in s.citations}
        statements = [check(self._store, citer.quoted(quote)) for quote in quotes]
        kept = [s for s in statements if s.citations and s.citations[0].number not in cited]
        for statement in kept:
            tell(statement)
        return kept

    def nearest(self, reading: Reading) -> list[Citation]:
        """What comes nearest to an answer, for the user to judge; numbered from 1."""
        statements = self.checked(reading.nearest, tell=lambda statement: None)
        return [citation for statement in statements for citation in statement.citations]


def _left_open(parts: Sequence[str]) -> str:
    """A line on the parts of a question that were not answered; empty where all were."""
    return f"I found nothing on: {' '.join(f'“{part}”' for part in parts)}" if parts else ""


def trained_reader(settings: Settings) -> tuple[SpanReader | None, str]:
    """The trained reader; None where none is wanted, or where it is missing or altered, with what to tell the user."""
    if settings.reader in ("likeness", "nearest"):
        return None, ""
    try:
        return load_reader(settings), ""
    except ModelError as error:
        return None, f"{error} Until then answers are picked by likeness alone."
