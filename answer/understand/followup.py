"""A follow-up and the words that it leaves out → one plain question that stands alone.

The words take the place of what stands for them ("it", "his", "there"); else the follow-up takes its place in the last
question's frame ("And of Ustrine?", "Why?"); else they stand beside it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from index.documents.document import Span
from index.lexical import is_content, terms

_LEAD = re.compile(r"^(?:(?:ok|okay|and|but|so|or|then)\b[ ,]*)*(?:(?:what|how) about\b\s*)?", re.IGNORECASE)
_STANDS_FOR = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|(?<!\bis )(?<!\bare )there)\b"
    r"|\b(?:(?:this|that|these|those) )?ones?\b|\b(?P<points>this|that|these|those|the)\b(?: (?P<noun>\w+))?",
    re.IGNORECASE,
)
_BEFORE_A_POINTER = re.compile(r"\b(?:is|are|was|were|of|for|to) $", re.IGNORECASE)
_POSSESSIVE = frozenset(("his", "its", "their", "theirs", "hers"))
_AUXILIARY = "is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must"
_VERB = re.compile(rf"\b(?:{_AUXILIARY})(?:n['’]t)?\b", re.IGNORECASE)
_RELATES = re.compile(
    r"^(?:in|on|at|from|to|with|for|by|after|before|during|since|until|under|about|of|than|without)\b", re.IGNORECASE
)
_QUESTION_WORD = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_ADVERB = re.compile(r"^(?:when|where|why|how|since when|until when)$", re.IGNORECASE)
_ASKS_AT = re.compile(
    rf"^(?:(?:when|where|why|how|since when|(?:in|on) (?:what|which) \w+) )?(?P<rest>(?:{_AUXILIARY})\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = re.compile(r"^(?:The|A|An|My|Our)\b")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def put_in(question: str, meant: str, before: str) -> str:
    """The question with the words `meant` in it; `before` is the question that was asked last, as it stands alone."""
    if stands := _stands_for(question, meant):
        return _in_its_place(question, stands, meant)
    rest = _rest_of(question)
    return _asked(_in_the_frame(rest, meant, before) if is_elliptic(question) else f"{rest} {meant}")


def exchanged(question: str, likest: Sequence[str], before: str) -> str:
    """What says by itself of what it speaks, and not what of it ("And the railway?"), in the place of the first of the
    likest words that the last question has; unchanged where it is a question, or has none of them."""
    rest = _rest_of(question)
    replaced = next((words for words in likest if words.lower() in before.lower()), "")
    if not replaced or not is_elliptic(question) or rest == question.strip().rstrip("?!. "):
        return question
    at = before.lower().find(replaced.lower())
    return f"{before[:at]}{rest}{before[at + len(replaced) :]}"


def is_elliptic(question: str) -> bool:
    """Whether it has no verb of its own ("And of Ustrine?")."""
    return not _VERB.search(_rest_of(question))


def _rest_of(question: str) -> str:
    return _LEAD.sub("", question).strip().rstrip("?!. ")


def _stands_for(question: str, meant: str) -> Span | None:
    """Where the first word is that stands for what is meant; "that meeting" only where a meeting is meant."""
    held = {word.lower() for word in _WORD.findall(meant)}
    for match in _STANDS_FOR.finditer(question):
        points, noun = match["points"], match["noun"]
        if not points or (noun and noun.lower() in held):
            return match.span()
        alone = noun is None or _BEFORE_A_POINTER.search(question[: match.start()])
        if points.lower() != "the" and alone:
            return match.span("points")
    return None


def _in_its_place(question: str, stands: Span, meant: str) -> str:
    start, end = stands
    pronoun, behind = question[start:end].lower(), question[end:]
    owns = pronoun in _POSSESSIVE or (pronoun == "her" and re.match(r" \w", behind) is not None)
    said = _within(question[:start], meant)
    return question[:start] + said + ("’" if said.endswith("s") else "’s") * owns + behind


def _in_the_frame(rest: str, meant: str, before: str) -> str:
    """What has no verb of its own, in the last question's frame."""
    if _QUESTION_WORD.match(meant):
        return f"{meant} {rest}"
    if relates := _RELATES.match(rest):  # "of Ustrine" takes the place of "of Ostrenne"
        meant = meant.partition(f" {relates.group().lower()} ")[0]
    speaks_of_it = not set(terms(before)).isdisjoint(terms(meant))
    asks = _ASKS_AT.match(_LEAD.sub("", before).rstrip("?!. "))
    if _ADVERB.match(rest) and asks and speaks_of_it:
        return f"{rest} {asks['rest'][0].lower()}{asks['rest'][1:]}"
    if relates and speaks_of_it and f" {relates.group().lower()} " not in before.lower():
        return f"{before.rstrip('?!. ')} {rest}"
    if not _QUESTION_WORD.search(rest) and (place := _taken_by(before, meant, rest)):
        return f"{before[: place[0]]}{rest}{before[place[1] :]}"
    before_it = relates and not _QUESTION_WORD.search(rest)
    return f"{meant} {rest}" if before_it else f"{rest} {_within(rest, meant)}"


def _taken_by(before: str, meant: str, rest: str) -> Span | None:
    """Where the last question has what `rest` takes the place of: the words that say something and are not what is
    meant, next to that. None where it has not what is meant."""
    at = before.lower().find(meant.lower())
    if at < 0:
        return None
    words = [(w.group(), w.span()) for w in _WORD.finditer(before)]
    free = [not (span[0] < at + len(meant) and at < span[1]) and _says(word) for word, span in words]
    named = [is_free and word[0].isupper() for is_free, (word, _) in zip(free, words, strict=True)]
    runs = list(_runs(named if rest[:1].isupper() and any(named) else free))  # a name takes the place of a name
    if not runs:  # all of it is meant: a name within it gives way to a name
        runs = list(_runs([rest[:1].isupper() and _says(word) and word[0].isupper() for word, _ in words]))[:1]
    if not runs:
        return None
    first, last = min(runs, key=lambda run: max(words[run[0]][1][0] - at - len(meant), at - words[run[1]][1][1]))
    if first and words[first - 1][0].lower() in ("the", "a", "an"):
        first -= 1
    if first and _RELATES.match(rest) and _RELATES.match(words[first - 1][0]):
        first -= 1
    return words[first][1][0], words[last][1][1]


def _says(word: str) -> bool:
    return is_content(word) and not _VERB.fullmatch(word)


def _runs(which: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The first and the last of those that stand side by side."""
    for holds, run in groupby(enumerate(which), key=lambda pair: pair[1]):
        if holds:
            numbers = [number for number, _ in run]
            yield numbers[0], numbers[-1]


def _within(before: str, meant: str) -> str:
    """What is meant, as it is written behind other words."""
    return meant[0].lower() + meant[1:] if before.strip() and _ARTICLE.match(meant) else meant


def _asked(question: str) -> str:
    return f"{question[:1].upper()}{question[1:].rstrip('?!. ')}?"
