"""What is quoted: with a mark before each line, or in quotation marks above whose words they are."""

import re
from collections.abc import Sequence

from index.documents.plaintext.lines import Line, ends_sentence
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.tree import Node, leaf

LONGEST_NAME = 60  # characters
MOST_LINES = 12  # of a quotation in quotation marks
_DASH = re.compile(r"(?:--|[—–―])\s?(?=[^\W\d_])")


def quotation_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The quotation that begins with this line."""
    first = lines[at].words[0]
    if first == ">":
        return _marked(lines, at, setting)
    return _attributed(lines, at, setting) if first in '"“«„‘' else None


def _marked(lines: Sequence[Line], at: int, setting: Setting) -> Found:
    """What stands behind the marks, one level of them."""
    end = at
    while end < len(lines) and lines[end].words.startswith(">"):
        end += 1
    inside = setting.afresh([line.without(1) for line in lines[at:end]])
    if not inside:
        return [], end
    last = inside[-1]
    words = setting.text[last.start : last.end]
    dash = _DASH.match(words)
    if len(inside) > 1 and last.kind == "paragraph" and dash and "\n" not in words and len(words) <= LONGEST_NAME:
        inside[-1] = Node("author", last.start + dash.end(), last.end)
    return [Node("quotation", lines[at].start, inside[-1].end, within=inside)], end


def _attributed(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """A paragraph in quotation marks, above a dash and a name."""
    end = next(
        (n for n in range(at, min(at + MOST_LINES, len(lines))) if not lines[n].words or is_author(lines[n])), at
    )
    name = end if end > at and is_author(lines[end]) else end + 1
    if end == at or name >= len(lines) or not is_author(lines[name]):
        return None
    line = lines[name]
    author = line.start + _dash(line)
    nodes = [leaf("paragraph", lines[at:end], setting.text), Node("author", author, line.end)]
    return [Node("quotation", lines[at].start, line.end, within=nodes)], name + 1


def is_author(line: Line) -> bool:
    """Whether a line is a dash and a name."""
    dash = _dash(line)
    return dash > 0 and line.words[dash].isupper() and len(line.words) <= LONGEST_NAME and not ends_sentence(line)


def _dash(line: Line) -> int:
    """How many characters of a dash stand before a line's words."""
    match = _DASH.match(line.words)
    return match.end() if match else 0
