"""Definitions: "Term: what it is", "00 - not packed", a term with its text hanging beside it or indented under it."""

import re
from collections.abc import Callable, Sequence

from index.documents.plaintext.lines import Line, cells_of, ends_early, ends_sentence, is_stamped, opens_low
from index.documents.plaintext.lists import marker
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.shapes import NUMBER, is_number
from index.documents.plaintext.tree import Node, span_leaf

FEW = 3  # words of a term, at most, where blank lines part the definitions: paragraphs may begin with more and a colon
_TERM = re.compile(r"[*_]{0,2}(?P<term>[^\s:.?!;|<>=*_][^:.?!;|<>=\t]{0,39}?)[*_]{0,2}\s?:[*_]{0,2}(?=\s+\S|$)")
_DASH = re.compile(r"(?P<term>[^\W\d_][^:.?!;|<>=\t]{0,39}?)\s+(?:[-–—=]|->|=>)\s+(?=\S)")
_EQUALS = re.compile(r"(?P<term>[^\W\d_][\w.\-]{0,39})\s*=\s*(?=\S)")
_KEY = re.compile(
    r"(?P<term>\d{1,6}|0x[0-9A-Fa-f]{1,8}|[A-Z]{1,3}\d{0,4}|[A-Z][A-Z0-9]{1,5})\s+(?:[-–—=]|->|=>)\s+(?=\S)(?!\d{4})"
)
_Term = tuple[int, int, int]
"""From which character of a line to which its term stands, and how many characters come before what it means."""


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
    lines: Sequence[Line], at: int, setting: Setting, term: Callable[[Line], _Term | None]
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


def _end(lines: Sequence[Line], at: int, setting: Setting, term: Callable[[Line], _Term | None]) -> int:
    """The number of the line behind a definition: its sentence goes on, or what is below is indented under it."""
    end, last, indent = at + 1, lines[at], lines[at].indent
    own = term(lines[at])
    value = lines[at].without(own[2]).indent if own and lines[at].words[own[2] : own[2] + 2] == "  " else -1
    behind = end
    while end < len(lines) and lines[end].start not in setting.begun and end <= behind + 1:
        line = lines[end]
        if is_stamped(line):
            break
        if line.words:
            goes_on = line.indent > indent + 1
            if lines[end - 1].words and not goes_on:
                span = term(line)
                beside = span and line.without(span[2]).indent == value
                new = span and (beside or ends_sentence(last) or ends_early(last, line, setting.width))
                runs = opens_low(line) or not ends_early(last, line, setting.width) or setting.width == 0
                goes_on = not new and not ends_sentence(last) and runs and line.indent == indent and not marker(line)
            if not goes_on:
                break
            last, behind = line, end + 1
        end += 1
    return behind


def _definition(lines: Sequence[Line], span: _Term, setting: Setting) -> Node:
    first = lines[0]
    term = span_leaf("term", first.start + span[0], first.start + span[1], setting.text)
    return _with_body(term, [first.without(span[2]), *lines[1:]], setting)


def _with_body(term: Node, lines: list[Line], setting: Setting) -> Node:
    body = setting.inside(lines)
    return Node("definition", term.start, body[-1].end if body else term.end, within=[term, *body])


def hanging_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """Definitions whose text stands beside their term, over several lines; two or more, blank lines between or not."""
    entries: list[tuple[int, int]] = []
    end, column = at, _hangs(lines[at])
    while column and end < len(lines) and _hangs(lines[end]) == column and lines[end].indent == lines[at].indent:
        begin, end = end, end + 1
        while end < len(lines) and lines[end].start not in setting.begun:
            if lines[end].words and lines[end].indent < column - 1:
                break
            if not lines[end].words and not lines[end - 1].words:
                break
            end += 1
        while not lines[end - 1].words:
            end -= 1
        entries.append((begin, end))
        end = next((n for n in range(end, min(end + 2, len(lines))) if lines[n].words), len(lines))
        if end < len(lines) and lines[end].start in setting.begun:
            break
    if len(entries) < 2 or all(b - a == 1 for a, b in entries):
        return None
    return [_hung(lines[a:b], setting) for a, b in entries], entries[-1][1]


def _hangs(line: Line) -> int:
    """The column at which a text begins beside its term; 0 where the line is no such."""
    if "  " not in line.words[:LONGEST] or marker(line) or len(line.words) > 400:
        return 0
    cells = cells_of(line)
    is_term = len(cells) == 2 and cells[0].right - cells[0].left <= LONGEST and not is_number(line, cells[0])
    return cells[1].left if is_term else 0


def _hung(lines: Sequence[Line], setting: Setting) -> Node:
    first = lines[0]
    name, text = cells_of(first)
    term = span_leaf("term", name.start, name.end, setting.text)
    return _with_body(term, [first.without(text.start - first.start), *lines[1:]], setting)


LONGEST = 40  # characters of a term


def glossary_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """Definitions whose text is indented under their term; two or more."""
    entries: list[tuple[int, int]] = []
    end = at
    while end < len(lines) and _is_head(lines, end, lines[at].indent) and lines[end].start not in setting.begun:
        begin, end = end, end + 1
        while end < len(lines) and lines[end].words and lines[end].indent > lines[at].indent + 1:
            end += 1
        entries.append((begin, end))
        end = next((n for n in range(end, min(end + 2, len(lines))) if lines[n].words), len(lines))
    if len(entries) < 2:
        return None
    nodes = []
    for begin, behind in entries:
        term = span_leaf("term", lines[begin].start, lines[begin].end, setting.text)
        nodes.append(_with_body(term, list(lines[begin + 1 : behind]), setting))
    return nodes, entries[-1][1]


def _is_head(lines: Sequence[Line], at: int, indent: int) -> bool:
    """Whether the line is a term: a few words without a stop, directly above what is indented under it."""
    line = lines[at]
    if at + 1 >= len(lines) or line.indent != indent or len(line.words) > LONGEST or len(cells_of(line)) > 1:
        return False
    below = lines[at + 1]
    ends = line.words[-1:].isalnum() or line.words[-1:] == ")"
    return ends and below.indent > indent + 1 and bool(below.words) and not marker(below) and not marker(line)
