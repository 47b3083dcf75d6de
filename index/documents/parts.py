"""Blocks that are found but not yet written: a tree that a loader builds as it reads, and then puts into a Draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.documents.document import LEAVES, Kind
from index.documents.draft import Draft

BREAK = "\u2028"
"""Among a leaf's words: where a new line begins."""
MOST_PIECES = 40  # of text, set in different ways; a question has no more
QUESTION_MARKS = ("?", "？", "؟")
_CLOSE: frozenset[Kind] = frozenset(("list", "item", "table", "row", "head"))
_NAMES: frozenset[Kind] = frozenset(("question", "term", "caption"))


@dataclass(eq=False)
class Part:
    """A block to be. A leaf has words, any other has parts."""

    kind: Kind
    level: int = 0
    marker: str = ""
    """What stands before it: an item's "1." or "-", the dash before an author."""
    parts: list["Part"] = field(default_factory=list)
    words: list[tuple[str, bool]] = field(default_factory=list)
    """Pieces of text, white space as it came, each with whether it is markup."""
    strong: bool = False
    """Whether a paragraph's words are all in bold, as a heading's are."""

    @property
    def text(self) -> str:
        """Its words as they are read."""
        return " ".join("".join(text for text, silent in self.words if not silent).split())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in it that can be seen."""
        if self.kind in ("row", "head"):
            return all(cell.is_empty for cell in self.parts)
        return not self.parts and not any(text.strip() for text, _ in self.words)

    @property
    def asks(self) -> bool:
        """Whether it is a heading, or looks like one, that is a question. The title of all is none."""
        return (self.strong or (self.kind == "heading" and self.level > 1)) and self.is_question

    @property
    def is_question(self) -> bool:
        """Whether its words are one."""
        return len(self.words) < MOST_PIECES and self.text.endswith(QUESTION_MARKS)


def with_exchanges(parts: list[Part]) -> list[Part]:
    """The parts, where a heading that asks and what follows up to the next heading are a question and its answer.

    A heading with others below it is none, even if it asks.
    """
    found: list[Part] = []
    place = 0
    while place < len(parts):
        first, end = parts[place], place + 1
        if first.asks:
            end = next((at for at in range(end, len(parts)) if not _answers(parts[at])), len(parts))
        below = end < len(parts) and _rank(parts[end]) > _rank(first)
        if end > place + 1 and not below:
            found.append(Part("exchange", parts=[Part("question", words=first.words), *parts[place + 1 : end]]))
            place = end
        else:
            found.append(first)
            place += 1
    return found


def _answers(part: Part) -> bool:
    return part.kind not in ("heading", "exchange") and not part.strong


def _rank(part: Part) -> int:
    """A heading's level; a paragraph in bold ranks below all headings."""
    return part.level if part.kind == "heading" else 0 if part.kind == "exchange" else 7


def write_front(draft: Draft, metadata: Mapping[str, str]) -> None:
    """Write what a file states of itself, a line each, where it states something."""
    if metadata:
        draft.leaf("front", "\n".join(f"{key.capitalize()}: {value}" for key, value in metadata.items()))


def write(draft: Draft, parts: Iterable[Part]) -> None:
    """Write parts one below the other, a blank line between them."""
    for part in parts:
        draft.gap()
        _write(draft, part, "")


def _write(draft: Draft, part: Part, indent: str) -> None:
    if part.kind == "item":
        _write_item(draft, part, indent)
    elif part.kind in ("row", "head"):
        _write_row(draft, part)
    elif part.kind in LEAVES:
        _write_leaf(draft, part, indent)
    else:
        with draft.block(part.kind, part.level):
            for before, child in zip([None, *part.parts], part.parts, strict=False):
                if before:
                    close = part.kind in _CLOSE or before.kind in _NAMES or child.kind == "author"
                    draft.gap(1 if close else 2)
                    draft.write(indent)
                _write(draft, child, indent)


def _write_item(draft: Draft, item: Part, indent: str) -> None:
    with draft.block("item"):
        numbered = any(map(str.isalnum, item.marker))
        draft.leaf("markup", item.marker) if numbered else draft.write(item.marker)
        draft.write(" ")
        for place, child in enumerate(item.parts):
            if place:
                draft.gap(1)
                draft.write(f"{indent}  ")
            _write(draft, child, f"{indent}  ")


def _write_row(draft: Draft, row: Part) -> None:
    """Cells parted by bars; those that are empty at its end are left out."""
    last = max(place for place, cell in enumerate(row.parts) if not cell.is_empty)
    with draft.block(row.kind):
        for place, cell in enumerate(row.parts[: last + 1]):
            draft.write(" | " if place else "")
            with draft.block("cell", cell.level):
                _write_words(draft, cell.words, " ")


def _write_leaf(draft: Draft, leaf: Part, indent: str) -> None:
    draft.write(leaf.marker)
    with draft.block(leaf.kind, leaf.level):
        if leaf.kind == "code":
            draft.write("".join(text for text, _ in leaf.words).strip("\n"))
        else:
            _write_words(draft, leaf.words, f"\n{indent}")


def _write_words(draft: Draft, words: Iterable[tuple[str, bool]], line_break: str) -> None:
    """White space runs as one space, as browsers show them."""
    between, begun = "", False
    for text, silent in words:
        if text == BREAK:
            between = line_break
            continue
        said = " ".join(text.split())
        if text[:1].isspace():
            between = between or " "
        if said:
            draft.write(between if begun else "")
            draft.leaf("markup", said) if silent else draft.write(said)
            begun, between = True, " " if text[-1:].isspace() else ""
