"""Sets made-up documents as PDFs, line by line, and remembers what it set and on which page."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.pagesizes import A4, A5, LETTER
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

CONSONANTS, VOWELS = "b c d f g l m n p r s t v st tr pl br ch".split(), "a e i o u ea io".split()
FUNCTION_WORDS = "the of and to in that was for it with as on by at from which this but had not were they".split()

Stroke = tuple[float, float, str, float, str]
"""Left end, baseline from the top, font, size, text."""


@dataclass(frozen=True)
class Look:
    """How a document is set."""

    page: tuple[float, float]
    family: tuple[str, str]
    size: float
    leading: float
    columns: int
    justified: bool
    """Word by word, with no spaces between them in the file."""
    indented: bool
    """First lines stand in; else paragraphs stand apart."""
    hyphens: bool
    head: str
    """Of each page, where "#" is its number; "" for none."""
    foot: str
    by_rows: bool
    """The file draws across the columns, row by row."""
    ruled: bool
    bullet: str

    @classmethod
    def drawn(cls, rng: random.Random) -> "Look":
        """A look by chance."""
        size, columns = rng.choice([9.0, 10.0, 11.0, 12.0]), rng.choice([1, 1, 2, 2, 3])
        return cls(
            page=rng.choice([A4, LETTER]) if columns > 1 else rng.choice([A4, LETTER, A5]),
            family=rng.choice([("Times-Roman", "Times-Bold"), ("Helvetica", "Helvetica-Bold")]),
            size=min(size, 10.0) if columns == 3 else size,
            leading=rng.choice([1.15, 1.2, 1.3, 1.5]),
            columns=columns,
            justified=rng.random() < 0.5,
            indented=rng.random() < 0.5,
            hyphens=rng.random() < 0.6,
            head=rng.choice(["", "The Annals of Nowhere", "# · The Annals of Nowhere", "Chapter 3: Of Bees #"]),
            foot=rng.choice(["", "#", "- # -", "Page # of 99", "Draft of 12 May, page #"]),
            by_rows=columns == 2 and rng.random() < 0.2,
            ruled=rng.random() < 0.5,
            bullet=rng.choice(["•", "-", "–"]),
        )


@dataclass
class Typesetter:
    """Sets text into columns and pages."""

    look: Look
    rng: random.Random
    truth: list[str] = field(default_factory=list)
    """What stands in the document, block by block, in reading order."""
    pages: list[list[Stroke]] = field(default_factory=lambda: [[]])
    rules: list[tuple[int, float, float, float, float]] = field(default_factory=list)
    places: list[tuple[str, int, int]] = field(default_factory=list)
    """Sentences with the pages that they begin and end on, from 1."""
    column: int = 0
    y: float = 0.0

    def __post_init__(self) -> None:
        width, height = self.look.page
        self.margin, self.gutter = 0.12 * width, 18.0
        self.width = (width - 2 * self.margin - (self.look.columns - 1) * self.gutter) / self.look.columns
        self.top, self.bottom = 0.12 * height, 0.88 * height
        self.y = self.top

    @property
    def left(self) -> float:
        """Of the column."""
        return self.margin + self.column * (self.width + self.gutter)

    @property
    def step(self) -> float:
        return self.look.leading * self.look.size

    def heading(self, text: str, scale: float = 1.4) -> None:
        """A line in bold, larger type, with space around it."""
        size = scale * self.look.size
        lines = Lines(self.look.family[1], size, self.width).broken(text.split(), 0.0, None)
        self._room(2 * self.step + len(lines) * 1.2 * size + 3 * self.step)
        self.y += self.step if self.y > self.top else 0
        for line in lines:
            self.y += 1.2 * size
            self._draw(self.left, " ".join(line), self.look.family[1], size)
        self.y += 0.6 * self.step
        self.truth.append(text)

    def paragraph(self, sentences: Sequence[str], first: bool = False) -> None:
        """A paragraph of sentences."""
        indent = 1.5 * self.look.size if self.look.indented and not first else 0.0
        if not self.look.indented and self.y > self.top:
            self.y += 0.6 * self.step
        pages = self._set(" ".join(sentences), indent)
        at = 0
        for sentence in sentences:
            count = len(sentence.split())
            self.places.append((sentence, pages[at], pages[at + count - 1]))
            at += count
        self.truth.append(" ".join(sentences))

    def items(self, texts: Sequence[str], numbered: bool) -> None:
        """A list with hanging indents."""
        hang = 2.0 * self.look.size
        self.y += 0.5 * self.step
        for number, text in enumerate(texts, start=1):
            self._room(self.step)
            marker = f"{number}." if numbered else self.look.bullet
            self._draw(self.left + 0.5 * self.look.size, marker, self.look.family[0], self.look.size, below=self.step)
            self._set(text, 0.0, hang)
            self.truth.append(f"{marker if numbered else '-'} {text}")
        self.y += 0.5 * self.step

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A table with a head in bold, all of it on one page; with ruled lines where the look has such."""
        self._room((len(rows) + 3) * 1.5 * self.step)
        self.y += self.step
        widths = self.width / len(rows[0])
        for number, row in enumerate(rows):
            self._rule(self.left, self.y + 0.4 * self.step, self.left + self.width, self.y + 0.4 * self.step)
            self.y += 1.5 * self.step
            for place, cell in enumerate(row):
                self._draw(self.left + place * widths + 4, cell, self.look.family[int(number == 0)], self.look.size)
            self.truth.append(" | ".join(row))
        self._rule(self.left, self.y + 0.4 * self.step, self.left + self.width, self.y + 0.4 * self.step)
        for place in range(len(rows[0]) + 1):
            x = self.left + place * widths
            self._rule(x, self.y + 0.4 * self.step - 1.5 * self.step * len(rows), x, self.y + 0.4 * self.step)
        self.y += 1.2 * self.step

    def pdf(self) -> bytes:
        """The document as a file."""
        out, height = BytesIO(), self.look.page[1]
        canvas = Canvas(out, pagesize=self.look.page, invariant=True)
        for number, strokes in enumerate(self.pages, start=1):
            for x, y, font, size, text in self._ordered([*strokes, *self._furniture(number)]):
                canvas.setFont(font, size)
                canvas.drawString(x, height - y, text)
            for _, x, y, x2, y2 in (rule for rule in self.rules if rule[0] == number):
                canvas.line(x, height - y, x2, height - y2)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _furniture(self, page: int) -> Iterator[Stroke]:
        for share, text in ((0.05, self.look.head), (0.95, self.look.foot)):
            if text:
                yield self.margin, share * self.look.page[1], self.look.family[0], 9.0, text.replace("#", str(page))

    def _ordered(self, strokes: list[Stroke]) -> list[Stroke]:
        return sorted(strokes, key=lambda s: (round(s[1]), s[0])) if self.look.by_rows else strokes

    def _set(self, text: str, indent: float, hang: float = 0.0) -> list[int]:
        """Set running text; the page of each word."""
        font, size = self.look.family[0], self.look.size
        chance = self.rng if self.look.hyphens else None
        lines = Lines(font, size, self.width - hang).broken(text.split(), indent, chance)
        pages, half = list[int](), False
        for number, line in enumerate(lines):
            self._room(self.step)
            self.y += self.step
            start = self.left + hang + (indent if number == 0 else 0)
            right = self.left + self.width
            self._line(line, start, right if number < len(lines) - 1 else 0.0)
            pages += [len(self.pages)] * (len(line) - half)
            half = line[-1].endswith("\u00ad")
        return pages

    def _line(self, line: Sequence[str], start: float, right: float) -> None:
        font, size = self.look.family[0], self.look.size
        shown = [word.replace("\u00ad", "-") for word in line]
        if not (self.look.justified and right):
            self._draw(start, " ".join(shown), font, size)
            return
        widths = [stringWidth(word, font, size) for word in shown]
        space = (right - start - sum(widths)) / max(len(shown) - 1, 1)
        for word, width in zip(shown, widths, strict=True):
            self._draw(start, word, font, size)
            start += width + space

    def _draw(self, x: float, text: str, font: str, size: float, below: float = 0.0) -> None:
        self.pages[-1].append((x, self.y + below, font, size, text))

    def _rule(self, x: float, y: float, x2: float, y2: float) -> None:
        if self.look.ruled:
            self.rules.append((len(self.pages), x, y, x2, y2))

    def _room(self, height: float) -> None:
        """Go on in the next column or page where so much does not fit."""
        if self.y + height > self.bottom:
            self.column += 1
            self.y = self.top
            if self.column == self.look.columns:
                self.column = 0
                self.pages.append([])


