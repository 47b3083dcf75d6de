"""A true sentence → the same with one thing changed, so that its passage no longer carries it.

The words are found by patterns of this module's own, not by the rules of the check that it is to measure.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

ALTERED_MONTHS = "January February March April May June July August September October November December".split()
COUNT_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split()

_DAY_OF_MONTH = re.compile(
    rf"\b(?:(?:{'|'.join(ALTERED_MONTHS)}) \d{{1,2}}|\d{{1,2}} (?:{'|'.join(ALTERED_MONTHS)}))\b"
)
_MONTH_NAME = re.compile(rf"(?<!^)\b(?:{'|'.join(ALTERED_MONTHS)})\b(?= \d|[,.]| of)")
_YEAR_NUMBER = re.compile(r"(?<![\d.,$£€-])\b(?:1[5-9]|20)\d\d\b(?![\d%]|[.,]\d)")
_ANY_NUMBER = re.compile(r"(?<![\w.,/])\d+(?:[.,]\d+)*(?=(?:st|nd|rd|th)?\b)(?!s\b|[/.]?\d)")
_COUNT_WORD = re.compile(rf"\b(?:{'|'.join(COUNT_WORDS)})\b(?!-)")
_ONE_NAME = r"[A-Z][\w-]*[a-z](?: (?:(?:of|de|von|van|the) )?(?:[A-Z]\. )?[A-Z][\w-]*[a-z])*\b(?![’'-]\w)"
_INNER_NAME = re.compile(rf"(?<=[a-z,;] ){_ONE_NAME}|(?<=[a-z,;] )[A-Z]{{2,5}}\b(?![’'-]\w)")
_OPENING_NAME = re.compile(rf"^{_ONE_NAME}")
_NO_NAME_OPENERS = frozenset(
    "The In A An On At As By For This When While Although After Before Since During And But".split()
)
_FIRST_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|should|must|may|has been|have been|had been)\b"
)
_VERB_WITH_NOT = re.compile(
    r"\b(?:(?P<verb>is|are|was|were|can|could|will|would|should|did|do|does|has|have|had) not|cannot)\b"
)
_SAID_NEGATION = re.compile(r"\b(?:not|no|never|none|neither|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE)
_BETWEEN_PARTS = re.compile(r"\b(?:[a-z]+ed|by|of|to|from|than|is|was|are|were|gave|won|beat|made|has|had)\b")
_A_LIST = re.compile(r"^,? ?(?:and|or|,|&|as well as)?,? ?(?:the )?$")


@dataclass(frozen=True)
class AlteredSentence:
    """A sentence that is no longer true of its passage."""

    kind: str
    text: str


def alterations(sentence: str, passage: str, others: Sequence[str], random: Random) -> Iterator[AlteredSentence]:
    """One alteration of each kind that the sentence offers. `others` are texts that foreign names come from."""
    for kind, alter in ALTERATIONS.items():
        text = alter(sentence, passage, others, random)
        if text and text != sentence:
            yield AlteredSentence(kind, text)


def other_digit(sentence: str, passage: str, others: Sequence[str], random: Random) -> str | None:
    """One digit of a number, or a count in words, changed."""
    dates = [m.span() for pattern in (_DAY_OF_MONTH, _YEAR_NUMBER) for m in pattern.finditer(sentence)]
    found = [m for m in _ANY_NUMBER.finditer(sentence) if not any(a <= m.start() < b for a, b in dates)]
    found += list(_COUNT_WORD.finditer(sentence))
    if not found:
        return None
    match = random.choice(found)
    old = match.group()
    options = [c for c in COUNT_WORDS if c != old] if old in COUNT_WORDS else list(_one_digit_off(old))
    free = [new for new in options if not _stands(new, passage)]
    return _put(sentence, match.span(), random.choice(free)) if free else None


def other_date(sentence: str, passage: str, others: Sequence[str], random: Random) -> str | None:
    """A year, a month or a day changed; what comes of it may stand elsewhere in the passage."""
    found = [m for pattern in (_YEAR_NUMBER, _MONTH_NAME, _DAY_OF_MONTH) for m in pattern.finditer(sentence)]
    if not found:
        return None
    match = random.choice(found)
    old = match.group()
    if match.re is _YEAR_NUMBER:
        new = str(int(old) + random.choice([-11, -10, -3, -2, -1, 1, 2, 3, 10, 11]))
    elif match.re is _MONTH_NAME:
        new = random.choice([m for m in ALTERED_MONTHS if m != old])
    else:
        day = int(re.findall(r"\d+", old)[0])
        new = old.replace(str(day), str(random.choice([d for d in range(1, 29) if d != day])))
    return _put(sentence, match.span(), new) if new not in sentence and not _stands(old, new) else None


def other_name(sentence: str, passage: str, others: Sequence[str], random: Random) -> str | None:
    """A name for another: half of the time for one that the passage names elsewhere."""
    found = _names(sentence)
    if not found:
        return None
    match = random.choice(found)
    inside = random.random() < 0.5
    texts = [passage] if inside else others
    pool = sorted({m.group() for text in texts for m in _INNER_NAME.finditer(text)})
    like = [n for n in pool if _is_other(n, match.group(), sentence) and _shape(n) == _shape(match.group())]
    free = like if inside else [n for n in like if not _stands(n, passage)]
    return _put(sentence, match.span(), random.choice(free)) if free else None


def negated(sentence: str, passage: str, others: Sequence[str], random: Random) -> str | None:
    """ "not" put in behind the first auxiliary, or taken out."""
    if match := _VERB_WITH_NOT.search(sentence):
        return _put(sentence, match.span(), match["verb"] or "can")
    match = _FIRST_AUXILIARY.search(sentence)
    if match is None or _SAID_NEGATION.search(sentence):
        return None
    first, _, rest = match.group().partition(" ")
    return _put(sentence, match.span(), " ".join([first, "not", *rest.split()]))


def swapped(sentence: str, passage: str, others: Sequence[str], random: Random) -> str | None:
    """Two names in one another's place, where a verb or a preposition that has a direction stands between them."""
    pairs = [(a, b) for a, b in combinations(_names(sentence, opening=True), 2) if _have_parts(sentence, a, b)]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    middle = sentence[one.end() : other.start()]
    return sentence[: one.start()] + other.group() + middle + one.group() + sentence[other.end() :]


