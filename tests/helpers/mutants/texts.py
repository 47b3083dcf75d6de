"""Operators that break texts: a word less, a pattern's alternative less, a list of texts one shorter."""

import ast
import re
import tokenize
from collections.abc import Iterator
from io import StringIO
from itertools import pairwise

from mutants.source import Edit, Source

_GROUP = re.compile(r"\((?:\?(?:P<\w+>|[a-zA-Z-]*:|<?[=!]))?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_LITERAL = re.compile(r"(?P<prefix>[A-Za-z]*)(?P<quote>\"\"\"|'''|\"|')")
_SENTENCE_ENDS = (".", "…", "!", "?", ":")


def texts(node: ast.AST, source: Source) -> Iterator[Edit]:
    """One alternative of a pattern is dropped; of any other text that people do not read, one word."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or _is_for_people(node.value):
        return
    places = _places(node, source)
    if not places:
        return
    patterns = alternatives(node.value)
    for start, end in patterns or words(node.value):
        if places[end - 1] - places[start] == len(node.value[start : end - 1].encode()):  # in one literal of several
            last = places[end - 1] + len(node.value[end - 1].encode())
            yield Edit("alternative" if patterns else "word", places[start], last, b"")


def elements(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A list, tuple or set of texts, or a dictionary of them, is one shorter."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        firsts = lasts = node.elts
    elif isinstance(node, ast.Dict):
        firsts, lasts = [key for key in node.keys if key], node.values
    else:
        return
    if len(firsts) < 2 or len(firsts) != len(lasts) or not all(_is_text(first) for first in firsts):
        return
    starts, ends = [source.span(first)[0] for first in firsts], [source.span(last)[1] for last in lasts]
    for start, following in pairwise(starts):
        yield Edit("element", start, following, b"")
    comma = re.match(rb"\s*,", source.content[ends[-1] :])
    yield Edit("element", starts[-1], ends[-1] + (comma.end() if comma else 0), b"")


def alternatives(pattern: str) -> list[tuple[int, int]]:
    """Stretches of a regular expression: each an alternative with its bar. None where the text is no such pattern."""
    if "|" not in pattern or not _compiles(pattern):
        return []
    found: list[tuple[int, int]] = []
    groups, at = [[0]], 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "[" and (inside := _CLASS.match(pattern, at)):
            at = inside.end()
            continue
        if sign == "(" and (opening := _GROUP.match(pattern, at)):
            groups.append([opening.end()])
            at = opening.end()
            continue
        if sign == ")" and len(groups) > 1:
            found += _with_bars(groups.pop(), at)
        elif sign == "|":
            groups[-1].append(at + 1)
        at += 2 if sign == "\\" else 1
    return [(start, end) for start, end in sorted(found + _with_bars(groups[0], at)) if end - start > 1]


def _with_bars(starts: list[int], end: int) -> list[tuple[int, int]]:
    """Where the alternatives of one group begin → each with the bar behind it, the last with the one before it."""
    if len(starts) == 1:
        return []
    return [*pairwise(starts), (starts[-1] - 1, end)]


def words(text: str) -> list[tuple[int, int]]:
    """Each word of a text with the space behind it, the last with the one before it; none where there is one word."""
    found = list(re.finditer(r"\S+", text))
    if len(found) < 2:
        return []
    parts = [(word.start(), following.start()) for word, following in pairwise(found)]
    return [*parts, (found[-2].end(), found[-1].end())]


def _places(node: ast.Constant, source: Source) -> list[int]:
    """Where each character of a text stands in the source; nothing where escapes stand for characters."""
    (start, _), segment = source.span(node), source.text(node).decode()
    places: list[int] = []
    value, at = "", 0
    for token in tokenize.generate_tokens(StringIO(f"({segment}\n)").readline):
        literal = _LITERAL.match(token.string)
        if token.type != tokenize.STRING or not literal:
            continue
        at = segment.index(token.string, at)
        body = token.string[literal.end() : -len(literal["quote"])]
        if "\\" in body and "r" not in literal["prefix"].lower():
            return []
        offset = start + len(segment[: at + literal.end()].encode())
        for character in body:
            places.append(offset)
            offset += len(character.encode())
        value, at = value + body, at + len(token.string)
    return places if value == node.value else []


def _is_for_people(text: str) -> bool:
    """Whether it is a sentence: those are told to people."""
    return text[:1].isupper() and text.rstrip().endswith(_SENTENCE_ENDS)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
