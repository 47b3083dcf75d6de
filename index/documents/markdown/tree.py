"""Markdown → a tree of blocks at their exact places. CommonMark says which lines are what; columns are found here."""

import re
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from index.documents.markdown.inline import Inline
from index.documents.markdown.leaves import Leaves
from index.documents.markdown.lines import Lines
from index.documents.markdown.nodes import Node, named

DEEPEST = 60  # levels of nesting; a list in a list is two. What is deeper is read as paragraphs
_PARSER = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table").use(deflist_plugin).use(footnote_plugin)
_PARSER.disable(["inline", "footnote_tail"])

_HOLDERS = "blockquote bullet_list ordered_list list_item table footnote_reference dd".split()
_CLOSING = {f"{name}_close" for name in _HOLDERS}
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:[ \t]+\[[ xX]\](?=[ \t]))?(?!\S)")
_QUOTE = re.compile(r">[ \t]?")
_DETAIL = re.compile(r"[:~](?!\S)")
_NOTE = re.compile(r"\[\^[^\]\n]*\]:")


def tree(text: str, start: int) -> list[Node]:
    """The blocks of a text from `start` on, which is the end of a line or the beginning of the text."""
    env: dict[str, Any] = {}
    before = text.count("\n", 0, start)
    tokens = _PARSER.parse("\n" * before + text[start:], env)
    builder = _Builder(text, before + (start > 0), Inline(text, env.get("references", {})))
    return builder.build(tokens)


@dataclass
class _Open:
    """A block that is open, the line up to which its children are known, and the line that ends it."""

    node: Node
    known: int
    end: int


class _Builder:
    def __init__(self, text: str, first: int, inline: Inline) -> None:
        self._text = text
        self._lines = Lines(text)
        self._leaves = Leaves(self._lines, inline)
        self._open = [_Open(Node("quotation", 0, len(text)), first, self._lines.count)]
        self._in_head = False

    def build(self, tokens: list[Token]) -> list[Node]:
        for token in tokens:
            if token.type in _CLOSING:
                self._close()
            elif token.map and token.nesting >= 0:
                self._take(token, token.map[0], max(token.map[1], token.map[0] + 1))
        self._fill(self._open[0].end)
        return self._open[0].node.children

    def _take(self, token: Token, first: int, behind: int) -> None:
        top = self._open[-1]
        first, behind = max(first, top.known), min(behind, top.end)
        name = token.type.removesuffix("_open")
        if name in _HOLDERS:
            self._fill(first)
            self._open.append(_Open(self._begin(name, first, behind), first, behind))
        elif name in ("thead", "tbody"):
            self._in_head = name == "thead"
        elif first < behind and (leaves := self._leaf(token, name, first, behind)) is not None:
            self._fill(first)
            top.node.children += leaves
            top.known = behind

    def _leaf(self, token: Token, name: str, first: int, behind: int) -> list[Node] | None:
        """What a token without children stands for; None where others say it."""
        leaves, found = self._leaves, None
        match name:
            case "paragraph":
                found = [leaves.paragraph(first, behind)]
            case "heading":
                found = [leaves.heading(first, behind, int(token.tag[1:]), not token.markup.startswith("#"))]
            case "fence" | "code_block":
                found = [leaves.code(first, behind, token.markup)]
            case "html_block":
                found = leaves.html(first, behind)
            case "tr":
                found = [leaves.row(first, self._in_head)]
            case "hr":
                found = [Node("markup", *self._lines.span(first, behind))]
            case "dt":
                found = self._term(first)
        return found

    def _fill(self, line: int) -> None:
        """Take in the lines before this one that no token stands for."""
        top = self._open[-1]
        if top.known < line:
            top.node.children += self._leaves.rest(top.known, line)
            top.known = line

    def _close(self) -> None:
        self._fill(self._open[-1].end)
        closed = self._open.pop()
        self._open[-1].known = max(self._open[-1].known, closed.end)

    def _begin(self, name: str, first: int, behind: int) -> Node:
        """The block that begins in a line, its mark taken from that."""
        parent = self._open[-1].node
        start = self._lines.begin(first) if first < behind else 0
        match name:
            case "footnote_reference":
                parent.children += self._mark(_NOTE, first, behind)
                return parent
            case "dd":
                self._mark(_DETAIL, first, behind)
                return parent.children[-1]
            case "list_item":
                node = Node("item", start, start, children=self._mark(_ITEM, first, behind))
            case "blockquote":
                node = Node("quotation", start, start)
                for line in range(first, behind):
                    self._mark(_QUOTE, line, behind)
            case "table":
                node = Node("table", start, start)
            case _:
                node = Node("list", start, start, int(name == "ordered_list"))
        parent.children.append(node)
        return node

    def _mark(self, mark: re.Pattern[str], line: int, behind: int) -> list[Node]:
        """The mark of a block at the beginning of a line, taken from that."""
        found = mark.match(self._text, self._lines.begin(line), self._lines.end(line) + 1) if line < behind else None
        if not found:
            return []
        self._lines.at[line] = found.end()
        return [Node("markup", *found.span())]

    def _term(self, line: int) -> list[Node]:
        """A definition that begins with this term; none where it is a further term of the one before."""
        leaf = self._leaves.paragraph(line, line + 1)
        terms = named(self._text, leaf, leaf.start, leaf.end, "term")
        before = self._open[-1].node.children[-1:]
        if before and before[0].kind == "definition" and before[0].children[-1].kind == "term":
            before[0].children += terms
            return []
        return [Node("definition", leaf.start, leaf.end, children=terms)]
