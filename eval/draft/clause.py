"""A sentence → the clause that a question can be made of: subject, verb, rest. Many sentences have none."""

import re
from dataclasses import dataclass

from eval.draft.things import MONTH, NAME, SEASON, YEAR
from eval.draft.verbs import AUXILIARIES, base_form, base_of_present, is_irregular, is_participle

LONGEST_SUBJECT = 7  # words
_CONNECTIVE = re.compile(
    r"(?:However|Moreover|In fact|Therefore|Thus|Similarly|Equally|Also|Meanwhile|Furthermore|Finally|Indeed|Later"
    r"|Nevertheless|For example|For instance|As a result|But|And|Yet|So|Then|Still|Today),? "
)
_PARENTHESES = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
_LEAD = re.compile(
    rf"(?P<lead>(?:In|On|At|During|After|Before|Since|By|Until|Near|Under|Throughout|Following)\b"
    rf"[^,;:]{{2,80}}?(?:, {YEAR})?), (?P<main>.+)"
)
_DATE_LEAD = re.compile(
    rf"(?P<lead>(?:In|On) (?:the )?(?:{SEASON} of |early |late )?(?:{MONTH} )?(?:\d{{1,2}}, )?{YEAR}) "
    r"(?P<main>[A-Za-z].+)"
)
_BESIDE = re.compile(
    rf"(?P<subject>(?:The |the )?(?:\d+[a-z]* )?{NAME}), [^,;:]{{3,80}}, (?P<verb>[a-z]+) (?P<rest>.+)"
)
_CUT = re.compile(
    rf", (?!{YEAR}\b)|;|:| [–—-] |—| (?:and|but) (?=(?:he|she|it|they|is|was|were|has|had|will|would|[a-z]+ed)\b)"
)
_ENDS_A_SUBJECT = frozenset("who which that where when to not and or but as if than because while with by from".split())
_NOBODY = re.compile(r"(?:he|she|it|they|we|you|i|this|these|those|that|there|what|who)\b|i[’']", re.IGNORECASE)
"""Subjects that only the text before tells of."""
_DETERMINERS = frozenset("the a an its their his her our some many most several all both each every no".split())
_PREPOSITIONS = frozenset("in on at during after before since by until near under throughout following".split())
_NEGATED = re.compile(r"\b(?:not|never|no|nor|neither|hardly|cannot)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """ "In 1997, Anna Bell signed the treaty": lead, subject, verb, rest."""

    lead: str
    """What stood before the subject, as it would stand behind the rest: "in 1997"."""
    subject: str
    verb: str
    base: str
    """Of the verb; "" where it is an auxiliary that opens a question as it stands."""
    rest: str

    def inverted(self, rest: str) -> str:
        """ "did Anna Bell sign the treaty": what follows When, Where, How many."""
        if not self.base:
            return _join(self.verb, self.subject, rest)
        present = self.verb.endswith("s") and base_form(self.verb) != self.base
        return _join("does" if present or self.verb == "has" else "did", self.subject, self.base, rest)


def clause_of(sentence: str, names: frozenset[str]) -> Clause | None:
    """The sentence's first clause, where its shape is plain enough to ask about; else None.

    `names` are the words that the document writes with a capital inside sentences.
    """
    text = _PARENTHESES.sub("", " ".join(sentence.split())).rstrip(".!? ")
    text = _CONNECTIVE.sub("", text, count=1) if _CONNECTIVE.match(text) else text
    led = _LEAD.match(text) or _DATE_LEAD.match(text)
    lead, main = (led["lead"], led["main"]) if led else ("", text)
    found = _beside(main) or _plain(main, names)
    if found is None or _NEGATED.search(main):
        return None
    subject, verb, base, rest = found
    if _NOBODY.match(subject):
        return None
    rest = _CUT.split(rest, maxsplit=1)[0].strip()
    return Clause(_lower(lead, names), _lower(subject, names), verb, base, rest)


def _beside(main: str) -> tuple[str, str, str, str] | None:
    """ "The 201st MRD, long since deployed there, will acquire…": what stands between the commas is left out."""
    found = _BESIDE.match(main)
    verb = _finite(found["verb"], found["rest"], True) if found else None
    return (found["subject"], found["verb"], verb, found["rest"]) if found and verb is not None else None


def _plain(main: str, names: frozenset[str]) -> tuple[str, str, str, str] | None:
    words = main.split(" ")
    for at, word in enumerate(words[1 : LONGEST_SUBJECT + 1], 1):
        subject, rest = words[:at], " ".join(words[at + 1 :])
        if words[at - 1].endswith((",", ";", ":")) or words[at - 1].lower() in _ENDS_A_SUBJECT:
            return None
        named = re.fullmatch(NAME, " ".join(subject)) is not None and (at > 1 or _stem(subject[0]) in names)
        base = _finite(word, rest, named)
        if base is not None:
            return (" ".join(subject), word, base, rest) if named or _is_phrase(subject) else None
    return None


def _stem(word: str) -> str:
    """The name without its genitive."""
    return re.split("[’']", word)[0]


def _is_phrase(subject: list[str]) -> bool:
    """ "The treaty", "Fifty guards": a determiner or number, and what it is of."""
    first = subject[0].lower()
    return len(subject) > 1 and (first in _DETERMINERS or not subject[1][0].isupper())


def _finite(word: str, rest: str, named: bool) -> str | None:
    """The base of a finite verb, "" for an auxiliary, None where the word is no such verb or may be none."""
    following = rest.split(" ", 1)[0]
    if word in AUXILIARIES or (word in ("has", "have", "had") and is_participle(following)):
        return ""
    base = base_form(word) or (base_of_present(word) if named else None)
    if base is None or not rest or (word.endswith("ed") and _verb_ahead(rest)):
        return None
    return base


def _verb_ahead(rest: str) -> bool:
    """Whether another finite verb follows before anything that could bring one in: "troops deployed there left"."""
    for word in rest.split():
        if word.endswith((",", ";", ":")) or word in _ENDS_A_SUBJECT:
            return False
        if word in AUXILIARIES or is_irregular(word):
            return True
    return False


def _lower(text: str, names: frozenset[str]) -> str:
    """The text as it stands inside a sentence: its first word is small unless it is a name."""
    first, _, following = text.partition(" ")
    opens = first.lower() in _DETERMINERS | _PREPOSITIONS
    named = _stem(first) in names or any(c.isupper() for c in first[1:]) or following[:1].isupper()
    return text if named and not opens else text[:1].lower() + text[1:]


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
