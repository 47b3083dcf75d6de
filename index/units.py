"""A document → its units: the smallest things that can be quoted and understood.

A sentence, an item with what introduces its list, a row with its table's head, a turn's sentence with its speaker,
an answer with its question. Each has a form, in which it is read and searched for: its own words, led in by those
that it needs from elsewhere in the document. Nothing is put into a form that the document does not say.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.documents.document import LABELS, SILENT, Document, Kind, Span
from index.form import Form, joined
from index.sentences import sentence_spans, trim

SHORT_ANSWER = 300  # characters: an answer that is no longer is quoted whole
TINY = 12  # characters: a sentence that is no longer ("No.") says nothing without the next
LONGEST = 900  # characters: a unit whose own words are more is cut, between words where there are any
LONGEST_LEAD = 240  # characters that lead a unit in; of more only the last are taken

NOTHING = Form("", ())


@dataclass(frozen=True)
class Unit:
    """What can be quoted and understood."""

    kind: Kind
    """Of the block that it is, or is in: a paragraph's is a sentence."""
    block: int
    """That block's place among the document's."""
    start: int
    end: int
    """What is quoted, less the context that leads it in: `document.text[start:end]`."""
    form: Form
    """How it is shown: its own words, led in by those that it cannot do without."""
    place: Form
    """The headings that it stands under, as far as the form does not tell them."""
    own: Span
    """Which characters of the form come from the quote, and from the heads of its columns."""
    alone: bool
    """Whether it is understood alone (a row, an item, an answer), and not as one of the sentences around it."""

    @property
    def answers(self) -> bool:
        """Whether it may answer: a heading only where nothing stands under it."""
        return self.alone or self.kind != "heading"

    @property
    def read(self) -> str:
        """How it is searched for: the form in its place."""
        return self.in_its_place().form.text

    def in_its_place(self) -> "Unit":
        """The same, led in by the headings that it stands under."""
        lead = self.place + Form.between(" " if _is_marked(self.place) else ": ")
        own = self.own[0] + len(lead.text), self.own[1] + len(lead.text)
        return replace(self, form=lead + self.form, place=NOTHING, own=own) if self.place else self

    @property
    def context(self) -> list[Span]:
        """The further stretches of the document that it needs, in the form's order."""
        return [span for span in self.form.spans() if span[1] <= self.start or span[0] >= self.end]


def units(document: Document, start: int = 0, end: int | None = None) -> list[Unit]:
    """The document's units that begin from `start` on and before `end`, in order."""
    stop = len(document.text) if end is None else end
    return [unit for unit in _Walk(document, start, stop).all() if start <= unit.start < stop]


@dataclass(frozen=True)
class _Place:
    """What surrounds a block: the words that lead in whatever is in it, and the headings that it stands under."""

    lead: Form = NOTHING
    title: Form = NOTHING
    path: tuple[Form, ...] = ()
    """The headings below the title, the outermost first, as far as they do not lead in."""
    name: Form = NOTHING
    """What each unit in it begins with: a term that is defined."""
    alone: bool = False

    def led(self, words: Form, mark: str) -> "_Place":
        """The same with further words, and a mark behind them, to lead in."""
        behind = " " if _is_marked(words) else mark
        return replace(self, lead=self.lead + words + Form.between(behind)) if words else self

    def led_by_headings(self, mark: str) -> "_Place":
        """The same, led in by its headings, the title aside."""
        return replace(self.led(joined(self.path, ", "), mark), path=(), alone=True)

    def under(self, headings: Sequence[tuple[int, Form]]) -> "_Place":
        """The same under these headings, each with its level."""
        forms = [form for _, form in headings]
        titled = not (self.title or self.path) and [level for level, _ in headings[:1]] == [1]
        title = forms.pop(0) if titled else self.title
        return replace(self, title=title, path=(*self.path, *forms))


