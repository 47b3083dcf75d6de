"""Which lines are headings: underlined, in capitals, numbered, or short and alone."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from index.documents.plaintext.lines import (
    Line,
    cells_of,
    ends_early,
    ends_sentence,
    has_wide_gap,
    is_spoken,
    opens_low,
    text_width,
)
from index.documents.plaintext.lists import marker
from index.documents.plaintext.marks import is_apart
from index.documents.plaintext.shapes import (
    NUMBER,
    Title,
    follows,
    is_loud,
    is_short,
    loud_length,
    numbered,
    overlined,
    underlined,
    word_numbered,
)

LONGEST_TITLE = 120  # characters of a document's title in one line
LONGEST_WRAPPED = 240  # of one over several lines
_REFERENCE = re.compile(r",\s(?:pp?\.\s?)?\d+\s?[-–]\s?\d+\.?$")
_FIELD = re.compile(r"[^\s:]{1,20}:\s")

Titles = dict[int, Title]
"""By the start of the line that each begins with."""


def titles(lines: Sequence[Line], taken: Collection[int], is_whole: bool) -> Titles:
    """The headings among these lines, less those that begin something else; with a title, if they are a whole text."""
    search = _Search(lines, is_whole)
    found: dict[int, Title] = {}
    at = 0
    while at < len(lines):
        title = search.title(at, at - 1 in found) if lines[at].words and lines[at].start not in taken else None
        if title:
            found[at] = title
        at += title.lines if title else 1
    return {lines[at].start: title for at, title in _proven(lines, found)}


class _Search:
    """One reading of lines for headings."""

    def __init__(self, lines: Sequence[Line], is_whole: bool) -> None:
        self._lines = lines
        self._width = text_width(lines)
        self._next, self._end = _next_spoken(lines), _block_ends(lines)
        self._top = self._next[-1] if is_whole else -1
        if self._top >= 0 and self._is_single(self._top) and _REFERENCE.search(lines[self._top].words[-40:]):
            self._top = self._next[self._top]
        spoken = [line for line in lines if line.words]
        self._shouts = len(spoken) > 16 and sum(is_loud(line.words) for line in spoken) > 0.5 * len(spoken)

    def title(self, at: int, below_title: bool) -> Title | None:
        """The heading that begins with this line, if it can be one; some are proven by others like them only."""
        lines = self._lines
        line, above = lines[at], lines[at - 1] if at else None
        apart = is_apart(above) or below_title
        if is_apart(above) and (title := overlined(lines, at) or underlined(lines, at)):
            return title
        if line.words[0] in ">|" or self._next[at] < 0:
            return None
        if apart and (title := self._numbered(at)):
            return title
        if not self._shouts and (title := self._loud(at, apart)):
            return title
        if apart and (title := self._at_top(at) or self._alone(at)):
            return title
        return self._above(at) if is_apart(above) else None

    def _is_single(self, at: int) -> bool:
        """Whether nothing stands directly below the line."""
        return self._end[at] == at

    def _heads(self, at: int) -> bool:
        """Whether what is below the line, if anything is, begins something new: the line ends on purpose."""
        if self._is_single(at):
            return True
        line, below = self._lines[at], self._lines[at + 1]
        return bool(marker(below)) or (not opens_low(below) and ends_early(line, below, self._width))

    def _loud(self, at: int, apart: bool) -> Title | None:
        """A line in capitals; above its text, too, where it is plain that it does not go on with what is above."""
        line = self._lines[at]
        length = loud_length(line, at == self._top, apart and self._is_single(at))
        if not length:
            return None
        above = self._lines[at - 1] if at else None
        begins = apart or (above is not None and (ends_sentence(above) or len(cells_of(above)) > 1))
        run = sum(1 for _ in takewhile(lambda below: is_loud(below.words), self._lines[at + 1 : at + 3])) + 1
        if not begins or run > 2 or (not apart and opens_low(self._lines[at + 1])):
            return None
        wraps = run == 2 and not ends_early(line, self._lines[at + 1], self._width) and self._is_single(at + 1)
        is_title = at == self._top and (self._is_single(at) or self._is_letterhead(at + 1))
        style = "title" if is_title else "capitals"
        return Title(style, lines=2 if wraps else 1, words=length if length < len(line.words) else 0)

    def _is_letterhead(self, at: int) -> bool:
        """Whether the line below a title in capitals goes on with it: it ends on purpose, and not as sentences do."""
        line, last = self._lines[at], self._lines[self._end[at]]
        return not ends_sentence(line) and (not ends_sentence(last) or has_wide_gap(line) or is_loud(line.words))

    def _numbered(self, at: int) -> Title | None:
        line, following = self._lines[at], self._lines[self._next[at]]
        title = numbered(line)
        if title:
            deep = not self._is_single(at) and following.indent > line.indent
            is_item = follows(line, following) and not line.words[title.number :].isupper()
            is_sentence = title.style.startswith("stopped") and not self._is_single(at)
            return title if self._heads(at) and not is_item and not deep and not is_sentence else None
        title = word_numbered(line)
        if title and at == self._top and not self._comes_again(line.words[: title.number - 1]):
            return None
        is_caption = title is not None and len(cells_of(following)) > 1
        return title if self._heads(at) and not is_caption else None

    def _comes_again(self, words: str) -> bool:
        return any(line.words.startswith(words) for line in self._lines[self._end[self._top] + 1 :])

    def _at_top(self, at: int) -> Title | None:
        """The short line or lines that a document begins with, its title."""
        lines, end = self._lines, self._end[at]
        if at != self._top or end - at > 2 or self._next[end] < 0:
            return None
        block = lines[at : end + 1]
        first = block[0].words
        early = len(block) > 1 and not block[1].words[0].islower() and ends_early(block[0], block[1], self._width)
        last = block[0] if early else block[-1]
        is_head = len(block) < 3 or _FIELD.match(block[1].words)
        if len(first) > LONGEST_TITLE or last.end - block[0].start > LONGEST_WRAPPED or (early and not is_head):
            return None
        ends = not ends_sentence(last) and last.words[-1] not in ":,;"
        is_other = _FIELD.match(first) or marker(block[0]) or len(cells_of(block[0])) > 1
        return Title("title", 1 if early else len(block)) if _begins(first) and ends and not is_other else None

    def _alone(self, at: int) -> Title | None:
        """A short line between blank ones, above something longer."""
        line, following = self._lines[at], self._next[at]
        is_other = ": " in line.words or line.words.count(",") > 1 or _REFERENCE.search(line.words)
        if not self._is_single(at) or not is_short(line, 70) or is_other:
            return None
        below = self._lines[following]
        is_text = ends_sentence(below) or below.words[-1] == ":" or len(below.words) >= 50
        is_text = is_text or not self._is_single(following)
        return Title("alone") if is_text and line.indent <= below.indent + 12 else None

    def _above(self, at: int) -> Title | None:
        """A short line directly above its text, or a list."""
        line = self._lines[at]
        if self._is_single(at) or not is_short(line, 50, questions=True, digits=True) or ": " in line.words:
            return None
        below, last = self._lines[at + 1], self._lines[self._end[at]]
        is_full = self._end[at] > at + 1 and not ends_early(below, self._lines[at + 2], self._width)
        is_prose = ends_sentence(last) and (ends_sentence(below) or is_full) and below.indent <= line.indent + 1
        is_text = line.words[0].isalpha() and self._heads(at) and is_prose
        if not is_text and below.words[:2] not in ("- ", "* ", "• "):
            return None
        return Title("question" if line.words.endswith("?") else "above")


def _begins(words: str) -> bool:
    """Whether a title may begin so: with a capital, a quotation, or a number of things."""
    is_word = words[0].isalpha() and not words[0].islower()
    return is_word or words[0] in '"“«„' or (words[0].isdigit() and len(words.split()) > 4)


def _next_spoken(lines: Sequence[Line]) -> list[int]:
    """For each line the number of the next one with words, -1 where there is none; last, that of the first of all."""
    found = [-1] * (len(lines) + 1)
    following = -1
    for at in range(len(lines) - 1, -1, -1):
        found[at] = following
        if is_spoken(lines[at]):
            following = at
    found[-1] = following
    return found


def _block_ends(lines: Sequence[Line]) -> list[int]:
    """For each line the number of the last one before the next blank line or rule."""
    ends = list(range(len(lines)))
    for at in range(len(lines) - 2, -1, -1):
        if not is_apart(lines[at + 1]):
            ends[at] = ends[at + 1]
    return ends


def _proven(lines: Sequence[Line], found: dict[int, Title]) -> Iterator[tuple[int, Title]]:
    """Those that are headings by themselves, and of the others those that have others like them."""
    count = Counter(title.style for title in found.values())
    numbers = {(title.style, lines[at].words[: title.number].strip(" .)")) for at, title in found.items()}
    words = Counter(style for style, _ in numbers)
    deep = (number["number"] for line in lines if (number := NUMBER.match(line.words)))
    majors = {number.partition(".")[0] for number in deep if "." in number}
    chain = _chain(lines, found)
    for at, title in found.items():
        style = title.style
        if style in ("alone", "above", "question"):
            proven = count[style] > 1
        elif style.startswith("stopped "):
            proven = count[style] > 2
        elif style.startswith("word "):
            proven = words[style] > 1
        elif style == "bare":
            proven = at in chain or lines[at].words[: title.number].strip() in majors
        elif style in ("roman", "letter"):
            proven = count[style] > 1
        else:
            proven = True
        if not proven and is_loud(lines[at].words):
            yield at, title._replace(style="capitals")
        elif proven:
            yield at, title._replace(style="number 1" if style == "bare" else style)


def _chain(lines: Sequence[Line], found: dict[int, Title]) -> set[int]:
    """The places of headings whose bare numbers count up from 1, at least to 2."""
    chain: list[int] = []
    for at, title in found.items():
        if title.style == "bare" and lines[at].words[: title.number].strip() == str(len(chain) + 1):
            chain.append(at)
    return set(chain) if len(chain) > 1 else set()
