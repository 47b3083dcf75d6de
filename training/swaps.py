"""Near misses made in the question: one thing changed, so that the same passage no longer answers it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from training.names import NUMBER, YEAR, content_words, find, holds, names
from training.words import CUES, FUNCTION_WORDS, GROUPS, OPPOSITES, SERIES

_NEGATION = re.compile(r"\b(?:not|never|no|nor|only|except|without|unlike)\b|n[’']t\b", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"^(?:what|who|which|where|why)\b(?: \w+){0,2}? (did|does|do|is|was|are|were|can|could|will|would|has|had)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\d|\b(?:year|month|week|day|hour|minute|morning|evening|night|century|decade|season|today|ago|when|while|since|"
    r"until|after|before|during|spring|summer|autumn|winter|fall|christmas|\w+day|january|february|march|april|may|"
    r"june|july|august|september|october|november|december)s?\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|at|on|from|to|near|into|inside|outside|where|throughout|around|across|via|of)\b", re.IGNORECASE
)
_REASON = re.compile(
    r"\b(?:because|since|due|caus\w*|reason\w*|thanks|owing|result\w*|so|therefore|thus|hence|led|leads?|for|why|if|"
    r"as|to|by|motivat\w*|purpose|aim\w*)\b",
    re.IGNORECASE,
)
_ASKED = {"when": _TIME, "where": _PLACE, "why": _REASON}
"""What a sentence would hold if it answered such a question."""
_ADVERBIAL = re.compile(
    r"\b(when|where|why)(?=\s+(?:did|do|does|is|was|are|were|has|have|had|will|would|can)\b)", re.IGNORECASE
)
_DID = re.compile(r"^(?:what|who|whom|which \w+|how many \w+)(?=\s+(?:did|do|does)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question that a passage answers, and what to draw other terms from."""

    question: str
    passage: str
    sentence: str
    """The passage's sentence that answers."""
    answer: str
    others: tuple[str, ...]
    """Paragraphs near this one: of the same document, or of like words."""
    questions: tuple[str, ...]
    """Questions on them."""


def swap(asked: AnsweredQuestion, rng: Random) -> str | None:
    """The question with one thing changed; None where nothing can be changed safely."""
    ways = list(_WAYS)
    while ways:
        way = rng.choices(range(len(ways)), [weight for _, weight in ways])[0]
        changed = ways.pop(way)[0](asked, rng)
        if changed and changed.lower() != asked.question.lower():
            return changed
    return None


def other_name(asked: AnsweredQuestion, rng: Random) -> str | None:
    """A name that the passage holds, for another of the neighbourhood that the answer's sentence lacks."""
    held = [n for n in names(asked.passage) if holds(asked.question, n) and not holds(asked.answer, n)]
    if not held:
        return None
    old = held[0] if rng.random() < 0.7 else rng.choice(held)
    inside = rng.random() < 0.35
    sources = [asked.passage] if inside else list(asked.others)
    silent = asked.sentence if inside else asked.passage
    pool = sorted({n for text in sources for n in names(text)})
    fit = [n for n in pool if not holds(silent, n) and _is_other(n, old) and not holds(asked.question, n)]
    like = [n for n in fit if _shape(n) == _shape(old)]
    return _put(asked.question, old, rng.choice(like or fit)) if fit else None


def other_number(asked: AnsweredQuestion, rng: Random) -> str | None:
    """A number, year, month or ordinal, for one that the passage lacks."""
    for series in rng.sample(SERIES, len(SERIES)):
        for old in series:
            if holds(asked.question, old) and holds(asked.passage, old):
                fit = [new for new in series if not holds(asked.passage, new) and not holds(asked.question, new)]
                return _put(asked.question, old, rng.choice(fit)) if fit else None
    standing = [m.group() for m in NUMBER.finditer(asked.question) if holds(asked.passage, m.group())]
    if not standing:
        return None
    old = rng.choice(standing)
    new = _near_number(old, asked, rng)
    return None if holds(asked.passage, new) else _put(asked.question, old, new)


def opposite(asked: AnsweredQuestion, rng: Random) -> str | None:
    """A word for its opposite, which the passage lacks."""
    if _NEGATION.search(asked.question):
        return None
    pairs = [(a, b) for pair in OPPOSITES for a, b in (pair, pair[::-1]) if holds(asked.question, a)]
    fit = [(a, b) for a, b in pairs if not holds(asked.passage, b) and not holds(asked.question, b)]
    return _put(asked.question, *rng.choice(fit)) if fit else None


def other_role(asked: AnsweredQuestion, rng: Random) -> str | None:
    """A role, deed or attribute, for another that the passage shows no sign of."""
    fit = [
        (old, new)
        for group in GROUPS
        for old in group
        if holds(asked.question, old) and (old != "author" or "author of" in asked.question.lower())
        for new in group
        if new != old and not _hints(asked.passage, new)
    ]
    return _put(asked.question, *rng.choice(fit)) if fit else None


