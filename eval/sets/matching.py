"""How texts are compared: folded, on token borders; and how far two spans overlap."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Protocol

from index.sentences import Span

_LOOK_ALIKES = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\ufeff", ""),  # soft hyphen, zero-width space, byte order mark
}
_FOLDED = str.maketrans(_LOOK_ALIKES)


@lru_cache(maxsize=256)  # a document is searched for many phrases in turn
def fold(text: str) -> str:
    """The text in lower case, with plain quotes, apostrophes and dashes, and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDED).casefold().split())


def contains(text: str, phrase: str) -> bool:
    """Whether the folded text holds the folded phrase on token borders.

    "5" is not in "2005", "201" not in "201st", and neither "500" nor "1" in "1,500".
    """
    token = re.escape(fold(phrase))
    before, after = r"(?<!\w)", r"(?!\w)"
    if phrase.strip()[:1].isdigit():
        before += r"(?<!\d[.,])"
    if phrase.strip()[-1:].isdigit():
        after += r"(?![.,]\d)"
    return bool(token) and re.search(before + token + after, fold(text)) is not None


def rests_on(one: Span, other: Span) -> bool:
    """Whether two spans share at least half of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


class Placed(Protocol):
    """What stands somewhere in a document: a citation, a gold quote, a passage."""

    @property
    def document_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def is_on(one: Placed, other: Placed) -> bool:
    """Whether two places of one document share at least half of the shorter one."""
    return one.document_id == other.document_id and rests_on((one.start, one.end), (other.start, other.end))


def meets(one: Placed, other: Placed) -> bool:
    """Whether two places of one document share a character."""
    return one.document_id == other.document_id and touches((one.start, one.end), (other.start, other.end))


def touches(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return max(one[0], other[0]) < min(one[1], other[1])


def occurrences(quote: str, text: str) -> list[int]:
    """Every offset at which the quote stands in the text, overlapping ones included."""
    return [m.start() for m in re.finditer(f"(?={re.escape(quote)})", text)]


def nearest_text(quote: str, text: str) -> str:
    """The stretch of the text that is most like the quote, by their longest common run of words; "" if none."""
    words = list(re.finditer(r"\S+", text))
    wanted = _bare_words(quote.split())
    common = SequenceMatcher(None, _bare_words([w.group() for w in words]), wanted, autojunk=False).find_longest_match()
    if not common.size:
        return ""
    first = max(0, common.a - common.b)
    last = min(len(words), first + len(wanted)) - 1
    return text[words[first].start() : words[last].end()]


def _bare_words(words: Sequence[str]) -> list[str]:
    return [fold(word).strip(".,;:!?()[]\"'") for word in words]
