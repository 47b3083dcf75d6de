"""A tree of HTML elements → blocks, as a browser would show them."""

from collections.abc import Collection
from typing import NamedTuple

from lxml import etree

from index.documents.html.inline import RAISED, brief, is_anchor, is_exponent, is_pointer
from index.documents.html.outline import Outline
from index.documents.html.structure import LONGEST_QUESTION, Structure
from index.documents.html.tree import Element, name_of
from index.documents.parts import QUESTION_MARKS, Part

BLOCKS = frozenset(
    "html body div section article main header footer nav aside form fieldset center address hgroup figure search"
    " dialog details dl dd table thead tbody tfoot tr td th caption hr legend ul ol menu dir li p pre listing xmp"
    " blockquote h1 h2 h3 h4 h5 h6 dt summary figcaption noframes".split()
)
"""What stands on lines of its own."""
NOT_SHOWN = frozenset(
    "title script style template noembed iframe object embed applet audio video canvas svg map datalist input"
    " select textarea option optgroup progress meter annotation annotation-xml rp rt".split()
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def parts_of(
    root: Element,
    left_out: Collection[Element] = (),
    furniture: Collection[Element] = (),
    questions: Collection[str] = (),
) -> list[Part]:
    """What the tree shows, less the elements that are left out; those that are furniture are kept as such.

    `questions` are lines that the page itself says are questions.
    """
    parts = _Walk(left_out, furniture, questions).read(root)
    for part, below, following in zip(parts, parts[1:], [*parts[2:], Part("heading")], strict=False):
        ends = following.kind == "heading" and following.level <= part.level
        if part.kind == "heading" and below.kind == "furniture" and ends:  # it is the heading of a contents list
            part.kind, part.level = "furniture", 0
    return parts


class _Frame(NamedTuple):
    """What held before an element began, and holds again when it ends."""

    name: str
    depth: int
    start: int
    """How many parts the innermost open block had."""
    held: bool
    silent: bool
    bold: bool
    raised: bool


class _Walk:
    """One way through the elements in the order of the text."""

    def __init__(
        self, left_out: Collection[Element], furniture: Collection[Element], questions: Collection[str]
    ) -> None:
        self._left_out, self._furniture = left_out, furniture
        self._out = Outline(questions)
        self._structure = Structure(self._out)
        self._silent = self._bold = self._raised = False

    def read(self, root: Element) -> list[Part]:
        frames: list[_Frame] = []
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                frames.append(self._frame(element))
                if self._begin(frames[-1].name, element):
                    self._text(element.text)
                else:
                    walk.skip_subtree()
                continue
            if event == "end":
                self._end(frames.pop())
            if frames:
                self._text(element.tail)
        self._out.end(1)
        return self._out.top.parts

    def _frame(self, element: Element) -> _Frame:
        out, name = self._out, name_of(element)
        if name in BLOCKS:
            self._structure.prepare(name, element)
        return _Frame(name, out.depth, len(out.top.parts), out.held, self._silent, self._bold, self._raised)

    def _begin(self, name: str, element: Element) -> bool:
        """Open what an element is; False where nothing of it is to be read."""
        out = self._out
        if name in NOT_SHOWN or element in self._left_out or is_anchor(name, element):
            return False
        if name == "button" and not self._is_said(element):
            return False
        if out.held:
            if name in BLOCKS:
                out.part(item=name == "li")
        elif element in self._furniture:
            out.begin_leaf("furniture")
        elif name == "button":
            self._structure.heading()
        elif (name in BLOCKS or self._structure.opens(name, element)) and not self._structure.open(name, element):
            return False
        self._begin_inline(name, element)
        return True

    def _is_said(self, button: Element) -> bool:
        """Whether a button is the question that it unfolds the answer to, or the words of a heading."""
        if self._out.leaf and self._out.held:
            return self._out.leaf.kind not in ("code", "cell", "paragraph")
        return brief(button, LONGEST_QUESTION).endswith(QUESTION_MARKS)

    def _begin_inline(self, name: str, element: Element) -> None:
        if name == "br":
            self._out.line()
        elif name == "q":
            self._text("“")
        elif name in ("b", "strong"):
            self._bold = True
        elif name in ("del", "s", "strike") or is_pointer(name, element):
            self._silent = True
        elif is_exponent(name, element):
            self._raised = True

    def _end(self, frame: _Frame) -> None:
        out, breaks = self._out, frame.name in BLOCKS
        if frame.name == "q":
            self._text("”")
        if frame.held:
            if breaks:
                out.part()
        elif breaks or out.held:
            out.end(frame.depth, frame.start)
        self._silent, self._bold, self._raised = frame.silent, frame.bold, frame.raised

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not text.isascii():
            text = text.translate(_INVISIBLE)
        if not text.isspace():
            self._structure.imply_item()
        self._out.add(text.translate(RAISED) if self._raised else text, self._silent, self._bold)