class _Walk:
    """One way through a document's blocks, as far as they touch a window of its text."""

    def __init__(self, document: Document, start: int, stop: int) -> None:
        self._document, self._blocks, self._start, self._stop = document, document.blocks, start, stop
        self._ways: dict[Kind, Callable[[int, _Place, int], Iterator[Unit]]] = {
            "list": self._list,
            "table": self._table,
            "exchange": self._exchange,
            "code": self._code,
            "paragraph": self._sentences,
        }

    def all(self) -> Iterator[Unit]:
        """All units, and perhaps some just outside the window."""
        return self._inside(-1, _Place())

    def _inside(self, parent: int, place: _Place) -> Iterator[Unit]:
        """The units of the blocks within a block, or at the top."""
        children = self._document.children.get(parent, [])
        first = bisect_right(children, self._start, key=lambda child: self._blocks[child].end)
        if first == len(children):
            return
        over = self._document.headings_over(self._blocks[children[first]].start - 1, parent)
        above = [(self._blocks[heading].level, self.said(heading)) for heading in over]
        for number in range(first, len(children)):
            child, block = children[number], self._blocks[children[number]]
            if block.start >= self._stop:
                return
            if block.kind == "heading":
                above = [(level, form) for level, form in above if level < block.level]
                here = replace(place.under(above).led_by_headings(", "), alone=not self._stands_over(children, number))
                yield from self._whole(child, here, self.said(child))
                above.append((block.level, self.said(child)))
            elif block.kind not in LABELS and block.kind not in SILENT:
                yield from self._block(child, place.under(above), self._before(children, number))

    def _stands_over(self, children: Sequence[int], number: int) -> bool:
        """Whether a heading, one of these blocks, has more than headings under it."""
        level = self._blocks[children[number]].level
        for child in islice(children, number + 1, None):
            if self._blocks[child].kind != "heading":
                return True
            if self._blocks[child].level <= level:
                return False
        return False

    def _before(self, children: Sequence[int], number: int) -> int:
        """The neighbour before a block, a page's foot between them aside; -1 where there is none."""
        heard = (children[n] for n in range(number - 1, -1, -1) if self._blocks[children[n]].kind not in SILENT)
        return next(heard, -1)

    def _block(self, block: int, place: _Place, before: int) -> Iterator[Unit]:
        """The units of one block; `before` is its neighbour."""
        if way := self._ways.get(self._blocks[block].kind):
            return way(block, place, before)
        return self._inside(block, self._named(block, place))

    def _named(self, block: int, place: _Place) -> _Place:
        """The place within a block: its speaker, its sender and date, its term lead in what it holds."""
        labels = {self._blocks[child].kind: child for child in self._document.children.get(block, [])}
        if "term" in labels:
            name = self.said(labels["term"])
            return replace(place.led_by_headings(": "), name=name + Form.between(" " if _is_marked(name) else ": "))
        names = [self.said(labels[kind]) for kind in ("author", "speaker", "sender", "date") if kind in labels]
        return place.led(joined(names, ", "), ": ")

    def _sentences(self, block: int, place: _Place, before: int) -> Iterator[Unit]:
        said = self.said(block)
        for start, end in _without_tiny(said.text):
            sentence = said.part(start, end)
            if self._touches(sentence):  # a paragraph may be a book
                yield from self._whole(block, place, sentence)

    def _touches(self, words: Form) -> bool:
        """Whether words stand in the window, or reach into it."""
        first, last = words.runs[0], words.runs[-1]
        return first.start < self._stop and self._start < last.start + last.length

    def _list(self, block: int, place: _Place, before: int) -> Iterator[Unit]:
        introduction = self.introduction(before)
        inside = replace(place.led(introduction, " "), alone=True) if introduction else place.led_by_headings(": ")
        for item in self._near(block):
            yield from self._item(item, inside)

    def _item(self, item: int, place: _Place) -> Iterator[Unit]:
        """An item's paragraphs, a unit each; what else it holds is led in by the first of them."""
        inside = place
        children = self._document.children.get(item, [])
        for number, child in enumerate(children):
            kind = self._blocks[child].kind
            if kind in ("paragraph", "heading"):
                said = self.said(child)
                yield from (
                    self._whole(child, place, said)
                    if len(said.text) <= SHORT_ANSWER
                    else self._sentences(child, place, -1)
                )
                inside = place.led(said, " ") if inside is place else inside
            elif kind == "list":
                for nested in self._near(child):
                    yield from self._item(nested, inside)
            elif kind not in SILENT and kind not in LABELS:
                before = self._before(children, number)
                around = place if kind == "code" and self.introduction(before) else inside
                yield from self._block(child, self._named(item, around), before)

    def _table(self, table: int, place: _Place, before: int) -> Iterator[Unit]:
        children = self._document.children.get(table, [])
        kinds = {self._blocks[child].kind: child for child in children}
        head = self._cells(kinds["head"]) if "head" in kinds else {}
        caption = self.said(kinds["caption"]) if "caption" in kinds else NOTHING
        named = replace(place.led(caption, " — "), alone=True) if caption else place.led_by_headings(" — ")
        for row in (child for child in self._near(table) if self._blocks[child].kind == "row"):
            yield from self._whole(row, named, _row(self._cells(row), head))

    def _cells(self, row: int) -> dict[int, Form]:
        """A row's cells that say something, by their columns."""
        cells: dict[int, Form] = {}
        for child in self._document.children.get(row, []):
            block = self._blocks[child]
            if block.kind == "cell":  # one whose words go on below others of its row comes in parts
                cells[block.level] = joined([cells.get(block.level, NOTHING), self.said(child)], " ")
        return {column: words for column, words in cells.items() if words}

    def _exchange(self, block: int, place: _Place, before: int) -> Iterator[Unit]:
        children = self._document.children.get(block, [])
        question = next((child for child in children if self._blocks[child].kind == "question"), -1)
        inside = replace(place.led(self.said(question), " ") if question >= 0 else place, alone=True)
        answers = [child for child in children if child != question]
        said = self.said(answers[0]) if len(answers) == 1 and self._blocks[answers[0]].kind == "paragraph" else NOTHING
        if said and len(said.text) <= SHORT_ANSWER:
            yield from self._whole(answers[0], inside, said)
        else:
            yield from self._inside(block, inside)

    def _code(self, block: int, place: _Place, before: int) -> Iterator[Unit]:
        introduction = self.introduction(before)
        inside = replace(place.led(introduction, " "), alone=True) if introduction else place.led_by_headings(": ")
        yield from self._whole(block, inside, self.said(block))

    def _whole(self, block: int, place: _Place, own: Form) -> Iterator[Unit]:
        """The unit of these words, if there are any; several, where it is too long."""
        lead = place.lead if len(place.lead.text) <= LONGEST_LEAD else _last(place.lead)
        outer = self._blocks[block]
        above = joined((place.title, *place.path), ", ")
        for part in _pieces(own):
            mine = [span for span in part.spans() if outer.start <= span[0] and span[1] <= outer.end]
            if mine:
                whole = lead + place.name + part
                span = len(lead.text), len(whole.text)
                yield Unit(outer.kind, block, mine[0][0], mine[-1][1], whole, above, span, place.alone)

    def _near(self, parent: int) -> Iterator[int]:
        """The blocks within a block that touch the window."""
        children = self._document.children.get(parent, [])
        for number in range(bisect_right(children, self._start, key=lambda c: self._blocks[c].end), len(children)):
            if self._blocks[children[number]].start >= self._stop:
                return
            yield children[number]

    def introduction(self, block: int) -> Form:
        """The last sentence of a paragraph, where it announces what follows; else nothing."""
        if block < 0 or self._blocks[block].kind != "paragraph":
            return NOTHING
        said = self.said(block)
        if not said.text.endswith(":"):
            return NOTHING
        return said.part(*trim(said.text, sentence_spans(said.text)[-1]))

    def said(self, block: int) -> Form:
        """What a block says."""
        return said(self._document, block)


