"""Parts as they are opened and closed one after the other, the way a reader of marked-up text meets them."""

import re
from collections.abc import Collection

from index.documents.document import Kind
from index.documents.parts import BREAK, Part, with_exchanges

DEEPEST = 30  # lists, quotations… within each other; what is deeper runs on in the one above
_STOP = re.compile(r"[.;:,!?…]\s*$")
_DASHES = re.compile(r"\s*[—–―-]+\s*")
_BROKEN = (BREAK, False)


class Outline:
    """The blocks that are open, the innermost last, and the leaf that takes what is said."""

    def __init__(self, questions: Collection[str] = ()) -> None:
        self._open = [Part("message")]
        self._questions = questions
        self._asked: dict[Part, list[int]] = {}
        """By block, the places of the questions in it whose answer may follow."""
        self._bold = True
        """Whether all that the leaf holds so far is in bold."""
        self.leaf: Part | None = None
        self.held = False
        """Whether the leaf takes in all that is within it: a heading or cell, whatever stands in it."""

    @property
    def top(self) -> Part:
        """The innermost block that is open."""
        return self._open[-1]

    @property
    def depth(self) -> int:
        """How many blocks are open."""
        return len(self._open)

    @property
    def last(self) -> Part | None:
        """The last part of the innermost block."""
        return self.top.parts[-1] if self.top.parts else None

    def begin(self, kind: Kind, level: int = 0, marker: str = "") -> bool:
        """Open a block that holds others; False where it would stand too deep."""
        self.end_leaf()
        if self.depth > DEEPEST and kind not in ("item", "row", "head"):
            return False
        part = Part(kind, level, marker)
        self.top.parts.append(part)
        self._open.append(part)
        return True

    def resume(self) -> None:
        """Open the last block again."""
        self.end_leaf()
        self._open.append(self.top.parts[-1])

    def end(self, depth: int, start: int = 0) -> None:
        """Close all but so many blocks; the parts from `start` on of the one that is then innermost are complete."""
        self.end_leaf()
        while len(self._open) > depth:
            part = self._open.pop()
            self._pair(part, 0)
            self._asked.pop(part, None)
            if part.is_empty and self.last is part:
                self.top.parts.pop()
        self._pair(self.top, start)

    def _pair(self, part: Part, start: int) -> None:
        """Put questions and answers together; a question that comes last may still be answered further out."""
        asked = self._asked.get(part, [])
        places = []
        while asked and asked[-1] >= start:
            places.append(asked.pop())
        if places and places[-1] < len(part.parts) - 1 and part.kind != "exchange":
            part.parts[places[-1] :] = with_exchanges(part.parts[places[-1] :])
        if places and part.parts[-1].asks:
            asked.append(len(part.parts) - 1)

    def begin_leaf(self, kind: Kind, level: int = 0, held: bool = True) -> Part:
        """Open a block that holds text."""
        self.end_leaf()
        self.leaf, self.held, self._bold = Part(kind, level), held, True
        self.top.parts.append(self.leaf)
        return self.leaf

    def end_leaf(self) -> None:
        """Close the block that holds text, if one is open."""
        leaf, self.leaf, self.held = self.leaf, None, False
        if leaf is None:
            return
        if leaf.is_empty and leaf.kind != "cell":
            self.top.parts.pop()
            return
        known = bool(self._questions) and leaf.text in self._questions
        leaf.strong = leaf.kind == "paragraph" and (self._bold or known)
        if leaf.asks:
            self._asked.setdefault(self.top, []).append(len(self.top.parts) - 1)
        if leaf.kind == "author" and (dash := _DASHES.match(leaf.words[0][0])):
            leaf.marker = f"{dash.group().strip()} "
            leaf.words[0] = (leaf.words[0][0][dash.end() :], False)

    def add(self, text: str, silent: bool = False, bold: bool = False) -> None:
        """What is said, in a paragraph of its own where no leaf is open."""
        blank = text.isspace()
        if self.leaf is None and blank:
            return
        leaf = self.leaf or self.begin_leaf("paragraph", held=False)
        if blank and leaf.kind != "code" and leaf.words[-1:] == [_BROKEN]:
            return
        leaf.words.append((text, silent))
        self._bold = self._bold and (bold or blank)

    def line(self) -> None:
        """Begin a new line; one left empty ends a paragraph, and so does the end of a question in bold."""
        if self.leaf is None or self.held:
            self.part()
        elif self.leaf.words[-1:] == [_BROKEN] or (self._bold and self.leaf.is_question):
            self.end_leaf()
        else:
            self.leaf.words.append(_BROKEN)

    def part(self, item: bool = False) -> None:
        """What follows stands apart from what is there: on a line of its own in code and furniture, else behind a
        space, and the items of a list behind a semicolon.
        """
        words = self.leaf.words if self.leaf else []
        if self.leaf and self.leaf.kind == "code":
            words.append(("" if words and words[-1][0].endswith("\n") else "\n", False))
            return
        while words and words[-1][0].isspace():
            words.pop()
        if self.leaf and words:
            text, silent = words[-1]
            words[-1] = (text.rstrip(), silent)
            between = "; " if item and not _STOP.search(text) else " "
            words.append(_BROKEN if self.leaf.kind == "furniture" else (between, False))
