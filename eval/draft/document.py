"""A document → drafted questions: of its sentences, and a few that it must not answer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from eval.draft.ask import Asked, ask
from eval.draft.clause import clause_of
from eval.draft.things import DATE, NAME, YEAR, names_of, others_like, people_of, without_genitive
from eval.lines import Line, Quote
from eval.matching import fold
from index.documents import Document, header_line
from index.lexical import terms
from index.sentences import Span, sentence_spans, trim

SHORTEST, LONGEST = 25, 400  # characters of a sentence that is asked about
UNANSWERABLE = 4  # one drafted for so many others
YEARS_LATER = 9


@dataclass(frozen=True)
class Drafted:
    """A question of a sentence, with its gold quote."""

    asked: Asked
    quote: str


def draft(document: Document, limit: int) -> list[Line]:
    """At most `limit` questions of the document, of every kind, then one in five that it must not answer."""
    drafted = _varied(list(_drafted(document)), limit)
    prefix = re.sub(r"[^a-z0-9]+", "-", document.id.rsplit(".", 1)[0].lower()).strip("-") or "document"
    lines = [_line(document, found, f"{prefix}-{number:02}") for number, found in enumerate(drafted, 1)]
    return [*lines, *_unanswerable(document, drafted, prefix)]


def _drafted(document: Document) -> Iterator[Drafted]:
    text, header = document.text, len(header_line(document.text))
    people = people_of(text)
    words = frozenset(word.split("’")[0].split("'")[0] for name in names_of(text) for word in name.split())
    known = words | {word for name in people for word in name.split()}
    seen: set[str] = set()
    for span in sentence_spans(text):
        start, end = trim(text, span)
        sentence = text[start:end]
        if start < header or not SHORTEST <= len(sentence) <= LONGEST or not sentence.endswith((".", ".”", ")")):
            continue
        for asked in ask(sentence, clause_of(sentence, known), people):
            quote = _once(text, (start, end))
            if quote and fold(asked.question) not in seen:
                seen.add(fold(asked.question))
                yield Drafted(asked, quote)


def _once(text: str, span: Span) -> str:
    """The sentence as a quote that stands once: where it stands again, with what is before it; "" where that fails."""
    start, end = span
    for begin in (start, text.rfind("\n", 0, max(start - 1, 0)) + 1, 0):
        quote = text[begin:end]
        if text.find(quote) == begin and text.find(quote, begin + 1) < 0:
            return quote
    return ""


def _varied(drafted: Sequence[Drafted], limit: int) -> list[Drafted]:
    """Of each kind in turn, until there are enough; in the order of the text."""
    kinds = list(dict.fromkeys(d.asked.kind for d in drafted))
    queues = [[d for d in drafted if d.asked.kind == kind] for kind in kinds]
    longest = max(map(len, queues), default=0)
    turns = [queue[turn] for turn in range(longest) for queue in queues if turn < len(queue)]
    chosen = turns[:limit]
    return [d for d in drafted if d in chosen]


def _line(document: Document, found: Drafted, identity: str) -> Line:
    return Line(
        id=identity,
        category=found.asked.category,
        question=found.asked.question,
        answerable=True,
        accepted=[list(found.asked.accepted)],
        evidence=[Quote(document=document.id, quote=found.quote)],
    )


def _unanswerable(document: Document, drafted: Sequence[Drafted], prefix: str) -> list[Line]:
    """Near misses and later events in turn, one for every four questions that are answered; "review" in their id."""
    asked = {fold(d.asked.question) for d in drafted}
    made: dict[str, tuple[str, str]] = {}
    for turn in range(-(-len(drafted) // UNANSWERABLE)):
        kinds = [("near_miss", _near_miss), ("later_event", _later_event)]
        for category, make in kinds if turn % 2 == 0 else kinds[::-1]:
            fresh = [d for d in drafted if d.asked.question not in made]  # one question is bent only once
            bent = ((d.asked.question, make(document, d)) for d in fresh)
            original, question = next((pair for pair in bent if pair[1] and fold(pair[1]) not in asked), ("", ""))
            if question:
                made[original] = (category, question)
                break
    return [
        Line(id=f"{prefix}-review-{number:02}", category=category, question=question, answerable=False)
        for number, (category, question) in enumerate(made.values(), 1)
    ]


def _near_miss(document: Document, found: Drafted) -> str:
    """The question with a name replaced by another of the document, of which no sentence says such a thing."""
    people = people_of(document.text)
    question = found.asked.question
    opening = question.index(" ")  # its first word is no name
    found_names = [m for m in re.compile(NAME).finditer(question, opening) if question[: m.start()][-4:] != "the "]
    for name in [without_genitive(m.group()) for m in found_names]:
        for other in others_like(name, document.text, people):
            changed = question.replace(name, other)
            if other not in found.quote and not _is_said(document.text, changed, other):
                return changed
    return ""


def _is_said(text: str, question: str, name: str) -> bool:
    """Whether a sentence holds the name and half of the question's other words."""
    named, wanted = set(terms(name)), set(terms(question)) - set(terms(name))
    return any(named <= held and 2 * len(wanted & held) >= len(wanted) for held in _terms_of_sentences(text))


@lru_cache(maxsize=4)
def _terms_of_sentences(text: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(terms(text[start:end])) for start, end in sentence_spans(text))


def _later_event(document: Document, found: Drafted) -> str:
    """The question asked of a year after all that the document names."""
    years = [int(year) for year in re.findall(rf"\b{YEAR}\b", document.text)]
    question = found.asked.question
    if not years or not re.match(r"Who (?!is )|How many ", question) or re.search(DATE, question):
        return ""
    return f"{question[:-1]} in {max(years) + YEARS_LATER}?"
