"""By rule alone: the name that a pronoun most likely stands for, taken from the last question and its answer."""

import re

from answer.conversation import Turn
from answer.pronouns import beside, in_its_case

_PERSON = re.compile(r"\b(?P<p>he|him|his|she|her|hers)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?P<p>it|its|they|them|their|theirs)\b", re.IGNORECASE)
_POINTER = re.compile(
    r"\b(?:there|then|(?:that|this|those|these|the (?:former|latter|same|first|second|other)(?: one)?)"
    r"(?= (?:meeting|agreement|base|visit|talks|deal|country|person|man|woman|event|crisis|treaty|one|place|time"
    r"|happen|mean)|\s*[?.!,]|\s*$)"
    r"|the (?:meeting|agreement|talks|deal|visit|signing|other one))(?=\W|$)",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:[A-Z][\w’'-]*|\d+(?:st|nd|rd|th))(?: (?:of (?:the )?)?[A-Z][\w’'.-]*)*")
_OPENERS = frozenset(
    """
    who whom whose what which when where why how is are was were do does did has have had can could will would
    should and but or in on at to from for the a an tell name list give explain describe please according
    """.split()
)
_ASKS_FOR_A_PERSON = re.compile(
    r"^(?:and |but )?(?:who|whom|which \w*\s?(?:minister|president|leader|person)|name)\b", re.IGNORECASE
)
_RELATION = re.compile(
    r"['’]s? (?:\w+ )?(?:wife|husband|mother|father|son|daughter|brother|sister|friend|partner|child)"
)
_PLACE_LEAD = re.compile(r"\b(?:in|at|to|from|on)\s+(?:the )?$", re.IGNORECASE)


def with_pronouns_resolved(question: str, last: Turn) -> str:
    """The question with the name in its pronoun's place, or with the last question beside it where that is not sure."""
    pronouns = [(m, pattern is _PERSON) for pattern in (_PERSON, _THING) for m in pattern.finditer(question)]
    pronouns = [(m, person) for m, person in pronouns if not _names(question[: m.start()])]  # else that name is meant
    if not pronouns:
        return beside(question, [last.understood]) if _POINTER.search(question) else question
    (match, person), *others = pronouns
    name = _antecedent(last, person)
    if others or name is None:
        return beside(question, [last.understood])
    put_in = in_its_case(match.group(), name, question[match.end() :])
    return question[: match.start()] + put_in + question[match.end() :]


def person_answered(question: str, last: Turn) -> str | None:
    """After "Who…?" the person that the answer names, where the question says "he" or "she"; else None.

    None, too, where the last question named a person's relation ("Who was Zappa’s wife?"): it may be either.
    """
    if not _PERSON.search(question) or not _ASKS_FOR_A_PERSON.match(last.understood):
        return None
    return None if _RELATION.search(last.understood) else _new_person(last)


def _antecedent(last: Turn, person: bool) -> str | None:
    """The name that a pronoun most likely stands for, or None where that cannot be told.

    After "who…" a person is the one that the answer names; else the one name of the question, where it
    does not stand behind "in" or "at".
    """
    asked = last.understood
    if person and _ASKS_FOR_A_PERSON.match(asked):
        return _new_person(last)
    names = [n for n in _names(asked) if not (person and _stands_as_place(asked, n))]
    return names[0] if len(names) == 1 or (person and names) else None


def _new_person(last: Turn) -> str | None:
    new = [n for n in _names(last.said) if n not in last.understood]
    return next((n for n in new if " " in n), new[0] if new else None)


def _stands_as_place(text: str, name: str) -> bool:
    return _PLACE_LEAD.search(text[: text.find(name)]) is not None


def _names(text: str, opening: bool = True) -> list[str]:
    """Capitalised names, in order; a capital that only opens the sentence does not count."""
    found = []
    for match in _NAME.finditer(text):
        name = match.group()
        first, _, rest = name.partition(" ")
        if opening and match.start() == 0 and first.lower() in _OPENERS:
            name = rest
        if name and name.lower() not in _OPENERS:
            found.append(re.sub(r"[’']s$", "", name))
    return found
