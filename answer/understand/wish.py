"""How an overview is wanted: in how many sentences, in a row or as a list."""

import re
from typing import NamedTuple

from answer.understand.intent import Kind

MOST_WANTED = 20
GIST = 3  # sentences of what is wanted in a nutshell
_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_COUNTED = re.compile(
    rf"\b(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})[ -](?:\w+ )?"
    r"(?P<what>sentence|line|bullet|point|item|takeaway)s?\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^list\b|\b(?:as|in) (?:a )?list\b|\bbullet(?:s|ed)?\b|\bbullet[ -]points?\b", re.IGNORECASE)
_ONE_BY_ONE = ("bullet", "point", "item", "takeaway")


class Wish(NamedTuple):
    """How it is wanted."""

    sentences: int | None = None
    """None: as many as it takes."""
    as_list: bool = False

    def of(self, kind: Kind) -> "Wish":
        """What it comes to for this kind of overview."""
        return self._replace(sentences=self.sentences or GIST) if kind == "gist" else self


def wish_of(message: str) -> Wish:
    """How an overview is wanted."""
    as_list = _LISTED.search(message) is not None
    counted = _COUNTED.search(message)
    if counted is None:
        return Wish(None, as_list)
    said = counted["number"].lower()
    number = _NUMBERS[said] if said in _NUMBERS else int(said)
    one_by_one = counted["what"].lower() in _ONE_BY_ONE
    return Wish(min(MOST_WANTED, max(1, number)), as_list or one_by_one)
