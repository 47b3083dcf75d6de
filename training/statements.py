"""Statements that a passage carries, and the like that it does not: what a check of written sentences learns from."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from training.names import NUMBER, YEAR, content_words, holds, names
from training.rephrase import reworded, stated
from training.swaps import AnsweredQuestion, opposite, other_name, other_number, other_role, swap

LONGEST = 45  # words that are read of a statement
SHORTEST = 5
_VERB_TO_DENY = re.compile(
    r"\b(?:is|was|are|were|has|have|had|can|could|will|would|should|must|did|does|do)\b(?! (?:not|n[’']t|no)\b)"
)
_NOT = re.compile(r"(?: not| never|n[’']t)\b")
_END = re.compile(r" ((?:in|by|for|with|after|because|during|as|to|at|from|since|near) [^,.;:()\n]{8,60})\.(?= |$)")
_DENIES = re.compile(r"\b(?:not|never|no|nor|neither|without|none|cannot)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True)
class StatedAnswer:
    """A sentence of a passage, with the question that it answers."""

    asked: AnsweredQuestion
    wrong_answers: Sequence[str]
    """Answers to other questions near this one."""


def true_statement(told: StatedAnswer, rng: Random) -> str | None:
    """What the passage says, in other words: of the question and its answer, or of the sentence itself."""
    asked = told.asked
    said = stated(asked.question, asked.answer, rng) if rng.random() < 0.55 else None
    return _fit(said or reworded(asked.sentence, rng))


def false_statement(told: StatedAnswer, rng: Random) -> str | None:
    """The like that the passage does not say; None where nothing can be changed safely."""
    ways: list[tuple[Callable[[StatedAnswer, Random], str | None], float]] = list(_WAYS)
    while ways:
        way = rng.choices(range(len(ways)), [weight for _, weight in ways])[0]
        if changed := ways.pop(way)[0](told, rng):
            return _fit(changed)
    return None


def wrong_answer(told: StatedAnswer, rng: Random) -> str | None:
    """The question, stated with what does not answer it: another thing of the same make."""
    asked = told.asked
    inside = [*names(asked.passage), *(m.group() for m in NUMBER.finditer(asked.passage))]
    pool = [*told.wrong_answers, *(inside if rng.random() < 0.6 else names(asked.others[0]) if asked.others else ())]
    fit = sorted(
        {p for p in pool if _alike(p, asked.answer) and not _same(p, asked.answer) and not holds(asked.question, p)}
    )
    fit = [p for p in fit if not holds(asked.sentence, p)]
    return stated(asked.question, rng.choice(fit), rng) if fit else None


def wrong_question(told: StatedAnswer, rng: Random) -> str | None:
    """The right answer, to a question that was changed."""
    changed = swap(told.asked, rng)
    if changed is None:
        return None
    seed = rng.random()
    right, wrong = (stated(q, told.asked.answer, Random(seed)) for q in (told.asked.question, changed))
    return wrong if wrong != right else None  # what was changed may not have come into the statement


def wrong_word(told: StatedAnswer, rng: Random) -> str | None:
    """The sentence, reworded, with a name, a number or a word changed."""
    sentence = reworded(told.asked.sentence, rng)
    asked = replace(told.asked, question=sentence, answer="", sentence=told.asked.sentence)
    for way in rng.sample([other_name, other_number, opposite, other_role], 4):
        changed = way(asked, rng)
        if changed and changed.lower() != sentence.lower():
            return changed
    return None


def exchanged(told: StatedAnswer, rng: Random) -> str | None:
    """Two names of the sentence in each other's place: who did it, and to whom."""
    sentence = reworded(told.asked.sentence, rng)
    found = [n for n in names(sentence) if len(n) > 3]
    found = [n for n in found if sentence.count(n) == 1 and not any(n != m and n in m for m in found)]
    pairs = [(a, b) for a in found for b in found if sentence.find(a) < sentence.find(b)]
    pairs = [(a, b) for a, b in pairs if _between(sentence, a, b)]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    at, to = sentence.find(a), sentence.find(b)
    return sentence[:at] + b + sentence[at + len(a) : to] + a + sentence[to + len(b) :]


def denied(told: StatedAnswer, rng: Random) -> str | None:
    """The sentence with "not", or without the one it has."""
    said = stated(told.asked.question, told.asked.answer, rng) if rng.random() < 0.3 else None
    sentence = said or reworded(told.asked.sentence, rng)
    if len(_DENIES.findall(sentence)) == 1 and (match := _NOT.search(sentence)):
        return sentence[: match.start()] + sentence[match.end() :]
    match = _VERB_TO_DENY.search(sentence)
    if match is None or _DENIES.search(sentence):
        return None
    return f"{sentence[: match.end()]} {'never' if rng.random() < 0.15 else 'not'}{sentence[match.end() :]}"


def added(told: StatedAnswer, rng: Random) -> str | None:
    """The sentence with an end from elsewhere: a place, a time, a reason that the passage does not give."""
    ends = [m.group(1) for other in told.asked.others[:5] for m in _END.finditer(other)]
    fit = sorted(end for end in ends if not content_words(end) <= content_words(told.asked.passage))
    sentence = stated(told.asked.question, told.asked.answer, rng) if rng.random() < 0.4 else None
    sentence = sentence or reworded(told.asked.sentence, rng)
    return f"{sentence.rstrip('.!?')} {rng.choice(fit)}." if fit else None


_WAYS: Sequence[tuple[Callable[[StatedAnswer, Random], str | None], float]] = (
    (wrong_answer, 3.5),
    (wrong_question, 1.5),
    (wrong_word, 3.0),
    (exchanged, 1.5),
    (denied, 1.2),
    (added, 1.3),
)


def _fit(statement: str | None) -> str | None:
    return statement if statement and SHORTEST <= len(statement.split()) <= LONGEST else None


def _alike(one: str, other: str) -> bool:
    """Of one make: both years, both numbers, both names, both plain words of about the same count."""
    return _make(one) == _make(other)


def _make(text: str) -> tuple[str, int]:
    if YEAR.search(text):
        return "year", 0
    if NUMBER.search(text):
        return "number", 0
    if text[:1].isupper():
        return "name", 0
    return "words", min(len(text.split()), 4)


def _same(one: str, other: str) -> bool:
    return bool(set(one.lower().split()) & set(other.lower().split()))


def _between(sentence: str, a: str, b: str) -> bool:
    """Whether more than "and" or a comma lies between two names: a verb, most likely."""
    between = sentence[sentence.find(a) + len(a) : sentence.find(b)]
    words = re.findall(r"[a-z]+", between)
    return (
        len([w for w in words if w not in {"and", "or", "of", "the", "with", "s", "in", "at"}]) > 0
        and "," not in between
    )
