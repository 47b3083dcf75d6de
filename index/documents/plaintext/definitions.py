"""Definitions in a line each, or more: "Term: what it is", "name = value", "00 - not packed"."""

import re
from collections.abc import Callable, Sequence

from index.documents.plaintext.lines import Line, ends_early, ends_sentence, is_stamped, opens_low
from index.documents.plaintext.lists import marker
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.shapes import NUMBER
from index.documents.plaintext.tree import Node, span_leaf

FEW = 3  # words of a term, at most, where blank lines part the definitions: paragraphs may begin with more and a colon
_TERM = re.compile(r"[*_]{0,2}(?P<term>[^\s:.?!;|<>=*_][^:.?!;|<>=\t]{0,39}?)[*_]{0,2}\s?:[*_]{0,2}(?=\s+\S|$)")
_DASH = re.compile(r"(?P<term>[^\W\d_][^:.?!;|<>=\t]{0,39}?)\s+(?:[-–—=]|->|=>)\s+(?=\S)")
_EQUALS = re.compile(r"(?P<term>[^\W\d_][\w.\-]{0,39})\s*=(?!=)\s*(?=\S)")
_KEY = re.compile(
    r"(?P<term>\d{1,6}|0x[0-9A-Fa-f]{1,8}|[A-Z]{1,3}\d{0,4}|[A-Z][A-Z0-9]{1,5})\s+(?:[-–—=]|->|=>)\s+(?=\S)(?!\d{4})"
)
_Term = tuple[int, int, int]
"""From which character of a line to which its term stands, and how many characters come before what it means."""
_By = Callable[[Line], _Term | None]
"""Finds the term that a line begins with."""


def definitions_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The definitions that begin with this line, if there are two or more."""
    begins = at == 0 or not lines[at - 1].words
    for term in (_by_colon, _by_equals, _by_dash) if begins else (_by_colon, _by_equals):
        if found := _entries(lines, at, setting, term):
            entries, end = found
            return [_definition(lines[a:b], span, setting) for a, b, span in entries], end
    return None


def keys_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The list of what each of several numbers or letters means that begins with this line."""
    found = _entries(lines, at, setting, _by_key)
    if not found or len({lines[a].words[0].isdigit() for a, _, _ in found[0]}) > 1:
        return None
    entries, end = found
    items = [_definition(lines[a:b], span, setting) for a, b, span in entries]
    items = [Node("item", item.start, item.end, within=[item]) for item in items]
    return [Node("list", items[0].start, items[-1].end, 0, items)], end


def may_define(lines: Sequence[Line], at: int) -> bool:
    """Whether this line and the next begin definitions."""
    if at + 1 >= len(lines):
        return False
    return any(by(lines[at]) is not None and by(lines[at + 1]) is not None for by in (_by_colon, _by_equals))


def _matched(pattern: re.Pattern[str], line: Line) -> _Term | None:
    match = pattern.match(line.words)
    return (*match.span("term"), match.end()) if match else None


def _by_colon(line: Line) -> _Term | None:
    number = NUMBER.match(line.words)
    if ":" not in line.words[:50] or marker(line) or (number and (number["stop"] or "." in number["number"])):
        return None
    found = _matched(_TERM, line)
    return found if found and len(line.words[slice(*found[:2])].split()) <= 5 else None


def _by_dash(line: Line) -> _Term | None:
    found = _matched(_DASH, line)
    return found if found and line.words[0].isupper() and len(line.words[slice(*found[:2])].split()) <= 4 else None


def _by_equals(line: Line) -> _Term | None:
    return _matched(_EQUALS, line) if "=" in line.words[:50] else None


def _by_key(line: Line) -> _Term | None:
    return _matched(_KEY, line)


def _entries(
    lines: Sequence[Line], at: int, setting: Setting, term: _By
) -> tuple[list[tuple[int, int, _Term]], int] | None:
    """From line to line each definition, if there are two or more; the number of the line behind them."""
    found: list[tuple[int, int, _Term]] = []
    end = at
    while (span := term(lines[end])) and abs(lines[end].indent - lines[at].indent) <= 1:
        below = _end(lines, end, setting, term)
        if span[2] >= len(lines[end].words) and below == end + 1:
            break  # nothing is said of it
        found.append((end, below, span))
        following = next((n for n in range(below, min(below + 2, len(lines))) if lines[n].words), len(lines))
        is_far = following > below and (term is not _by_colon or _is_long(lines[end], span))
        end = below
        if following == len(lines) or is_far or lines[following].start in setting.begun:
            break
        end = following
    if len(found) == 2 and found[1][0] > found[0][1] and any(ends_sentence(lines[b - 1]) for _, b, _ in found):
        return None  # two paragraphs of prose
    if len(found) < 2 or (term is _by_dash and _runs_on(lines, found[-1][1])):
        return None
    return found, found[-1][1]


def _is_long(line: Line, span: _Term) -> bool:
    return len(line.words[slice(*span[:2])].split()) > FEW


def _runs_on(lines: Sequence[Line], at: int) -> bool:
    """Whether more of a paragraph stands below."""
    return at < len(lines) and bool(lines[at].words)


def _end(lines: Sequence[Line], at: int, setting: Setting, term: _By) -> int:
    """The number of the line behind a definition: its sentence goes on, or what is below is indented under it."""
    last, behind = lines[at], at + 1
    for end in range(at + 1, len(lines)):
        line = lines[end]
        if line.start in setting.begun or is_stamped(line) or end > behind + 1:
            break
        if not line.words:
            continue
        hangs = line.indent > lines[at].indent + 1
        if not hangs and (not lines[end - 1].words or not _goes_on(line, last, lines[at], setting, term)):
            break
        last, behind = line, end + 1
    return behind


def _goes_on(line: Line, last: Line, first: Line, setting: Setting, term: _By) -> bool:
    """Whether a line directly below one of a definition goes on with its sentence, and begins no other."""
    if ends_sentence(last) or line.indent != first.indent or marker(line):
        return False
    early = ends_early(last, line, setting.width)
    new, own = term(line), term(first)
    if new and (early or (own and line.without(new[2]).indent == first.without(own[2]).indent)):
        return False
    return opens_low(line) or not early or setting.width == 0


def _definition(lines: Sequence[Line], span: _Term, setting: Setting) -> Node:
    first = lines[0]
    term = span_leaf("term", first.start + span[0], first.start + span[1], setting.text)
    return definition_of(term, [first.without(span[2]), *lines[1:]], setting)


def definition_of(term: Node, lines: Sequence[Line], setting: Setting) -> Node:
    """A term, and the lines that say what it is."""
    body = setting.inside(lines)
    return Node("definition", term.start, body[-1].end if body else term.end, within=[term, *body])
