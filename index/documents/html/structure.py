"""Which block an HTML element is."""

import re
from collections.abc import Callable, Iterator
from itertools import repeat

from index.documents.html.inline import brief, is_attribution
from index.documents.html.list import markers
from index.documents.html.outline import Outline
from index.documents.html.table import Grid, is_data, is_head
from index.documents.html.tree import Element, name_of
from index.documents.parts import QUESTION_MARKS, Part

LONGEST_QUESTION = 300  # characters
MOST_EMPTY = 20  # cells written for what is spanned from above; their columns are right in any case
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PROSE = re.compile(r"""[^\W_]|[\s.,;:!?'"“”‘’()–—-]""")


class Structure:
    """Opens in an outline the blocks that elements are. What is none only parts what is before and after it."""

    def __init__(self, outline: Outline) -> None:
        self._out = outline
        self._markers: dict[Part, Iterator[str]] = {}
        self._grids: dict[Part, Grid] = {}
        self._implied: Part | None = None
        self._level = 1
        """Of the heading in force."""

    def open(self, name: str, element: Element) -> bool:
        """Open the block that an element is; False where it has been read whole."""
        if self._names(element):
            self._out.begin_leaf("question")
        elif is_attribution(name, element):
            self._attribution()
        elif name in HEADINGS or element.get("role") == "heading":
            self.heading(HEADINGS.get(name) or _level(element))
        elif (element.get("itemtype") or "").endswith("/Question"):
            self._out.begin("exchange")
        elif name == "pre" and _is_prose(element):
            self._lines("".join(element.itertext()))
            return False
        elif name in _OPENERS:
            _OPENERS[name](self, element)
        return True

    def opens(self, name: str, element: Element) -> bool:
        """Whether an element within a line is a block all the same."""
        return (name == "cite" and is_attribution(name, element)) or self._names(element)

    def _names(self, element: Element) -> bool:
        """Whether an element is the question of what schema.org calls one."""
        top = self._out.top
        return top.kind == "exchange" and not top.parts and element.get("itemprop") == "name"

    def heading(self, level: int | None = None) -> None:
        """Open a heading; one without a level of its own stands below the one in force."""
        if self._out.top.kind == "exchange" and not self._out.top.parts:
            self._out.begin_leaf("question")
        else:
            self._out.begin_leaf("heading", level or min(self._level + 1, 6))
            self._level = level or self._level

    def imply_item(self) -> None:
        """What stands in a list and in none of its items belongs to the last, or is one by itself."""
        if self._out.top.kind == "list" and self._out.leaf is None:
            self._out.resume() if self._out.last else self._out.begin("item", marker="-")
            self._implied = self._out.top

    def prepare(self, name: str, element: Element) -> None:
        """A block begins: what was but implied ends before it, and so does a term or its meaning that was not ended."""
        out, outer = self._out, _outer(element)
        if name in ("dt", "dd") and outer in ("dt", "dd"):
            out.end_leaf()
            if name == "dt" and outer == "dd" and out.top.kind in ("definition", "exchange"):
                out.end(out.depth - 1)
        if not out.held:
            out.end_leaf()
            if out.top is self._implied:
                out.end(out.depth - 1)

    def _list(self, element: Element) -> None:
        self.imply_item()
        if self._out.begin("list", int(name_of(element) == "ol")):
            self._markers[self._out.top] = markers(element)

    def _item(self, element: Element) -> None:
        out = self._out
        if out.top.kind != "list":  # the list is missing, or stands too deep
            if out.last and out.last.kind == "list" and _before(element) == "li":
                out.resume()
            elif not out.begin("list"):
                return
        if (value := element.get("value")) and (parent := element.getparent()) is not None:
            self._markers[out.top] = markers(parent, value)
        out.begin("item", marker=next(self._markers.get(out.top, repeat("-"))))

    def _quotation(self, _: Element) -> None:
        self._out.begin("quotation")

    def _attribution(self) -> None:
        out = self._out
        dash = out.leaf.text if out.leaf and not any(map(str.isalnum, out.leaf.text)) else ""
        if out.leaf and dash:  # it is no word of the quotation
            out.leaf.words.clear()
        out.end_leaf()
        if out.top.kind != "quotation" and out.last and out.last.kind == "quotation":
            out.resume()
        if out.top.kind == "quotation":
            out.begin_leaf("author").marker = f"{dash} " if dash else ""

    def _term(self, element: Element) -> None:
        out = self._out
        asks = brief(element, LONGEST_QUESTION).endswith(QUESTION_MARKS)
        if out.top.kind == "definition" and _outer(element) == "dt":
            out.begin_leaf("term")
        elif out.last and out.last.kind == "definition" and _before(element) == "dt":
            out.resume()
            out.begin_leaf("term")
        elif out.begin("exchange" if asks else "definition"):
            out.begin_leaf("question" if asks else "term")

    def _described(self, element: Element) -> None:
        last = self._out.last
        if last and last.kind in ("definition", "exchange") and _before(element) in ("dt", "dd"):
            self._out.resume()

    def _details(self, element: Element) -> None:
        summary = next(element.iterchildren("summary"), None)
        if summary is not None and brief(summary, LONGEST_QUESTION).endswith(QUESTION_MARKS):
            self._out.begin("exchange")

    def _summary(self, _: Element) -> None:
        self.heading()

    def _table(self, element: Element) -> None:
        if is_data(element) and self._out.begin("table"):
            self._grids[self._out.top] = Grid()

    def _row(self, element: Element) -> None:
        table = self._out.top
        if table.kind == "table":
            grid, last = self._grids[table], self._out.last
            grid.begin_row()
            named = last is not None and last.kind == "head" and not grid.spread
            first = (last is None or last.kind in ("caption", "head")) and is_head(element, named)
            self._out.begin("head" if first else "row")
            self._grids[self._out.top] = self._grids[table]

    def _cell(self, element: Element) -> None:
        row = self._out.top
        if row.kind in ("row", "head"):
            column, spanned = self._grids[row].place(element)
            row.parts += [Part("cell") for _ in range(min(spanned, MOST_EMPTY))]
            self._out.begin_leaf("cell", column)

    def _caption(self, _: Element) -> None:
        if self._out.top.kind == "table":
            self._out.begin_leaf("caption")

    def _code(self, _: Element) -> None:
        self._out.begin_leaf("code")

    def _lines(self, text: str) -> None:
        """Text that is set line by line: paragraphs, a blank line between them."""
        for line in text.splitlines():
            if line.strip():
                self._out.add(line)
            self._out.line()


