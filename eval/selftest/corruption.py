"""A corruption: an answer → the same answer with one thing wrong, and which metrics must see it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from answer.answer import Answer, Citation, Statement
from eval.selftest.case import StoredAnswer

Corrupt = Callable[[StoredAnswer], Iterable[Answer]]
"""Every way to do it to this answer; none where it does not apply."""


@dataclass(frozen=True)
class Corruption:
    """One kind of thing that can be wrong with an answer."""

    name: str
    corrupt: Corrupt
    lowers: tuple[str, ...] = ()
    """Every metric that must see it somewhere. recall@k is recall at the run's top_k."""
    clears: tuple[str, ...] = ()
    """The metrics that must become n/a: not 0, which would be a judgement."""
    worsens: tuple[str, ...] = ()
    """Metrics of the whole run that must get worse where it is done to every answer that it applies to."""


def each_statement(replaced: Callable[[StoredAnswer, Statement], Iterable[Statement]]) -> Corrupt:
    """Every statement in turn with others in its place."""

    def corrupt(case: StoredAnswer) -> Iterator[Answer]:
        statements = case.answer.statements
        for at, statement in enumerate(statements):
            others = (*statements[:at], *replaced(case, statement), *statements[at + 1 :])
            yield case.answer.model_copy(update={"statements": others})

    return corrupt


def each_citation(replaced: Callable[[StoredAnswer, Citation], Iterable[Citation]]) -> Corrupt:
    """Every citation in turn with others in its place."""

    def corrupt(case: StoredAnswer) -> Iterator[Answer]:
        for s, statement in enumerate(case.answer.statements):
            for c, citation in enumerate(statement.citations):
                others = (*statement.citations[:c], *replaced(case, citation), *statement.citations[c + 1 :])
                changed = statement.model_copy(update={"citations": others})
                statements = (*case.answer.statements[:s], changed, *case.answer.statements[s + 1 :])
                yield case.answer.model_copy(update={"statements": statements})

    return corrupt


def whole_answer(applies: Callable[[StoredAnswer], bool], changes: Callable[[StoredAnswer], dict[str, Any]]) -> Corrupt:
    """An answer that it applies to, with these fields changed."""
    return lambda case: [case.answer.model_copy(update=changes(case))] if applies(case) else []
