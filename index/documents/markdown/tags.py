"""HTML and JSX within Markdown: where tags, comments and addresses in angle brackets stand."""

import re

from markdown_it.common.html_blocks import block_names

from index.documents.markdown.nodes import Mark, Node, part, united

_BLOCKS = {*block_names, "pre", "script", "style", "textarea"}
_INLINE = set(
    "a abbr audio b bdi bdo big br button cite code data del dfn em font i img input ins kbd label mark meter"
    " output picture progress q ruby rb rt rp s samp select small span strike strong sub sup svg time tt u var"
    " video wbr".split()
)
_NAMES = _BLOCKS | _INLINE
_UNREAD = {"script", "style"}
_LINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]{1,99}@[\w.-]+)>")
_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)(?:[\s/](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)?>")
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_ANY = re.compile("<")
_HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)


class Tags:
    """The tags of a text. <name> alone, where nothing closes it and HTML has no such, is words: a placeholder."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._closed = set(re.findall(r"</([A-Za-z][\w.:-]*)", text))
        self._missing: dict[str, int] = {}

    def find(self, what: str, start: int, end: int) -> int:
        """Where something ends that a stretch of text may hold; -1 where it does not, which is looked up only once."""
        if self._missing.get(what) == end:
            return -1
        found = self._text.find(what, start, end)
        if found < 0:
            self._missing[what] = end
        return found + len(what) if found >= 0 else -1

    def at(self, start: int, end: int) -> list[Mark]:
        """The marks of what begins at a "<"; none where that is a character like others."""
        if self._text.startswith("<!--", start):
            close = self.find("-->", start + 4, end)
            return [("furniture", start, close)] if close > 0 else []
        if link := _LINK.match(self._text, start, end):
            return [("markup", start, start + 1), ("markup", link.end() - 1, link.end())]
        tag = _TAG.match(self._text, start, end)
        if tag and self._is_tag(tag):
            return [("markup", start, self._end(tag, end))]
        declaration = _DECLARATION.match(self._text, start, end)
        return [("markup", *declaration.span())] if declaration else []

    def _is_tag(self, tag: re.Match[str]) -> bool:
        name = tag.group(2)
        plain = not tag.group(1) and not tag.group().endswith("/>") and "=" not in tag.group()
        return not plain or name.lower() in _NAMES or name in self._closed

    def _end(self, tag: re.Match[str], end: int) -> int:
        """Where a tag ends; a script or style, with what it holds."""
        if tag.group(1) or tag.group(2).lower() not in _UNREAD or tag.group(2) not in self._closed:
            return tag.end()
        return max(tag.end(), self.find(f"</{tag.group(2)}>", tag.end(), end))

    def marks(self, start: int, end: int) -> list[Mark]:
        """All of a stretch of HTML."""
        found: list[Mark] = []
        while opening := _ANY.search(self._text, start, end):
            marks = self.at(opening.start(), end)
            found += marks
            start = marks[-1][2] if marks else opening.end()
        return found

    def blocks(self, start: int, end: int, prefixes: list[Mark]) -> list[Node]:
        """A stretch of HTML as headings and paragraphs, with the tags that part them between as markup.

        A summary, which unfolds what follows, is a heading of level 0: of the one below that it stands under.
        """
        leaf = Node("paragraph", start, end, marks=united([*self.marks(start, end), *prefixes]))
        found: list[Node] = []
        at, opened = start, ""
        for kind, begin, close in [*leaf.marks, ("markup", end, end)]:
            tag = _TAG.match(self._text, begin, close)
            if close > begin and not (kind == "furniture" or (tag and tag.group(2).lower() in _BLOCKS)):
                continue
            piece = part(self._text, leaf, at, begin)
            if piece.start < piece.end:
                found.append(_called(piece, opened))
            if close > begin:
                found.append(Node(kind, begin, close))
            at, opened = close, tag.group() if tag and not tag.group(1) else ""
        return found


def _called(piece: Node, opened: str) -> Node:
    """A piece of HTML as the block that the tag before it says."""
    if heading := _HEADING.match(opened):
        piece.kind, piece.level = "heading", int(heading.group(1))
    elif opened.lower().startswith("<summary"):
        piece.kind = "heading"
    elif opened.lower().startswith("<pre"):
        piece.kind = "code"
    return piece
