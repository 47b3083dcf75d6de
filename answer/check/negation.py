"""Negation: "not" in the sentence and not in its quotes, or the other way round, about the same thing."""

import re

from answer.check.denial import UN, denies, is_plain_denial, may_deny
from answer.check.objection import NOTHING_OF_THE_KIND, Objection, Premise
from answer.check.words import Word, stem_of, words_of

_NO_DENIAL = re.compile(
    r"\b(?:not only|not just|not merely|not simply|not least|no longer than|no fewer|no less|no more than|no later"
    r"|no doubt|whether or not|No\. ?\d|or not\b|if not\b|not to mention|nothing but|no coincidence)",
    re.IGNORECASE,
)
SCOPE = 2
"""Content words behind a "not" that it denies."""
REACH = 5
"""Content words behind and before, one of which its counterpart must share."""

Words = tuple[Word, ...]


def wrong_negation(statement: str, premise: Premise) -> Objection | None:
    """A "not" of the statement that the quotes lack, or one of the quotes that the statement drops."""
    said, held = words_of(_without_idioms(statement)), words_of(_without_idioms(premise.quotes))
    return _put_in(said, held) or _left_out(said, held)


def _put_in(said: Words, held: Words) -> Objection | None:
    """Denied here, and there said without any denial near it."""
    for place, word in enumerate(said):
        if not denies(word) or (word.stem and any(w.stem == word.stem for w in held)):
            continue
        scope = _behind(said, place, REACH)
        denied = any(not scope or scope & _around(held, at) for at, other in enumerate(held) if may_deny(other))
        beside_the_point = word.stem and not is_plain_denial(word) and not scope & {w.stem for w in held}
        if not denied and not beside_the_point and not _contrary(said, place, held):
            return Objection("negation", word.text)
    return None


def _left_out(said: Words, held: Words) -> Objection | None:
    """Denied there, and here said without any denial."""
    if any(may_deny(word) for word in said):
        return None
    mine = {w.stem for w in said if w.stem}
    for at in (at for at, word in enumerate(held) if denies(word)):
        scope = _behind(tuple(w for w in held if w.clause <= held[at].clause), at, SCOPE)  # in the same clause
        elsewhere = {w.stem for n, w in enumerate(held) if w.stem and not at < n <= at + 2 * SCOPE + 3}
        if scope and scope <= mine - elsewhere and not _contrary(held, at, said):
            return Objection("negation", NOTHING_OF_THE_KIND, f"“{held[at].text}”")
    return None


def _behind(words: Words, at: int, count: int) -> set[str]:
    return {w.stem for w in [w for w in words[at + 1 :] if w.stem][:count]}


def _around(words: Words, at: int) -> set[str]:
    return {*[w.stem for w in words[: at + 1] if w.stem][-REACH:], *_behind(words, at, REACH + 1)}


def _contrary(words: Words, at: int, others: Words) -> bool:
    """Whether what is denied at `at` stands in the others with "un" before it: "not known", "unknown"."""
    return bool(_behind(words, at, SCOPE) & {stem_of(UN.sub("", w.lower)) for w in others if UN.match(w.lower)})


def _without_idioms(text: str) -> str:
    return _NO_DENIAL.sub(lambda m: " " * len(m.group()), text)
