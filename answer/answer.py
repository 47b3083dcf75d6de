"""What an answer is made of: statements, and the citations that carry them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from answer.saying import Spoken
from index.passages import Hit

Support = Literal["quoted", "supported", "unsupported"]
Verdict = Literal["answered", "partial", "not_found"]
Mode = Literal["quotes", "written", "overview", "help"]
Choice = Literal["quotes", "written"]
"""Of the modes, those that a user may choose between for a question."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Stretch(Frozen):
    """A further stretch of the cited document that a quote needs: `document.text[start:end] == text`, checked, too."""

    start: int
    end: int
    text: str


class Citation(Frozen):
    """A stretch of a document: `document.text[start:end] == quote`, checked before it is shown."""

    number: int
    """What the reader sees: [1], [2]… One number for one quote within an answer."""
    document_id: str
    passage_id: str
    start: int
    end: int
    """Offsets into the document's text, in characters."""
    quote: str
    context: tuple[Stretch, ...] = ()
    """What the quote needs to be understood: the head of its table, what introduces its list, a speaker, a heading."""
    title: str
    place: str
    """Where in the document, for people: "page 12", "§ 4 Termination", "paragraph 3 of 8"."""
    metadata: dict[str, str]
    """What the document says of itself: publication, volume, issue…"""


class Statement(Frozen):
    """One sentence (or a sentence with what it needs to be understood) of an answer."""

    text: str
    """As a person would write it down: a row under its heads, a list line by line ("- …")."""
    citations: tuple[Citation, ...]
    support: Support
    """quoted: the document's own words; supported: checked; unsupported: shown as such, always."""
    reason: Spoken = ""
    """Why it is unsupported, for people."""
    score: float | None = None
    """How sure the check is that the citations carry it: 0 to 1. None where it was not judged, being a quote."""
    emphasis: tuple[tuple[int, int], ...] = ()
    """The very words that answer: from character to character of `text`. Often none."""
    brief: Spoken = ""
    """The answer in a few words, to be said first: its own, or yes or no; only where the reading is sure of it."""
    opener: int = 0
    """How many characters at its beginning tie it to a sentence that is not shown ("However,")."""


class Answer(Frozen):
    """The answer to one question, as the chat, the command line and the evals all see it."""

    question: str
    standalone_question: str
    """The question with everything that it takes from the conversation put in."""
    statements: tuple[Statement, ...]
    verdict: Verdict
    """answered, partial (some statements are unsupported), or not_found (no statements)."""
    confidence: float
    """How sure the reading is that the statements answer the question, or how many of the written ones are carried:
    0 to 1."""
    doubt: bool = False
    """Whether the user is told that the statements may be no answer, or that a source lacks for some of them."""
    message: Spoken
    """A sentence to the user where there is no statement: not found, or help. Else empty."""
    note: Spoken
    """One line the user should know, e.g. why the language model did not write this. Often empty."""
    hits: tuple[Hit, ...]
    """The passages searched, best first."""
    nearest: tuple[Citation, ...] = ()
    """Where nothing was found, what comes nearest in the documents' own words, for the user to judge."""
    mode: Mode
    as_list: bool = False
    """Whether the statements were wanted one by one, as a list."""
    model: str = ""
    """The language model that wrote it, in mode written; else empty."""
    trace: tuple[Spoken, ...] = ()
    """What happened on the way, a line each, e.g. which passages the language model was not given, and why."""
    timings: dict[str, float]
    """Seconds for each hop: followup, search, read and check (or write, which checks as it goes), total."""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Each citation once, by its number."""
        by_number = {c.number: c for s in self.statements for c in s.citations}
        return tuple(by_number[n] for n in sorted(by_number))

    @property
    def text(self) -> str:
        """The statements as one text, without citation marks; the message where there is none."""
        return " ".join(s.text for s in self.statements) or self.message
