"""Lists: lines that begin with a bullet, a number, a letter or a key, and what hangs under them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from index.documents.plaintext.lines import Line, ends_early, ends_sentence, is_spoken, opens_low, with_word
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.tree import Node, around, leaf

NEAR = 8  # lines within which another item shows that a mark within a paragraph is an item's
_BULLET = re.compile(r"(?P<bullet>[-*•·–+▪◦‣●○■□]|o(?=[ \t]{2}))[ \t]+(?=\S)")
_NUMBER = re.compile(
    r"(?P<open>[(\[]?)(?P<number>\d{1,3}|[a-zA-Z]|[ivxlc]{1,6}|[IVXLC]{1,6})(?P<close>[.)\]])[ \t]+(?=\S)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Marker(NamedTuple):
    """What marks an item."""

    form: str
    """What is alike in the marks of one list: the bullet; what stands around the number, and its kind."""
    value: str
    """Of a number or letter; empty for a bullet."""
    length: int
    """Characters up to its words."""

    @property
    def is_note(self) -> bool:
        """Whether brackets are around it: such numbers need not follow each other."""
        return self.form[0] in "(["


def marker(line: Line) -> Marker | None:
    """The mark of an item that the line begins with."""
    if match := _BULLET.match(line.words):
        return Marker(match["bullet"], "", match.end())
    match = _NUMBER.match(line.words)
    if not match or (match["open"], match["close"]) not in {("", "."), ("", ")"), ("(", ")"), ("[", "]")}:
        return None
    number = match["number"]
    kind = "1" if number.isdigit() else "a" if number.islower() else "A"
    return Marker(match["open"] + kind + match["close"], number, match.end())


def follows(first: Marker, second: Marker) -> bool:
    """Whether the second may mark the item behind that of the first."""
    if first.form != second.form:
        return False
    if not first.value or (first.is_note and first.value != second.value):
        return True
    return _next_number(first.value, second.value)


def _next_number(first: str, second: str) -> bool:
    if first.isdigit():
        return int(second) == int(first) + 1
    if len(first) == len(second) == 1 and ord(second) == ord(first) + 1:
        return True
    return _roman(second.lower()) == _roman(first.lower()) + 1 > 1


def _roman(letters: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in letters]
    if not all(values):
        return 0
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def list_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The list that begins with this line. A number alone, with no other behind it, makes none."""
    first = marker(lines[at])
    if not first:
        return None
    items: list[tuple[int, int, Marker]] = []
    end, mark = at, first
    while True:
        begin, end = end, _item_end(lines, end, mark, setting)
        items.append((begin, end, mark))
        following = _next_spoken(lines, end)
        other = marker(lines[following]) if following is not None else None
        if following is None or not other or not follows(mark, other) or not _is_beside(lines[following], lines[at]):
            break
        if lines[following].start in setting.begun:
            break
        end, mark = following, other
    if not _is_list(lines, at, items):
        return None
    are_keys = first.is_note and not all(_next_number(a.value, b.value) for (_, _, a), (_, _, b) in pairwise(items))
    nodes = [_item(lines[a:b], mark, setting, are_keys) for a, b, mark in items]
    return [Node("list", nodes[0].start, nodes[-1].end, int(bool(first.value)), nodes)], items[-1][1]


def _is_list(lines: Sequence[Line], at: int, items: list[tuple[int, int, Marker]]) -> bool:
    """A bullet makes a list; a number where another follows, and prose that is numbered on from elsewhere is none."""
    mark = items[0][2]
    if not mark.value:
        return True
    if len(items) == 1:
        return False
    is_loose = any(not lines[begin - 1].words for begin, _, _ in items[1:])
    goes_on = mark.value.isdigit() and int(mark.value) > 1 and not mark.is_note
    return not (is_loose and goes_on and all(ends_sentence(lines[end - 1]) for _, end, _ in items))


def _item_end(lines: Sequence[Line], at: int, mark: Marker, setting: Setting) -> int:
    """The number of the line behind the item that begins here: what is indented under it, and what it goes on with."""
    indent, words = lines[at].indent, lines[at].without(mark.length).indent
    end, last = at + 1, lines[at]
    while end < len(lines):
        line = lines[end]
        if line.start in setting.begun:
            return end if lines[end - 1].words else _last_spoken(lines, end)
        if not line.words:
            end += 1
            continue
        if not lines[end - 1].words:
            if line.indent < min(words - 1, indent + 2) or (line.indent <= indent):
                break
        elif line.indent <= indent and not _goes_on(line, last, lines[at], setting):
            break
        last = line
        end += 1
    return _last_spoken(lines, end)


def _goes_on(line: Line, last: Line, first: Line, setting: Setting) -> bool:
    """Whether a line that is not indented under its item still goes on with it: its sentence does."""
    mark, own = marker(line), marker(first)
    is_item = mark and (not mark.value or mark.value in "1aAiI" or (own and mark.form == own.form))
    if is_item or ends_sentence(last) or not is_spoken(line):
        return False
    if mark is None and opens_low(line):
        return True
    is_like_last = last is not first and last.indent == first.indent
    return line.indent == first.indent and (is_like_last or 0 < setting.width <= with_word(last, line))


def _last_spoken(lines: Sequence[Line], end: int) -> int:
    """The end, less the blank lines before it."""
    while not lines[end - 1].words:
        end -= 1
    return end


def _next_spoken(lines: Sequence[Line], at: int) -> int | None:
    """The next line with words, if at most two blank ones come before it."""
    return next((n for n in range(at, min(at + 3, len(lines))) if lines[n].words), None)


def _is_beside(line: Line, first: Line) -> bool:
    """Whether an item stands as far from the margin as the first; "10." may begin before " 9."."""
    return abs(line.indent - first.indent) <= 1


def _item(lines: Sequence[Line], mark: Marker, setting: Setting, is_key: bool) -> Node:
    """An item; where its mark is a key to something else in the text, what it means."""
    first = lines[0]
    label = Node("term" if is_key else "markup", first.start, first.start + len(first.words[: mark.length].rstrip()))
    within = [label, *setting.inside([first.without(mark.length), *lines[1:]])]
    if is_key:
        within = [around("definition", within)]
    return around("item", within)


def bare_items_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The list of the short lines below a colon: nothing marks them but that each has a line of its own."""
    above = next((lines[n] for n in range(at - 1, max(at - 3, -1), -1) if lines[n].words), None)
    if above is None or not above.words.endswith(":") or above.indent > lines[at].indent:
        return None
    end = at
    while end < len(lines) and lines[end].words and lines[end].start not in setting.begun:
        line = lines[end]
        is_full = end > at and not ends_early(lines[end - 1], line, setting.width)
        if is_full or ends_sentence(line) or line.indent != lines[at].indent:
            return None
        end += 1
    if end - at < 2:
        return None
    items = [around("item", [leaf("paragraph", [line], setting.text)]) for line in lines[at:end]]
    return [around("list", items)], end


def opens_list(lines: Sequence[Line], at: int, indent: int) -> bool:
    """Whether an item begins with this line, within a paragraph that is indented so far."""
    mark = marker(lines[at])
    if not mark:
        return False
    above = lines[at - 1].words
    if above.endswith(":") or (not mark.value and lines[at].indent > indent):
        return True
    if mark.value and mark.value.lower() not in ("1", "a", "i"):
        return False
    for line in lines[at + 1 : at + NEAR]:
        if not line.words:
            return False
        other = marker(line)
        if other and follows(mark, other) and _is_beside(line, lines[at]):
            return True
    return False
