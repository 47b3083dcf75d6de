"""A document → the texts that the reader is given of it, and where in them a stretch of the document stands."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answer.read.lines import Line, as_read
from index.documents.document import Document
from index.documents.reading import read_document
from index.passages import CountTokens, split
from index.sentences import Span
from index.units import Unit


@dataclass(frozen=True)
class ReadText:
    """A text that is read at once, of one passage."""

    text: str
    parts: tuple[tuple[Unit, Line], ...]
    """Its units, and where each stands in it."""

    def find(self, span: Span) -> Span | None:
        """Where in it a stretch of the document stands that begins in one of its units; as far as it is in that."""
        for unit, line in self.parts:
            if unit.start <= span[0] < unit.end and (found := unit.form.find((span[0], min(span[1], unit.end)))):
                return line.start + found[0], line.start + found[1]
        return None

    def find_around(self, span: Span) -> Span | None:
        """The same of what leads a unit in: headings, a table's head, a speaker."""
        for unit, line in self.parts:
            if found := unit.in_its_place().form.find(span):
                return line.begin + found[0], line.begin + found[1]
        return None


def texts_of(document: Document, count_tokens: CountTokens, limit: int) -> list[ReadText]:
    """All of them, passage by passage, as they are read when a question is answered."""
    pieces = split(document, count_tokens, limit)
    return [text for piece in pieces for text in texts_of_units(piece.units, document.title)]


def texts_of_units(units: Sequence[Unit], title: str) -> Iterator[ReadText]:
    """The texts of one passage's units; `title` is the document's."""
    asked = [unit for unit in units if unit.answers]
    texts, lines = as_read(asked, title)
    for number, text in enumerate(texts):
        yield ReadText(text, tuple((u, line) for u, line in zip(asked, lines, strict=True) if line.text == number))


def document_of(name: str, text: str) -> Document:
    """A file's text as its loader reads it; raises CorpusError where it cannot."""
    with tempfile.TemporaryDirectory(prefix="footnote-training-") as folder:
        path = Path(folder, name)
        path.write_text(text, encoding="utf-8", newline="\n")
        return read_document(path, Path(folder))