ALTERATIONS: dict[str, Callable[[str, str, Sequence[str], Random], str | None]] = {
    "digit": other_digit,
    "date": other_date,
    "name": other_name,
    "negation": negated,
    "swap": swapped,
}


def _one_digit_off(number: str) -> Iterator[str]:
    for place, digit in enumerate(number):
        if digit.isdigit():
            for new in "123456789":
                if new != digit:
                    yield number[:place] + new + number[place + 1 :]


def _names(sentence: str, opening: bool = False) -> list[re.Match[str]]:
    """Names inside the sentence; with `opening` the one that it begins with, too, if it is surely one."""
    found = list(_INNER_NAME.finditer(sentence))
    match = _OPENING_NAME.match(sentence) if opening else None
    if match and " " in match.group() and match.group().split()[0] not in _NO_NAME_OPENERS:
        found.insert(0, match)
    return [m for m in found if m.group() not in ALTERED_MONTHS]


def _have_parts(sentence: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = sentence[one.end() : other.start()]
    return (
        _is_other(one.group(), other.group(), "")
        and len(between.split()) <= 8
        and not _A_LIST.match(between)
        and not re.search(r"[;:()\"“”]|\b(?:and|or|which|who)\b", between)
        and " and " not in sentence[max(0, one.start() - 5) : one.start()]
        and not re.match(r"(?:,? and\b| [A-Z])", sentence[other.end() :])
        and _BETWEEN_PARTS.search(between) is not None
    )


def _is_other(new: str, old: str, sentence: str) -> bool:
    apart = not {w[:5].lower() for w in new.split()} & {w[:5].lower() for w in old.split()}
    return apart and new not in sentence


def _shape(name: str) -> tuple[int, bool]:
    return min(len(name.split()), 3), name.isupper()


def _stands(phrase: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) is not None


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]