def other_word(asked: AnsweredQuestion, rng: Random) -> str | None:
    """A content word that the passage holds, for one that stands in like place in another question."""
    held = sorted(w for w in content_words(asked.question) & content_words(asked.passage) if len(w) > 3)
    if not held:
        return None
    old = rng.choice(held)
    match = find(asked.question, old)
    if match is None or match.group()[0].isupper() or holds(asked.answer, old):
        return None
    before = asked.question[: match.start()].split()[-1:]
    fit = sorted(
        {
            word
            for question in asked.questions
            for a, word in zip(question.lower().split(), question.lower().rstrip("?").split()[1:], strict=False)
            if [a] == [b.lower() for b in before] and word.isalpha() and len(word) > 3 and word not in FUNCTION_WORDS
            if word[:4] != old[:4] and word[-2:] == old[-2:] and word[:4] not in asked.passage.lower()
        }
    )
    return _put(asked.question, old, rng.choice(fit)) if fit else None


def negated(asked: AnsweredQuestion, rng: Random) -> str | None:
    """The question with "not": what was not offered, who did not sign."""
    match = _AUXILIARY.search(asked.question)
    if match is None or _NEGATION.search(asked.sentence) or _NEGATION.search(asked.question):
        return None
    word, (start, end) = match.group(1), match.span(1)
    short = {"can": "can't", "will": "won't"}.get(word.lower(), word + "n't")
    be = word.lower() in {"is", "was", "are", "were"}
    return asked.question[:start] + (word + " not" if be and rng.random() < 0.7 else short) + asked.question[end:]


def other_kind(asked: AnsweredQuestion, rng: Random) -> str | None:
    """Another kind of thing asked for (when, where, why) which the answer's sentence holds no sign of."""
    match = _ADVERBIAL.search(asked.question) or _DID.search(asked.question)
    if match is None:
        return None
    fit = [k for k, sign in _ASKED.items() if k != match.group().lower() and not sign.search(asked.sentence)]
    if match.re is _DID:
        fit = [k for k in fit if k == "why"]
    if not fit:
        return None
    new = rng.choice(fit)
    return asked.question[: match.start()] + _cased(match.group(), new) + asked.question[match.end() :]


def other_year(asked: AnsweredQuestion, rng: Random) -> str | None:
    """The question narrowed to a year that the passage does not tell of."""
    if NUMBER.search(asked.question) or re.match(r"(?:when|what year|which year)\b", asked.question, re.IGNORECASE):
        return None
    held = [int(y) for y in YEAR.findall(asked.passage)]
    if not held and rng.random() < 0.75:  # a passage without any year makes it too easy to tell
        return None
    year = str(rng.choice(held) + rng.choice([-1, 1]) * rng.randint(1, 30)) if held else str(rng.randint(1900, 2024))
    return None if year in asked.passage else at_year(asked.question, year)


def at_year(question: str, year: str) -> str:
    """The question, asked of one year: "…?" → "… in 1997?"."""
    bare = question.rstrip("? ")
    return f"{bare} in {year}" + question[len(bare) :].strip()


_WAYS: Sequence[tuple[Callable[[AnsweredQuestion, Random], str | None], float]] = (
    (other_name, 4.0),
    (other_number, 2.5),
    (opposite, 2.5),
    (other_role, 2.5),
    (other_word, 1.2),
    (negated, 0.7),
    (other_kind, 1.0),
    (other_year, 0.6),
)


def _is_other(new: str, old: str) -> bool:
    return not set(new.lower().split()) & set(old.lower().split()) and new[:4].lower() != old[:4].lower()


def _shape(name: str) -> tuple[int, bool, bool]:
    """Names of one shape are more often of one kind: words, an acronym, an adjective of a nation."""
    return min(len(name.split()), 3), name.isupper(), bool(re.search(r"(?:an|ish|ese|ian)$", name))


def _hints(passage: str, word: str) -> bool:
    """Whether the passage may tell of what the word asks for."""
    text = passage.lower()
    return word[:5].lower() in text or any(cue in text for cue in CUES.get(word, "").split())


def _near_number(old: str, asked: AnsweredQuestion, rng: Random) -> str:
    """A number of the same make: of a neighbour, or a little off."""
    if YEAR.fullmatch(old):
        near = sorted({y for text in asked.others for y in YEAR.findall(text)} - {old})
        return (
            rng.choice(near)
            if near and rng.random() < 0.5
            else str(int(old) + rng.choice([-1, 1]) * rng.randint(1, 25))
        )
    digits = old.replace(",", "")
    if "." in digits:
        return f"{float(digits) * rng.choice([0.5, 0.8, 1.3, 2.0]):.{len(digits.split('.')[1])}f}"
    new = max(0, int(digits) + rng.choice([-1, 1]) * rng.randint(1, max(2, int(digits) // 2)))
    return f"{new:,}" if "," in old else str(new)


def _put(question: str, old: str, new: str) -> str:
    """The question with the first `old` as `new`, in the old one's case."""
    match = find(question, old)
    return (
        question if match is None else question[: match.start()] + _cased(match.group(), new) + question[match.end() :]
    )


def _cased(old: str, new: str) -> str:
    if old[0].isupper():
        return new[0].upper() + new[1:]
    return new.lower() if old.islower() else new
