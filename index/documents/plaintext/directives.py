"""What reStructuredText marks: directives, comments, the targets of links, fields."""

import re
from collections.abc import Sequence

from index.documents.plaintext.lines import Line
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.tree import Node, span_leaf

CODE = ("code", "code-block", "sourcecode", "literalinclude", "parsed-literal", "math", "productionlist", "highlight")
SILENT = ("toctree", "image", "figure", "include", "contents", "raw", "index", "automodule", "autoclass", "meta")
_DIRECTIVE = re.compile(r"\.\. (?:\|[^|]{1,80}\| )?(?P<name>[\w:+.\-]{1,40})::(?:\s|$)")
_TARGET = re.compile(r"\.\. (?:_[^:]{1,200}:|\[[^\]]{1,40}\]|__)(?:\s|$)")
FIELD = re.compile(r":(?P<name>[^\s:][^:]{0,60}):(?=\s|$)")


def directive_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The directive, comment, target or fields that begin with this line."""
    if lines[at].words[0] == ":":
        return _fields(lines, at, setting)
    if not lines[at].words.startswith(".. "):
        return None
    match = _DIRECTIVE.match(lines[at].words)
    if not match:
        return ([Node("link", lines[at].start, lines[at].end)], at + 1) if _TARGET.match(lines[at].words) else None
    return _directive(lines, at, match["name"], setting)


def _directive(lines: Sequence[Line], at: int, name: str, setting: Setting) -> Found:
    """A directive and its options, which say nothing, and what is indented under it."""
    end = at + 1
    while end < len(lines) and lines[end].words[:1] == ":" and lines[end].indent > lines[at].indent:
        end += 1
    behind = end
    while behind < len(lines) and (not lines[behind].words or lines[behind].indent > lines[at].indent):
        behind += 1
    nodes = [Node("furniture", line.start, line.end) for line in lines[at:end]]
    spoken = [line for line in lines[end:behind] if line.words]
    if not spoken:
        return nodes, end
    if name in CODE:
        return [*nodes, Node("code", spoken[0].start, spoken[-1].end)], behind
    if name in SILENT:
        return [*nodes, *(Node("furniture", line.start, line.end) for line in spoken)], behind
    return [*nodes, *setting.inside(lines[end:behind])], behind


def _fields(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """What a field says of what it names."""
    match = FIELD.match(lines[at].words)
    if not match:
        return None
    end = at + 1
    while end < len(lines) and lines[end].words and lines[end].indent > lines[at].indent:
        end += 1
    first = lines[at]
    term = span_leaf("term", first.start + 1, first.start + match.end("name"), setting.text)
    body = setting.inside([first.without(match.end()), *lines[at + 1 : end]])
    return [Node("definition", term.start, body[-1].end if body else term.end, within=[term, *body])], end
