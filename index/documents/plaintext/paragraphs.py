"""Headings and paragraphs, and the ornaments between them."""

import re
from collections.abc import Sequence

from index.documents.plaintext.columns import may_begin_columns
from index.documents.plaintext.definitions import may_define
from index.documents.plaintext.lines import (
    Line,
    cells_of,
    ends_early,
    ends_sentence,
    has_wide_gap,
    is_spoken,
    is_stamped,
    opens_low,
)
from index.documents.plaintext.lists import opens_list
from index.documents.plaintext.quotations import is_author
from index.documents.plaintext.setting import DEEPEST, Found, Setting
from index.documents.plaintext.tree import Node, leaf

CENTRED = 8  # columns before a line that is set in the middle of the page
_NOTICE = re.compile(r"(\*{3}|-{5}) ?[^*\-].{1,200}[^*\-] ?\1")
_NUMBER = re.compile(
    r"(?:\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,4}[.)]?|[(\[]\w{1,4}[)\]]|§{1,2}\s?\d{1,4}[a-z]?\.?)\s+(?=\S)"
)


def heading_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The heading that begins with this line, if the search for headings found one."""
    title = setting.titles.get(lines[at].start)
    if title is None:
        return None
    end = at + title.lines
    if title.words:
        line = lines[at]
        node = leaf("heading", [line._replace(words=line.words[: title.words].rstrip())], setting.text)
        rest = [leaf("paragraph", [line.without(title.words)], setting.text)]
    else:
        words = [line for line in lines[at:end] if is_spoken(line)]
        node, rest = leaf("heading", words, setting.text), []
        above = [_marks(line) for line in lines[at:end] if not is_spoken(line) and line.end <= node.start]
        below = [_marks(line) for line in lines[at:end] if not is_spoken(line) and line.start >= node.end]
        node.within = [*above, *node.within, *below]
        node.start, node.end = lines[at].start, lines[end - 1].end
    node.style = title.style
    return [node, *rest], end


def _marks(line: Line) -> Node:
    return Node("markup", line.start, line.end)


def ornament_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """A line of marks, which is nothing; with a letter or two in it, furniture."""
    line = lines[at]
    if not is_spoken(line):
        return [], at + 1
    if _NOTICE.fullmatch(line.words):
        return [Node("furniture", line.start, line.end)], at + 1
    if line.words[0].isalnum() or len(line.words) < 12 or sum(c.isalnum() for c in line.words) > 2:
        return None
    return [Node("furniture", line.start, line.end)], at + 1


def paragraph_at(lines: Sequence[Line], at: int, setting: Setting) -> Found:
    """The paragraph that begins with this line, and goes on until another thing begins."""
    end = at + 1
    while end < len(lines) and lines[end].words and not _begins(lines, end, at, setting):
        end += 1
    node = leaf("paragraph", lines[at:end], setting.text)
    if number := _numbered(lines[at]):
        behind = [mark for mark in node.within if mark.start >= node.start + number]
        node.within = [Node("markup", node.start, node.start + number), *behind]
    return [node], end


def _numbered(line: Line) -> int:
    """How many characters number a paragraph."""
    number = _NUMBER.match(line.words)
    if not number or number.end() == len(line.words):
        return 0
    following = line.words[number.end() :].lstrip("\"'“‘«„")[:1]
    return len(number.group().rstrip()) if following.isalpha() and not following.islower() else 0


def _begins(lines: Sequence[Line], at: int, first: int, setting: Setting) -> bool:
    """Whether something else begins with a line directly below one of a paragraph."""
    line, above = lines[at], lines[at - 1]
    if line.start in setting.begun or not is_spoken(line) or line.words[:3] == "```" or line.words[0] == ">":
        return True
    if setting.depth > DEEPEST:
        return False
    if is_author(line) or opens_list(lines, at, lines[first].indent) or line.words.startswith(".. "):
        return True
    if _breaks(above, line, setting) or may_begin_columns(lines, at):
        return True
    return may_define(lines, at) and (ends_sentence(above) or ends_early(above, line, setting.width))


def _are_centred(above: Line, line: Line) -> bool:
    """Whether two lines of unlike length are set in the middle of the page."""
    is_set = line.indent != above.indent and min(line.indent, above.indent) >= CENTRED
    return is_set and abs(line.indent + line.width - above.indent - above.width) <= 4


def _hangs(line: Line, above: Line) -> bool:
    """Whether a line goes on with the last of the words that wide gaps part in the line above."""
    return opens_low(line) or abs(line.indent - cells_of(above)[-1].left) <= 1


def _breaks(above: Line, line: Line, setting: Setting) -> bool:
    """Whether whoever wrote it wanted a line to stand by itself, and no sentence to go on in it."""
    if has_wide_gap(line) or is_stamped(line) or (has_wide_gap(above) and not _hangs(line, above)):
        return True
    if setting.depth == 0 and (_are_centred(above, line) or line.indent >= above.indent + CENTRED):
        return True
    if ends_sentence(above):
        return line.indent >= above.indent + 2 or (line.indent == above.indent and _numbered(line) > 0)
    return not opens_low(line) and above.words[-1] not in ",;" and ends_early(above, line, setting.width)
