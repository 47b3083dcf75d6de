"""Negation: "not" in the sentence and not in its quotes, or the other way round, about the same thing."""

import re

from answer.check.finding import Evidence, Finding
from answer.check.words import Word, stem_of, words_of

_PLAIN = frozenset("not no never none nor neither without cannot nobody nothing nowhere hardly scarcely barely".split())
_IMPLIED = frozenset(
    stem_of(word)
    for word in """
    refuse refusal deny denial fail failure reject rejection decline lack unable prevent forbid prohibit ban avoid
    cease cancel impossible absent absence unknown abandon stop refrain exclude abolish unlikely
    """.split()
)
"""Words that say "not" without it: "refused to sign"."""
_NO_DENIAL = re.compile(
    r"\b(?:not only|not just|not merely|not simply|not least|no longer than|no fewer|no less|no more than|no later"
    r"|no doubt|whether or not|No\. ?\d|or not\b|if not\b|not to mention|nothing but|not by chance|no coincidence)",
    re.IGNORECASE,
)
_UN = re.compile(r"^(?:un|in|im|ir|il|dis|non)(?=[a-z]{4})")
SCOPE = 2
"""Content words behind a "not" that it denies."""
REACH = 5
"""Content words behind and before, one of which its counterpart must share."""


def wrong_negation(statement: str, evidence: Evidence) -> Finding | None:
    """A "not" of the statement that the quotes lack, or one of the quotes that the statement drops."""
    said, held = words_of(_without_idioms(statement)), words_of(_without_idioms(evidence.quotes))
    return _put_in(said, held) or _left_out(said, held)


def _put_in(said: tuple[Word, ...], held: tuple[Word, ...]) -> Finding | None:
    """Denied here, and there said without any denial near it."""
    for place, word in enumerate(said):
        if not _is_denial(word) or (word.stem and any(w.stem == word.stem for w in held)):
            continue
        scope = _behind(said, place, REACH)
        denials = [at for at, other in enumerate(held) if may_deny(other)]
        if not any(scope & _around(held, at) or not scope for at in denials) and not _contrary(said, place, held):
            if word.stem and not is_plain_denial(word) and not scope & {w.stem for w in held}:
                continue
            return Finding("negation", word.text)
    return None


def _left_out(said: tuple[Word, ...], held: tuple[Word, ...]) -> Finding | None:
    """Denied there, and here said without any denial."""
    if any(may_deny(word) for word in said):
        return None
    mine = [w.stem for w in said if w.stem]
    for at, word in enumerate(held):
        if not _is_denial(word):
            continue
        scope = _behind(held, at, SCOPE, same_clause=True)
        elsewhere = {w.stem for n, w in enumerate(held) if w.stem and not at < n <= at + 2 * SCOPE + 3}
        if scope and set(scope) <= set(mine) - elsewhere and not _contrary(held, at, said):
            return Finding("negation", "without “not”", f"“{_phrase(held, at)}”")
    return None


def is_plain_denial(word: Word) -> bool:
    """Whether a word denies, and does nothing else: not, never, without."""
    return word.lower in _PLAIN or word.lower.endswith("n't")


def _is_denial(word: Word) -> bool:
    return is_plain_denial(word) or word.stem in _IMPLIED


def may_deny(word: Word) -> bool:
    """Whether a word may answer for a "not": it implies one, or begins with "un"."""
    return (
        _is_denial(word)
        or word.lower in ("only", "few", "little", "rarely", "seldom", "instead", "rather")
        or bool(_UN.match(word.lower))
    )


def _behind(words: tuple[Word, ...], at: int, count: int, same_clause: bool = False) -> set[str]:
    behind = [w for w in words[at + 1 :] if w.stem and (not same_clause or w.clause == words[at].clause)]
    return {w.stem for w in behind[:count]}


def _around(words: tuple[Word, ...], at: int) -> set[str]:
    before = [w.stem for w in words[: at + 1] if w.stem][-REACH:]
    return {*before, *_behind(words, at, REACH + 1)}


def _contrary(words: tuple[Word, ...], at: int, others: tuple[Word, ...]) -> bool:
    """Whether what is denied at `at` stands in the others with "un" before it, or without: "not known", "unknown"."""
    denied = _behind(words, at, SCOPE)
    bare = {stem_of(_UN.sub("", w.lower)) for w in others if _UN.match(w.lower)}
    return bool(denied & bare)


def _phrase(words: tuple[Word, ...], at: int) -> str:
    last = at
    for place in range(at, len(words)):
        last = place
        if len(_behind(words[: place + 1], at, SCOPE)) == SCOPE or words[place].clause != words[at].clause:
            break
    return " ".join(w.text for w in words[at : last + 1])


def _without_idioms(text: str) -> str:
    return _NO_DENIAL.sub(lambda m: " " * len(m.group()), text)
