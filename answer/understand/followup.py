"""Chat history + question → a question that stands alone.

By rule: what is elliptic ("And Ukraine?", "Why?") takes the last question's frame; a pronoun takes the
name it most likely stands for. A question that needs nothing is left exactly as it was asked.
"""

import re
from collections.abc import Sequence

from answer.answer import Answer

_BARE = re.compile(
    r"^(?:and |but |so |ok,? )*(?:why|when|where|who|how|how come|how many|how much|since when|what for|by whom"
    r"|with whom|who else|what else|says who|who says so|who said (?:so|that|this|it)|according to whom"
    r"|for how long|how long|in (?:which|what) \w+|tell me more|more|go on|is that (?:true|so|right)|really|and)"
    r"(?: not| exactly| then| so)?\s*[?!.]*$",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"^(?:ok,? )?(?:(?:and|but|or),?\s+(?:(?:what|how) about\s+)?|(?:what|how) about\s+|same for\s+)"
    r"(?P<rest>.{2,60}?)\s*[?!]*$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:and |but )?(?:(?:when|where|why|how|in what \w+|in which \w+|on what \w+) )?"
    r"(?P<rest>(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ADVERBS = ("when", "where", "why", "how", "since when")
_HAS_VERB = re.compile(r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"^(?:in|on|at|from|to|with|for|by|after|before|during|since|under|about|of)\b", re.IGNORECASE
)
PERSON = re.compile(r"\b(?P<p>he|him|his|she|her|hers)\b", re.IGNORECASE)
THING = re.compile(r"\b(?P<p>it|its|they|them|their|theirs)\b", re.IGNORECASE)
POINTER = re.compile(
    r"\b(?:there|then|(?:that|this|those|these|the (?:former|latter|same|first|second|other)(?: one)?)"
    r"(?= (?:meeting|agreement|base|visit|talks|deal|country|person|man|woman|event|crisis|treaty|one|place|time"
    r"|happen|mean)|\s*[?.!,]|\s*$)"
    r"|the (?:meeting|agreement|talks|deal|visit|signing|other one)"
    r"(?! (?:of|with|between|in|on|to|for|from|at|by)\b))(?=\W|$)",  # "the agreement with Ukraine" says itself which
    re.IGNORECASE,
)
_NAME_OR_ORDINAL = re.compile(r"\b(?:[A-Z][\w’'-]*|\d+(?:st|nd|rd|th))(?: (?:of (?:the )?)?[A-Z][\w’'.-]*)*")
_OPENERS = frozenset(
    """
    who whom whose what which when where why how is are was were do does did has have had can could will would
    should and but or in on at to from for the a an tell name list give explain describe please according
    """.split()
)
_ASKS_FOR_A_PERSON = re.compile(
    r"^(?:and |but )?(?:who|whom|which \w*\s?(?:minister|president|leader|person)|name)\b", re.IGNORECASE
)
_PLACE_LEAD = re.compile(r"\b(?:in|at|to|from|on)\s+(?:the )?$", re.IGNORECASE)


def standalone(question: str, history: Sequence[Answer]) -> str:
    """The question with what it takes from the conversation put in; unchanged where it takes nothing."""
    last = next((a for a in reversed(history) if a.mode != "help"), None)
    if last is None:
        return question
    before = last.standalone_question
    if _BARE.match(question):
        return _asked_of(before, question.strip().rstrip("?!. "))
    if (elliptic := _ELLIPTIC.match(question.strip())) and not _HAS_VERB.search(elliptic["rest"]):
        return _in_the_frame_of(before, elliptic["rest"])
    return _with_pronouns_resolved(question, last)


def _asked_of(before: str, bare: str) -> str:
    """The last question with its question word exchanged: "Where?" after "When was it signed?".

    Only between words that leave the rest whole (when, where, why, how, or none): else both stand side by side.
    """
    word = re.sub(r"^(?:and|but|so|ok),? ", "", bare, flags=re.IGNORECASE)
    return reframed(before, word) or f"{word[0].upper()}{word[1:]}? ({before})"


def reframed(before: str, word: str) -> str | None:
    """A question with its question word exchanged for when, where, why or how; None where that would break it."""
    opening = _OPENING.match(before)
    if not opening or word.lower() not in _ADVERBS:
        return None
    rest = opening["rest"]
    return f"{word[0].upper()}{word[1:]} {rest[0].lower()}{rest[1:]}"


def _in_the_frame_of(before: str, rest: str) -> str:
    """The last question with `rest` in the place of its first name, or behind it where it is an addition."""
    if _PREPOSITION.match(rest):
        return f"{before.rstrip('?!. ')} {rest}?"
    names = [n for n in names_in(before) if n.lower() not in rest.lower()]
    if names and names_in(rest, opening=False):
        return before.replace(names[0], rest, 1)
    return f"{rest[0].upper()}{rest[1:]}? ({before})"


def _with_pronouns_resolved(question: str, last: Answer) -> str:
    pronouns = [(m, pattern is PERSON) for pattern in (PERSON, THING) for m in pattern.finditer(question)]
    pronouns = [(m, person) for m, person in pronouns if not names_in(question[: m.start()])]  # else that name is meant
    if not pronouns:
        return _beside(question, last) if POINTER.search(question) else question
    (match, person), *others = pronouns
    name = _antecedent(last, person)
    if others or name is None:
        return _beside(question, last)
    put_in = in_its_case(match.group(), name, question[match.end() :])
    return question[: match.start()] + put_in + question[match.end() :]


def _beside(question: str, last: Answer) -> str:
    return f"{question.rstrip('?!. ')}? ({last.standalone_question})"


def in_its_case(pronoun: str, name: str, following: str) -> str:
    possessive = pronoun.lower() in ("his", "its", "their") or (
        pronoun.lower() == "her" and re.match(r" \w", following) is not None
    )
    return f"{name}’s" if possessive else name


def _antecedent(last: Answer, person: bool) -> str | None:
    """The name that a pronoun most likely stands for, or None where that cannot be told.

    After "who…" a person is the one that the answer names; else the one name of the question, where it
    does not stand behind "in" or "at".
    """
    asked = last.standalone_question
    if person and _ASKS_FOR_A_PERSON.match(asked):
        new = [n for s in last.statements[:1] for n in names_in(s.text) if n not in asked]
        return next((n for n in new if " " in n), new[0] if new else None)
    names = [n for n in names_in(asked) if not (person and stands_as_place(asked, n))]
    return names[0] if len(names) == 1 or (person and names) else None


def stands_as_place(text: str, name: str) -> bool:
    return _PLACE_LEAD.search(text[: text.find(name)]) is not None


def names_in(text: str, opening: bool = True) -> list[str]:
    """Capitalised names, in order; a capital that only opens the sentence does not count."""
    found = []
    for match in _NAME_OR_ORDINAL.finditer(text):
        name = match.group().rstrip(".")
        first, _, rest = name.partition(" ")
        if opening and match.start() == 0 and first.lower() in _OPENERS:
            name = rest
        if name and name.lower() not in _OPENERS and not (PERSON.fullmatch(name) or THING.fullmatch(name)):
            found.append(re.sub(r"[’']s$", "", name))
    return found