def said(document: Document, block: int) -> Form:
    """What a block of a document says, without the markup and furniture in it."""
    inside = (document.blocks[child] for child in document.children.get(block, []))
    skipped = [(child.start, child.end) for child in inside if child.kind in SILENT]
    return Form.said(document.text, (document.blocks[block].start, document.blocks[block].end), skipped)


def _is_marked(words: Form) -> bool:
    """Whether they end in a mark of their own, behind which none is set."""
    return words.text.endswith((":", "?"))


def _row(cells: dict[int, Form], head: dict[int, Form]) -> Form:
    """A row as it is read: what its first cell names, then each cell under its column's head."""
    first = min(cells, default=0)
    named = [joined([head.get(column, NOTHING), cell], ": ") for column, cell in cells.items() if column != first]
    return joined([cells.get(first, NOTHING), joined(named, "; ")], " — ")


def _pieces(own: Form) -> Iterator[Form]:
    """A form in parts of at most LONGEST characters."""
    start, length = 0, len(own.text)
    while length - start > LONGEST:
        space = own.text.rfind(" ", start + 1, start + LONGEST) + 1
        end = space or start + LONGEST
        yield own.part(start, end - bool(space))
        start = end
    if start < length:
        yield own.part(start, length)


def _last(lead: Form) -> Form:
    """The end of what leads in, from a word's beginning where there is one."""
    start, words = len(lead.text) - LONGEST_LEAD, lead.runs[-1]
    space = lead.text.find(" ", start, words.at + words.length)
    return lead.part(space + 1 or start, len(lead.text))


def _without_tiny(text: str) -> list[Span]:
    """The sentences, trimmed; one that is tiny goes with the next."""
    found: list[Span] = []
    for start, end in (trim(text, span) for span in sentence_spans(text)):
        if found and found[-1][1] - found[-1][0] <= TINY:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
