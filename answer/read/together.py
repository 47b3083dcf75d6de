"""What several documents answer: cited together where they say the same, side by side where they do not."""

import re
from collections.abc import Sequence

from answer.answer import Statement
from answer.saying import Saying
from index.lexical import terms

ALIKE = 0.6
"""Share of two sentences' words that both have: from there on one is the other with something exchanged."""
DIFFERENT = Saying("answered_differently", "The documents do not say the same: {sources}.")
OF_A_DATE = Saying("of_a_date", "{title} ({date})")


def cited_together(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, each with the citations of those of other documents whose very words that answer are its own."""
    kept: list[Statement] = []
    for statement in statements:
        like = next((n for n, one in enumerate(kept) if _of_another(one, statement) and _agree(one, statement)), None)
        if like is None:
            kept.append(statement)
        else:
            both = (*kept[like].citations, *statement.citations)
            kept[like] = kept[like].model_copy(update={"citations": both})
    return kept


def said_differently(statements: Sequence[Statement]) -> str:
    """That the documents answer differently, with their dates where they state them; "" where they do not."""
    sources = {s.citations[0].document_id: s for s in statements if answering(s)}
    if len(sources) < 2:
        return ""
    return DIFFERENT(sources=" – ".join(_source(statement) for statement in sources.values()))


def answering(statement: Statement) -> str:
    """The very words that answer; "" where none is marked."""
    return " ".join(statement.text[start:end] for start, end in statement.emphasis)


def _of_another(one: Statement, other: Statement) -> bool:
    return {c.document_id for c in one.citations}.isdisjoint(c.document_id for c in other.citations)


def _agree(one: Statement, other: Statement) -> bool:
    """Whether one's words that answer hold the other's; sentences that differ in a word or two do so to differ."""
    said, too = set(terms(answering(one))), set(terms(answering(other)))
    return bool(said and too) and (said <= too or too <= said) and not _edited(one, other)


def _edited(one: Statement, other: Statement) -> bool:
    """Whether one is the other but for a few words, be it a "not"."""
    said, too = (set(re.findall(r"\w+", statement.text.lower())) for statement in (one, other))
    return said != too and len(said & too) >= ALIKE * len(said | too)


def _source(statement: Statement) -> str:
    cited = statement.citations[0]
    date = cited.metadata.get("date", "")
    return OF_A_DATE(title=cited.title, date=date) if date else cited.title
