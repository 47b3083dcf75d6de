"""The same said otherwise: questions and answers as sentences, sentences shortened, reworded, turned to the passive."""

import re
from random import Random

from training.words import SYNONYMS

_BE = r"(?:is|was|are|were|has|have|had|can|could|will|would|should|must)"
_SUBJECT = re.compile(
    rf"^(?:who|(?:what|which|how many)(?P<thing>(?: (?!(?:did|does|do|{_BE})\b)[\w'’-]+){{0,4}})) "
    rf"(?=(?:{_BE})\b(?![’'])(?! (?:you|he|she|it|they|we|i)\b)|[a-z]+(?:ed|s|t|ew|ote|ang|ook|ave|ade|oke|old|on)\b)"
    r"(?!(?:did|does|do)\b)",
    re.IGNORECASE,
)
"""Asks for the subject: the answer takes its place."""
_INVERTED = re.compile(
    r"^(?:(?P<before>in|at|on|to|from|for|by|with|of|during|under) )?"
    r"(?P<asks>who|whom|where|when|why|how|(?:what|which|how many|how much)"
    rf"(?: (?!(?:did|does|do|is|was|are|were|has|had)\b)[\w'’-]+){{0,3}}) (?P<aux>did|does|do|{_BE}) (?P<rest>.+)$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\b(?:\w{2,}ed|born|held|known|built|made|found|sold|told|won|lost|left|sent|put|set|given|taken|written|shown|seen|"
    r"begun|drawn|driven|eaten|fallen|hidden|spoken|broken|chosen|worn|grown|thrown|bought|brought|caught|taught|fought|"
    r"led|met|paid|said|read|cut|hit|kept|spent|struck|sung|\w{2,}ing|be|been)\b"
)
_LEFT_HANGING = re.compile(r" (?:about|in|on|at|to|from|for|with|of|by|through|as|like)$", re.IGNORECASE)
_WHEN = re.compile(r"^(?:when|what year|which year|what month|what century|what decade)$", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:he|she|it|they|him|her|them|this|that|these|those|yes|no)$", re.IGNORECASE)
_PASSIVE = re.compile(
    r"^(?P<object>[A-Z][^,;:()]{2,60}?) (?:was|were) (?P<verb>\w{2,}ed) by (?P<subject>(?:the |a |an )?[A-Z][\w'’-]*"
    r"(?: [A-Z][\w'’-]*)*|the \w+)(?P<rest>[ ,.;].*)$"
)
_ACTIVE = re.compile(
    r"^(?P<subject>(?:The )?[A-Z][\w'’-]*(?: (?:of )?[A-Z][\w'’-]*)*) (?P<verb>\w{2,}ed) "
    r"(?P<object>(?:the |a |an |his |her |its |their )(?:\w+ ){0,2}?\w+|[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)"
    r"(?P<rest>(?: (?:in|on|at|from|during|after|before|with|for)\b.*)|[.])$"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_OPENER = re.compile(
    r"^(?:However|Moreover|Furthermore|Also|In addition|Additionally|Thus|Therefore|Then|Later|Meanwhile|Nevertheless|"
    r"For example|For instance|In fact|Eventually|Subsequently|Finally|As a result|Indeed|Instead|Still|And|But|So),? "
)
_ASIDE = re.compile(
    r", (?:which|who|whose|where|including|such as|as well as|also known as|a|an|the)\b[^,]{3,80}(?:,|(?=\.$))"
)
_TAIL = re.compile(r"(?:, (?:\w+ing|\w+ed|which|who|where|while|although|though|because|and|but|with|as)\b|;).*$")
LONGEST_ANSWER = 12  # words


def stated(question: str, answer: str, rng: Random) -> str | None:
    """A question and its answer as one sentence; None where the rules do not tell how."""
    asked, said = " ".join(question.split()).rstrip("?. "), " ".join(answer.split()).strip(" .,;:")
    if not said or len(said.split()) > LONGEST_ANSWER or _PRONOUN.match(said):
        return None
    if _LEFT_HANGING.search(asked):
        return None
    if match := _SUBJECT.match(asked):
        counted = (match["thing"] or "") if said[-1].isdigit() and asked.lower().startswith("how many") else ""
        return _sentence(f"{said}{counted} {asked[match.end() :]}")
    match = _INVERTED.match(asked)
    if match is None or match["aux"].lower() == "do":
        return None
    body = _uninverted(match["aux"].lower(), match["rest"])
    link = _link(match["before"], match["asks"].lower(), said)
    if body is None:
        return None
    return _sentence(f"{link}{said}, {body}" if link and rng.random() < 0.25 else f"{body} {link}{said}")


def reworded(sentence: str, rng: Random) -> str:
    """A sentence shortened and with other words, as far as rules can do it without changing what it says."""
    text = " ".join(sentence.split())
    text = _OPENER.sub("", _BRACKETS.sub("", text))
    if rng.random() < 0.5:
        text = _ASIDE.sub("", text, count=1)
    if rng.random() < 0.4:
        cut = _TAIL.sub("", text)
        text = cut if len(cut.split()) >= 6 else text
    if rng.random() < 0.6:
        text = turned(text)
    return _sentence(_with_synonyms(text, rng))


def turned(sentence: str) -> str:
    """Active ↔ passive, where both are plain to see; else as it was."""
    if match := _PASSIVE.match(sentence):
        return f"{_cap(match['subject'])} {match['verb']} {_uncap(match['object'])}{match['rest']}"
    if match := _ACTIVE.match(sentence):
        return f"{_cap(match['object'])} was {match['verb']} by {_uncap(match['subject'])}{match['rest']}"
    return sentence


def _uninverted(aux: str, rest: str) -> str | None:
    """ "the treaty signed" with "was" → "the treaty was signed"."""
    if aux in ("did", "does"):
        return rest
    match = next((m for m in _PARTICIPLE.finditer(rest) if m.start() > 0), None)
    if match is None:
        return None
    return f"{rest[: match.start()]}{aux} {rest[match.start() :]}"


def _link(before: str | None, asks: str, answer: str) -> str:
    first = answer.split(maxsplit=1)[0].lower()
    if before and first != before.lower():
        return before.lower() + " "
    if _WHEN.match(asks) and answer[0].isdigit() and not before:
        return "in "
    if asks == "why" and first not in ("because", "to", "due", "for", "so", "in", "as", "since"):
        return "because "
    return ""


def _with_synonyms(text: str, rng: Random) -> str:
    for old, new in SYNONYMS:
        if old in text and rng.random() < 0.5:
            text = re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text, count=1)
    return text


def _sentence(text: str) -> str:
    return _cap(text.strip(" ,;:")).rstrip(".") + "."


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _uncap(text: str) -> str:
    first = text.split(maxsplit=1)[0]
    return text[0].lower() + text[1:] if first in {"The", "A", "An", "His", "Her", "Its", "Their"} else text
