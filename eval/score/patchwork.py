"""Is a quoted statement made of nothing but stretches of its document?"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eval.sets.matching import fold

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"(?<!\d)[^\w\s]|[^\w\s](?!\d)|\n")
"""What may stand between two stretches; within a number ("4.5") none end."""
_SEAM = re.compile(r"[\n\[\]<>]")
"""What a form may leave out stands between two of these: a page's foot between lines, a note's number in brackets."""
_ADDRESS = re.compile(r"\]\(([^()]*)\)")
"""Of a link, which a form leaves out, too."""
_NUMBER = re.compile(r"^(\(?[a-z\d]{1,3}[.)])(?=\s)|(?<=\n\n)(\d+(?:\.\d+)*)(?=\s)", re.MULTILINE)
"""Of an item, where its line begins, or of a paragraph: left out, too."""
_MARKS = re.compile(r"[*_~\[\]]+")
"""What a form may leave out within a word: `count`s."""


class Word(NamedTuple):
    """A word of a stretch."""

    text: str
    seam: bool
    """Whether there is one before it."""
    goes_on: bool
    """Whether only marks part it from the word before."""


Place = tuple[int, int]
"""Number of a stretch, and of a word in it."""


def is_made_of(text: str, stretches: Sequence[str]) -> bool:
    """Whether the words of `text`, in order, are those of the stretches (which are of a quote and its context).

    Between two stretches there is punctuation or a line's end, as between the head of a column and a cell; else one
    goes on from the end of another. Within a stretch nothing falls out but what stands between two seams: no "not".
    """
    given = [list(_words(stretch)) for stretch in stretches]
    pieces = [_WORD.findall(piece) for piece in _BETWEEN.split(_folded(text))]
    return all(_is_made(piece, given) for piece in pieces) and any(pieces)


def _is_made(words: Sequence[str], given: Sequence[Sequence[Word]]) -> bool:
    """Whether the words can be read off the stretches, from anywhere in one of them on."""
    places = {(number, at) for number, stretch in enumerate(given) for at in range(len(stretch))}
    for word in words:
        ends = {(number, end) for number, at in places for end in _ends(given[number], at, word)}
        if not ends:
            return False
        places = {place for end in ends for place in _behind(given, *end)}
    return True


def _ends(stretch: Sequence[Word], at: int, word: str) -> Iterator[int]:
    """Where in a stretch a word ends that begins there; nowhere, where another does."""
    said = ""
    while at < len(stretch) and word.startswith(said + stretch[at].text) and (not said or stretch[at].goes_on):
        said += stretch[at].text
        at += 1
        if said == word:
            yield at


def _behind(given: Sequence[Sequence[Word]], number: int, at: int) -> Iterator[Place]:
    """Where the next word may stand behind those before `at` in a stretch."""
    stretch = given[number]
    if at == len(stretch):
        yield from ((other, 0) for other in range(len(given)))
        return
    yield number, at
    if stretch[at].seam:
        yield from ((number, later) for later in range(at + 1, len(stretch)) if stretch[later].seam)


def _words(stretch: str) -> Iterator[Word]:
    text, end = _folded(stretch.replace("`", "*")), 0  # to `fold`, "`" is an apostrophe
    text = _NUMBER.sub(r"[\1\2]", _ADDRESS.sub(r"]<\1>", text))
    for word in _WORD.finditer(text):
        between = text[end : word.start()]
        yield Word(word.group(), _SEAM.search(between) is not None, _MARKS.fullmatch(between) is not None)
        end = word.end()


def _folded(text: str) -> str:
    """The text as `fold` makes it, line by line."""
    return "\n".join(fold(line) for line in text.split("\n"))
