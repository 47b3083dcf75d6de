"""A clause → questions about it: who, when, where, how many; each with its answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eval.draft.clause import Clause
from eval.draft.things import (
    DATE,
    MONTHS,
    NAME,
    NUMBER,
    ROLES,
    SEASON,
    YEAR,
    is_date,
    spellings_of_date,
    spellings_of_name,
    spellings_of_number,
)
from eval.draft.verbs import has_an_agent, is_participle
from eval.matching import contains

FEWEST_WORDS, MOST_WORDS = 5, 28

_ON_A_DATE = re.compile(
    r"\b(?P<preposition>on|in|during|by|since|until) "
    rf"(?P<date>(?:the )?(?:early |late |mid-)?(?:{SEASON} of )?{DATE})\b"
)
_IN_A_PLACE = re.compile(rf"\b(?:in|near|at) (?:the )?(?P<place>{NAME})$")
_A_NUMBER_OF = re.compile(rf"^(?P<before>(?:about|some|over|nearly|almost|only|at least) )?(?P<number>{NUMBER}) ")
_NUMBER_OF = re.compile(
    rf"\b(?P<number>{NUMBER}) (?P<what>(?:[a-z][\w-]+ )*?(?:[a-z][\w-]*s|people|men|women|children))\b"
)
_NOT_COUNTED = frozenset("times hours days weeks months years percent miles points degrees".split())
_A_ROLE = re.compile(rf"\b(?P<role>(?:[A-Z][\w’'-]+ ){{1,3}}{ROLES}) (?P<name>{NAME})")
_BE = frozenset("is are was were".split())
_LANGUAGE = re.compile(r"\w+(?:ish|ese|ian|ench|erman|abic)$")
_UNCLEAR = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|their|this|these|those|such|there|here|former|latter|we|our|I|my|you|your)\b"
    r"|[“”\"()\[\]«»*_|]|\s['’,;:.?]",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"\b(?:when|after|before|while|since|until|because|although|which|who|that)\b")


@dataclass(frozen=True)
class Asked:
    """A question, and what a right answer to it holds: any one of these."""

    kind: str
    category: str
    question: str
    accepted: tuple[str, ...]


def ask(sentence: str, clause: Clause | None, people: frozenset[str]) -> list[Asked]:
    """All questions of a sentence that can be understood alone and do not give their answer away."""
    drafted = list(_who_bears(sentence, people))
    if clause:
        drafted += [*_when(clause), *_where(clause, people), *_how_many(clause), *_who(clause, people)]
    return [asked for asked in drafted if _is_fair(asked, sentence)]


def _who(clause: Clause, people: frozenset[str]) -> Iterator[Asked]:
    """ "Who signed the treaty?": of a person, or of what acts like one."""
    named = re.fullmatch(NAME, clause.subject)
    if not named or clause.verb in ("are", "were", "have") or len(clause.rest.split()) < 2:
        return
    if clause.subject in people or has_an_agent(clause.base):
        lead = "" if clause.subject in people and is_date(clause.lead.split(" ", 1)[-1]) else clause.lead
        question = " ".join(part for part in ("Who", clause.verb, clause.rest, lead) if part)
        yield Asked("who", "fact", f"{question}?", tuple(spellings_of_name(clause.subject, people)))


def _who_bears(sentence: str, people: frozenset[str]) -> Iterator[Asked]:
    """ "Who is the Ukrainian Defense Minister?": where a role with a country or office stands before a name."""
    for found in _A_ROLE.finditer(sentence):
        if found["name"] in people and found["role"].split()[0] not in ("The", "In", "As", "At", "When", "Former"):
            article = "" if re.search("[’']s ", found["role"]) else "the "
            question = f"Who is {article}{found['role']}?"
            yield Asked("who", "fact", question, tuple(spellings_of_name(found["name"], people)))


def _when(clause: Clause) -> Iterator[Asked]:
    """ "When did Anna Bell sign the treaty?", "In which year…" where it is no more than a year."""
    led = _ON_A_DATE.fullmatch(clause.lead)
    found = led or _ON_A_DATE.search(clause.rest)
    if not found or (found["preposition"] == "by" and found["date"] in MONTHS):  # "by May" may be somebody
        return
    rest = clause.rest if led else _without(clause.rest, found)
    if re.search(DATE, rest) or _CLAUSES.search(rest):  # another date, or another clause that the date may be of
        return
    date = re.sub(r"^the ", "", found["date"])
    plain = found["preposition"] in ("on", "in", "during")
    asks = "In which year" if re.fullmatch(YEAR, date) and plain else "When"
    asks = asks if plain else f"{found['preposition'].capitalize()} when"
    question = f"{asks} {clause.inverted(rest if led else _with_lead(clause, rest))}?"
    yield Asked("when", "date", question, tuple(spellings_of_date(date)))


def _where(clause: Clause, people: frozenset[str]) -> Iterator[Asked]:
    """ "Where was the treaty signed?": of a name behind "in", at the end."""
    dated = _ON_A_DATE.search(clause.rest)
    rest = _without(clause.rest, dated) if dated else clause.rest
    found = _IN_A_PLACE.search(rest)
    if not found or _LANGUAGE.match(found["place"]) or found["place"] in people or is_date(found["place"]):
        return
    rest = rest[: found.start()].strip()
    happens = clause.verb not in _BE or not rest or any(is_participle(word) for word in rest.split()[:2])
    if happens and not _CLAUSES.search(rest) and not re.search(DATE, rest):
        yield Asked("where", "fact", f"Where {clause.inverted(_with_lead(clause, rest))}?", (found["place"],))


def _how_many(clause: Clause) -> Iterator[Asked]:
    """ "How many guards were trained?", "How many workers did the company employ?"."""
    counted = _NUMBER_OF.fullmatch(_A_NUMBER_OF.sub(r"\g<number> ", clause.subject))
    if counted:
        question = " ".join(part for part in (clause.verb, clause.rest, clause.lead) if part)
        yield from _count(counted, f"How many {counted['what']} {question}?")
    elif (found := _NUMBER_OF.match(clause.rest)) and (clause.base or clause.verb in ("is", "was")):
        rest = clause.rest[found.end() :].strip()
        if clause.base:
            yield from _count(found, f"How many {found['what']} {clause.inverted(_with_lead(clause, rest))}?")


def _count(found: re.Match[str], question: str) -> Iterator[Asked]:
    number, what = found["number"], found["what"]
    if not (re.fullmatch(YEAR, number) or set(what.split()) & _NOT_COUNTED or len(what.split()) > 3):
        yield Asked("how many", "number", question, tuple(spellings_of_number(number)))


def _with_lead(clause: Clause, rest: str) -> str:
    """The rest, and behind it what stood before the subject: it narrows the question."""
    return f"{rest} {clause.lead}".strip()


def _without(text: str, found: re.Match[str]) -> str:
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()).strip(" ,")


def _is_fair(asked: Asked, sentence: str) -> bool:
    words = asked.question.split()
    told = any(contains(asked.question, answer) for answer in asked.accepted)
    held = contains(sentence, asked.accepted[0])
    return FEWEST_WORDS <= len(words) <= MOST_WORDS and held and not told and not _UNCLEAR.search(asked.question)
