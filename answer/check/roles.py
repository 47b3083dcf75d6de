"""Who did what to whom: a sentence in which two names have changed places around the same word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from answer.check.finding import Evidence, Finding
from answer.check.names import key_of, name_keys
from answer.check.words import Word, words_of

REACH = 9
"""Words from a verb within which a name has its part in it."""
_SYMMETRIC = re.compile(
    r"(?:met|meet\w*|agree[sd]?|agreeing|marr\w+|cooperat\w*|fought|fight\w*|play\w*|shar\w+|talk\w*|border\w*|sign\w*"
    r"|join\w*|combin\w*|merg\w*|divorc\w*|discuss\w*|dat(?:es|ed)|collaborat\w*|negotiat\w*|relat\w*|known|called"
    r"|named|equal\w*|consist\w*|includ\w*|associat\w*|connect\w*|link\w*|featur\w*|star\w*|locat\w*|based|born|died"
    r"|releas\w*|held|liv\w+|situat\w*|compar\w*)$"
)
"""Either of the two may come first, or the names are places rather than parts."""
_BE = frozenset("is are was were be been being am get got gets".split())
_AUXILIARY = frozenset("to will would can could did does do may might should must shall".split())
_IRREGULAR = frozenset(
    """
    gave give took take won win beat sent send led lead made saw left lost told paid sold bought built broke caught
    chose drew drove found hit kept knew let lent put ran said shot spoke stole struck taught threw wore wrote
    written given taken beaten shown done begun brought overthrew became fed
    """.split()
)
_OWN = frozenset("its their his her".split())
_POSSESSIVE = re.compile(r"[’']s?$")
_CUT = re.compile(r"[;:()—]|\b(?:which|who|whom|that|while|whereas|because|although|when|but)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A word with the names that act and those that are acted on; a passive is turned round."""

    stem: str
    subjects: frozenset[str]
    objects: frozenset[str]


def swapped_roles(statement: str, evidence: Evidence) -> Finding | None:
    """Two names around a word that the quotes have the other way round."""
    keys = name_keys(statement, evidence.quotes)
    held = list(_parts(evidence.quotes, keys))
    for mine in _parts(statement, keys):
        theirs = [part for part in held if part.stem == mine.stem]
        right = any(part.subjects & mine.subjects or part.objects & mine.objects for part in theirs)
        for part in theirs if not right else ():
            ones, others = mine.subjects & part.objects, mine.objects & part.subjects
            if ones and others:
                return Finding("role", _shown(statement, ones), _shown(evidence.quotes, others))
    return None


def _parts(text: str, keys: frozenset[str]) -> Iterator[Part]:
    words = words_of(text)
    for start, end in _clauses(text, words):
        clause = words[start:end]
        yield from _from_to(clause, keys)
        for at, word in enumerate(clause):
            if word.stem and not word.is_capital and not _SYMMETRIC.match(word.lower):
                if _is_verb(clause, at):
                    yield _verb(clause, at, keys)
                else:
                    yield from _noun(clause, at, keys)


def _clauses(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Stretches of words, from place to place, that no bracket, semicolon or "which" parts."""
    start = 0
    for at in range(1, len(words)):
        if _CUT.search(text, words[at - 1].end, words[at].end) and (
            re.search(r"[;:()—]", text[words[at - 1].end : words[at].start]) or _CUT.fullmatch(words[at].text)
        ):
            yield start, at
            start = at
    yield start, len(words)


def _is_verb(words: tuple[Word, ...], at: int) -> bool:
    lower, before = words[at].lower, words[at - 1] if at else None
    if lower.endswith("ed") or lower in _IRREGULAR:
        return True
    if before is None:
        return False
    return before.lower in _AUXILIARY or (
        lower.endswith("s") and before.is_capital and not before.lower.endswith(("'s", "'"))
    )


def _verb(words: tuple[Word, ...], at: int, keys: frozenset[str]) -> Part:
    before, behind = words[max(0, at - REACH) : at], words[at + 1 : at + 1 + REACH]
    by = next((n for n, w in enumerate(behind) if w.lower == "by"), None)
    if any(w.lower in _BE for w in before[-3:]):
        subjects = _names(behind[by:], keys) if by is not None else frozenset()
        return Part(words[at].stem, subjects, _names(before, keys) - subjects)
    if by == 0:  # "supplied by Russia"
        return Part(words[at].stem, _names(behind, keys), _names(before, keys))
    return Part(words[at].stem, _names(before, keys), _names(behind, keys))


def _noun(words: tuple[Word, ...], at: int, keys: frozenset[str]) -> Iterator[Part]:
    """ "A's help for B", "A is the capital of B", "A is larger than B"."""
    before, behind = words[max(0, at - REACH) : at], words[at + 1 : at + 1 + REACH]
    objects = _names(behind, keys)
    if not objects or not behind or behind[0].stem:
        return
    near = before[-3:]
    owner = next((w for w in reversed(near) if w.text.endswith(("'s", "’s", "s’", "s'"))), None)
    if owner and key_of(owner) in keys:
        yield Part(words[at].stem, frozenset({key_of(owner)}), objects)
    elif any(w.lower in _OWN or w.lower in _BE for w in before[-4:]):
        yield Part(words[at].stem, _names(before, keys), objects)


def _from_to(words: tuple[Word, ...], keys: frozenset[str]) -> Iterator[Part]:
    sides = {
        w.lower: key_of(words[at + 1])
        for at, w in enumerate(words[:-1])
        if w.lower in ("from", "to") and key_of(words[at + 1]) in keys
    }
    if len(sides) == 2:
        yield Part("from…to", frozenset({sides["from"]}), frozenset({sides["to"]}))


def _names(words: tuple[Word, ...], keys: frozenset[str]) -> frozenset[str]:
    return frozenset(key_of(w) for w in words) & keys


def _shown(text: str, wanted: frozenset[str]) -> str:
    """The name as the text has it."""
    word = next(w for w in words_of(text) if key_of(w) in wanted)
    return f"that {_POSSESSIVE.sub('', word.text)} acts"
