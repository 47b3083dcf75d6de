"""A question's pronouns, and names put in their place."""

import re
from collections.abc import Sequence

from answer.phrases import Phrase

_PERSON = frozenset("he him his she her hers".split())
_ROLE = re.compile(
    r"(?:(?:prime |vice |foreign |defen[cs]e )?(?:minister|president)|king|queen|chancellor|general|commander|leader"
    r"|head|chief|director|chairman|author|founder|governor|mayor|man|woman|boy|girl|mother|father|wife|husband|son"
    r"|daughter|teacher|doctor|writer|singer|actor|actress|player|coach)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|theirs)\b", re.IGNORECASE)
_NO_REFERENCE = re.compile(
    r"\bit(?= (?:true|possible|likely|worth|important|necessary|better|best|ok|okay|safe|legal|normal|take|mean)\b"
    r"|['’]s (?:true|possible|likely|worth|important|necessary)\b)",
    re.IGNORECASE,
)
"""An "it" that stands for nothing: "is it true that …", "how long does it take"."""
_THERE = re.compile(r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?!['’]s| (?:is|are|was|were|any)\b)", re.IGNORECASE)
LEFTOVER = 0.5
"""Where a phrase stands in the pronoun's place, what else is taken up must be this probable."""
MOST_BESIDE = 3  # more phrases than these read like noise
_PLACE = frozenset(("in", "at", "to", "from", "on"))
_DEMONSTRATIVE = re.compile(
    r"\b(?:about|of|for|on|with|from|to|after|before|like|than|was|is|were|are|did|do|does) "
    r"(?P<it>that|this|those|these)(?=\s*[?.!,]|\s*$)",
    re.IGNORECASE,
)


def put_in(question: str, phrases: Sequence[Phrase]) -> str:
    """The question with the phrases (surest first) in its pronouns' places, those left over behind it."""
    rest = list(phrases)
    match = next((m for m in _PRONOUN.finditer(question) if not _NO_REFERENCE.match(question, m.start())), None)
    if match and (chosen := _antecedent(match.group().lower(), rest)):
        rest = [phrase for phrase in rest if phrase is not chosen and phrase.score >= LEFTOVER]
        question = _replaced(question, match, in_its_case(match.group(), chosen.with_article, question[match.end() :]))
    elif not match and (there := _THERE.search(question)) and (place := _place(rest)):
        rest.remove(place)
        question = _replaced(question, there, f"{place.before if place.before != 'to' else 'in'} {place.text}")
    return beside(question, [phrase.text for phrase in rest[:MOST_BESIDE]])


def beside(question: str, additions: Sequence[str]) -> str:
    """The question with what else it is about in parentheses, which never nest."""
    if not additions:
        return question
    flat = [re.sub(r"\s*[()]+\s*", " ", addition).strip() for addition in additions]
    body = question.rstrip(" ?!.")
    ending = question[len(body) :].strip()
    return f"{body}{ending if ending in ('.', '!') else '?'} ({', '.join(flat)})"


def in_its_case(pronoun: str, name: str, following: str) -> str:
    """The name, with the ending that the pronoun asks for: "his talks" → "Ivanov’s talks"."""
    possessive = pronoun.lower() in ("his", "its", "their") or (
        pronoun.lower() == "her" and re.match(r" \w", following) is not None
    )
    if not possessive:
        return name
    return f"{name}’" if name.endswith("s") and pronoun.lower() == "their" else f"{name}’s"


def _antecedent(pronoun: str, phrases: Sequence[Phrase]) -> Phrase | None:
    """The surest phrase that can stand there: for a person a name that is no place, or a role."""
    if pronoun in _PERSON:
        return next((p for p in phrases if (p.is_name and not p.is_place) or _ROLE.match(p.text)), None)
    return phrases[0] if phrases else None


def _place(phrases: Sequence[Phrase]) -> Phrase | None:
    return next((phrase for phrase in phrases if phrase.is_name and phrase.before in _PLACE), None)


def _replaced(question: str, match: re.Match[str], by: str) -> str:
    put = f"{by[0].upper()}{by[1:]}" if match.start() == 0 else by
    return question[: match.start()] + put + question[match.end() :]
