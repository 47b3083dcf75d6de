"""Is a quoted statement made of nothing but stretches of its document?"""

import re
from collections.abc import Iterator, Sequence

from eval.sets.matching import fold

LEAST = 3
"""Words on either side of a seam that no punctuation marks: a page break within a sentence, say."""

_WORD = re.compile(r"\w+")


def is_made_of(text: str, stretches: Sequence[str]) -> bool:
    """Whether the words of `text`, in order, are runs of words of the stretches (which are of a quote and its context).

    Between two runs there is punctuation or a line's end, as between the head of a column and a cell; else both are at
    least LEAST words long, so that no "not" falls out unseen.
    """
    given = [_tokens(stretch) for stretch in stretches]
    pieces = [_tokens(piece) for piece in re.split(r"[^\w\s]|\n", text)]
    return all(_is_run(piece, given) or _has_seams(piece, given) for piece in pieces if piece) and any(pieces)


def _has_seams(words: list[str], given: Sequence[list[str]]) -> bool:
    """Whether words are several runs, each long enough."""
    at = 0
    while at < len(words):
        length = max((n for n in _lengths(words, at, given)), default=0)
        if length < LEAST:
            return False
        at += length
    return True


def _lengths(words: list[str], at: int, given: Sequence[list[str]]) -> Iterator[int]:
    """How many words from `at` on stand in a row somewhere."""
    for run in given:
        for start, word in enumerate(run):
            if word == words[at]:
                length = 1
                while at + length < len(words) and run[start + length : start + length + 1] == [words[at + length]]:
                    length += 1
                yield length


def _is_run(words: list[str], given: Sequence[list[str]]) -> bool:
    return any(length == len(words) for length in _lengths(words, 0, given))


def _tokens(text: str) -> list[str]:
    return _WORD.findall(fold(text))
