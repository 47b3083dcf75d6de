"""What is kept as it is laid out: code between fences, literal blocks, indented signs, drawings."""

from collections.abc import Sequence

from index.documents.plaintext.lines import Line, is_spoken
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.tree import Node

SIGNS = str.maketrans("", "", "{}[]<>=+*/\\|&^%$#@~;_" + "".join(map(chr, range(0x2500, 0x2580))))
CODE = 0.12  # of the characters of indented lines are signs, at least
DRAWING = 0.5  # of those of others
INDENTED = 2  # columns, at least, of code that nothing else marks


def code_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The code that begins with this line."""
    return _fenced(lines, at) or _literal(lines, at) or _signs(lines, at)


def _fenced(lines: Sequence[Line], at: int) -> Found | None:
    fence = lines[at].words[:3]
    if fence not in ("```", "~~~") or fence[0] in lines[at].words[3:].lstrip(fence[0]):
        return None
    end = next((n for n in range(at + 1, len(lines)) if lines[n].words == fence), len(lines) - 1)
    while end > at and not lines[end].words:
        end -= 1
    if end == at:
        return [Node("paragraph", lines[at].start, lines[at].end)] if is_spoken(lines[at]) else [], at + 1
    node = Node("code", lines[at].start, lines[end].end, within=[Node("markup", lines[at].start, lines[at].end)])
    if lines[end].words == fence:
        node.within.append(Node("markup", lines[end].start, lines[end].end))
    return [node], end + 1


def _literal(lines: Sequence[Line], at: int) -> Found | None:
    """What is indented under a paragraph that two colons end."""
    above = next((lines[n] for n in range(at - 1, max(at - 3, -1), -1) if lines[n].words), None)
    if above is None or not above.words.endswith("::") or lines[at].indent <= above.indent:
        return None
    end = at
    while end < len(lines) and (not lines[end].words or lines[end].indent > above.indent):
        end += 1
    return _code(lines, at, end)


def _signs(lines: Sequence[Line], at: int) -> Found | None:
    """Lines of signs more than of words, from where a block begins."""
    if at and lines[at - 1].words:
        return None
    end = at
    while end < len(lines) and lines[end].words and lines[end].words[0] != ">":
        end += 1
    drawn = [line for line in lines[at:end] if len(set(line.words) - {" "}) > 1]
    share = _share(drawn)
    is_code = (lines[at].indent >= INDENTED and share >= CODE) or all(line.words[:2] == "$ " for line in drawn)
    if len(drawn) < 2 or not (is_code or share >= DRAWING) or not any(is_spoken(line) for line in lines[at:end]):
        return None
    return _code(lines, at, end)


def _share(lines: Sequence[Line]) -> float:
    """Which share of the lines' characters are signs, white space aside."""
    words = "".join(line.words for line in lines).replace(" ", "")
    return 1 - len(words.translate(SIGNS)) / max(1, len(words))


def _code(lines: Sequence[Line], at: int, end: int) -> Found:
    while not lines[end - 1].words:
        end -= 1
    return [Node("code", lines[at].start, lines[end - 1].end)], end