@dataclass
class Lines:
    """Breaks words into lines."""

    font: str
    size: float
    width: float

    def width_of(self, text: str) -> float:
        return float(stringWidth(text, self.font, self.size))

    def broken(self, words: Sequence[str], indent: float, rng: random.Random | None) -> list[list[str]]:
        """Words in lines as wide as there is room; some broken, with a soft hyphen behind their first part."""
        lines, room = [list[str]()], self.width - indent
        for word in words:
            rest = word
            if lines[-1] and self.width_of(word) > room:
                cut = rng.randrange(3, len(word) - 2) if rng and len(word) > 6 and word.isalpha() else 0
                if cut and self.width_of(word[:cut] + "-") <= room:
                    lines[-1].append(word[:cut] + "\u00ad")
                    rest = word[cut:]
                lines.append([])
                room = self.width
            lines[-1].append(rest)
            room -= self.width_of(rest + " ")
        return lines


@dataclass
class Prose:
    """Sentences that nobody wrote, of words that nobody knows."""

    rng: random.Random

    def __post_init__(self) -> None:
        self.words = ["".join(self._syllables()) for _ in range(400)]

    def _syllables(self) -> Iterator[str]:
        for _ in range(self.rng.choice([1, 2, 2, 3, 3, 4])):
            yield self.rng.choice(CONSONANTS) + self.rng.choice(VOWELS)
        yield self.rng.choice("n r s t l d".split())

    def word(self) -> str:
        return self.rng.choice(FUNCTION_WORDS if self.rng.random() < 0.4 else self.words)

    def phrase(self, least: int, most: int) -> str:
        """Some words, the first with a capital."""
        return " ".join(self.word() for _ in range(self.rng.randint(least, most))).capitalize()

    def sentence(self) -> str:
        """A sentence, some with a comma, a number, an aside, a compound."""
        words = self.phrase(6, 22).split()
        at = self.rng.randrange(2, len(words) - 1)
        extra = self.rng.random()
        if extra < 0.3:
            words[at] += ","
        elif extra < 0.45:
            words.insert(at, str(self.rng.randrange(3, 2000)))
        elif extra < 0.55:
            words[at] = f"({words[at]} {self.word()})"
        elif extra < 0.65:
            words[at] = f"{self.rng.choice(self.words)}-{self.rng.choice(self.words)}"
        return " ".join(words) + self.rng.choice(["."] * 8 + ["?", "!"])

    def sentences(self, least: int = 2, most: int = 9) -> list[str]:
        return [self.sentence() for _ in range(self.rng.randint(least, most))]


def made_up(seed: int) -> Typesetter:
    """A document of some pages by chance: headings, paragraphs, lists, tables."""
    rng = random.Random(seed)
    prose, sheet = Prose(rng), Typesetter(Look.drawn(rng), rng)
    sheet.heading(prose.phrase(3, 7), 1.8)
    for _ in range(rng.randint(3, 5)):
        sheet.heading(prose.phrase(2, 5))
        for number in range(rng.randint(3, 7)):
            sheet.paragraph(prose.sentences(), first=number == 0)
        kind = rng.choice(["list", "numbers", "table", ""])
        if kind in ("list", "numbers"):
            sheet.items([prose.sentence() for _ in range(rng.randint(2, 6))], kind == "numbers")
        elif kind == "table":
            count = 2 if sheet.look.columns > 1 else rng.choice([2, 3, 4])
            rows = [[rng.choice(prose.words) for _ in range(count)]]
            rows += [
                [rng.choice(prose.words), *(str(rng.randrange(9999)) for _ in range(count - 1))]
                for _ in range(rng.randint(2, 7))
            ]
            sheet.table(rows)
        sheet.paragraph(prose.sentences(), first=True)
    return sheet