def _level(element: Element) -> int | None:
    given = element.get("aria-level", "")
    return int(given) if given in set("123456") else None


def _before(element: Element) -> str:
    """The name of the element before it."""
    return next((name_of(before) for before in element.itersiblings("*", preceding=True)), "")


def _outer(element: Element) -> str:
    """The name of the element that it is in."""
    parent = element.getparent()
    return "" if parent is None else name_of(parent)


def _is_prose(pre: Element) -> bool:
    """Whether what is set as typed is text of many words, and no program or picture."""
    if next(pre.iter("code", "samp", "kbd"), None) is not None:
        return False
    text = "".join(pre.itertext())
    return len(text) > 200 and len(_PROSE.findall(text)) > 0.97 * len(text)


_OPENERS: dict[str, Callable[[Structure, Element], None]] = {
    **dict.fromkeys(("ul", "ol", "menu", "dir"), Structure._list),
    "li": Structure._item,
    "blockquote": Structure._quotation,
    "dt": Structure._term,
    "dd": Structure._described,
    "details": Structure._details,
    "summary": Structure._summary,
    "table": Structure._table,
    "tr": Structure._row,
    **dict.fromkeys(("td", "th"), Structure._cell),
    "caption": Structure._caption,
    **dict.fromkeys(("pre", "listing", "xmp"), Structure._code),
}
