"""What a pronoun in a later question of one message stands for in the earlier ones."""

import re
from collections.abc import Sequence

from answer.understand.followup import PERSON, POINTER, THING, in_its_case, names_in, stands_as_place

_SUBJECT = re.compile(r"(?:who|what|where)(?: is|['’]s| was| are| were) (?P<name>\S+(?: \S+){0,5})", re.IGNORECASE)
"""Who or what a whole question is about: "Who is the mayor of Lindau?"."""
_NO_SUBJECT = re.compile(r"(?!the |an? )[a-z].*|.*(?:ed|\b(?:in|on|at|to|for|from|with|of|by|like|about))")
"""What may stand there and is none: "responsible", "the base used for"."""
_THINGS = re.compile(r"(?:how many|which|what) (?!(?:is|was|does|has)\b)(?P<things>[a-z-]+s)\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"(?:(?:who|which [\w-]+) (?!is|are|was|were|do|does|did|has|have|had)[a-z]+"
    r"|.* (?:do|does|did|will|can) [A-Z][\w-]*(?: [A-Z][\w-]*)* [a-z]+) (?P<name>the (?:[\w-]+ ){0,2}[\w-]+)"
)
"""What somebody does something to: "Who runs the depot?", "When did Bell sign the treaty?"."""
_ASKS_FOR_A_NAME = re.compile(r"(?:who|whom|what|which)\b", re.IGNORECASE)
_SOMEBODY_DOES = re.compile(
    r"(?:whom?|(?:what|which)(?: [\w-]+){0,4}?) (?:do|does|did|has|have|had|will|can) ", re.IGNORECASE
)
"""Such a question speaks of whoever does it, not only of what it asks for: "What did Bell say?"."""
_TYPED_SMALL = re.compile(r"(?:who is [a-z]+(?: [a-z]+)?|what is [a-z]+)(?<!ed)")
_MANY = ("they", "them", "their", "theirs")


def standing_alone(question: str, earlier: Sequence[str]) -> str:
    """A question that may need the earlier ones, with the name in a pronoun's place; as it is where it needs none.

    Where the name cannot be told, the first of the earlier ones is put behind, in brackets.
    """
    person = PERSON.search(question)
    pronoun = person or THING.search(question)
    if pronoun is None:
        pointer = POINTER.search(question)  # "the agreement", in the same breath, says itself which
        return _beside(question, earlier) if pointer and not pointer.group().startswith("the ") else question
    if names_in(question[: pronoun.start()]) or re.search(rf"(?i)\b{pronoun.group()}\b", earlier[-1]):
        return question  # that name is meant, or somebody of whom an earlier message spoke
    found = (_antecedent(before, pronoun.group().lower(), person is not None) for before in reversed(earlier))
    name = next(filter(None, found), None)
    if name is None:
        return _beside(question, earlier)
    put_in = in_its_case(pronoun.group(), name, question[pronoun.end() :])
    return question[: pronoun.start()] + put_in + question[pronoun.end() :]


def _beside(question: str, earlier: Sequence[str]) -> str:
    return f"{question}? ({earlier[0]}?)"


def _antecedent(before: str, pronoun: str, person: bool) -> str | None:
    """What the pronoun stands for in a question before, or None where that cannot be told.

    Things that are counted or chosen from are "they"; else it is what the question is about, else a name in it.
    """
    if pronoun in _MANY and (things := _THINGS.match(before)):
        return f"the {things['things']}"
    subject = _SUBJECT.fullmatch(before)
    if subject and (not _NO_SUBJECT.fullmatch(subject["name"]) or _TYPED_SMALL.fullmatch(before)):
        return subject["name"]
    if pronoun in ("it", "its") and (done_to := _OBJECT.fullmatch(f"{before[0].lower()}{before[1:]}")):
        return done_to["name"]
    if _ASKS_FOR_A_NAME.match(before) and not (person and _SOMEBODY_DOES.match(before)):
        return None
    return _name(before, person)


def _name(question: str, person: bool) -> str | None:
    """Its one name, as it stands there; of a person the first one that is no owner. Never a place."""
    names = [n for n in names_in(question) if n != "I" and not stands_as_place(question, n)]
    names = [n for n in names if not (person and _owns(question, n))]
    if not names or (len(names) > 1 and not person):
        return None
    whole = re.search(rf"(?:\bthe (?:[\w-]+ ){{1,2}}of )?(?:\bthe )?{re.escape(names[0])}", question)
    return whole.group() if whole else names[0]


def _owns(question: str, name: str) -> bool:
    return re.search(rf"{re.escape(name)}[’']s\b", question) is not None
