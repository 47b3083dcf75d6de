"""Corruptions of what an answer states: its words, whose citations they carry, and whether it answers at all."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from answer.answer import Answer, Citation, Statement
from eval.selftest.case import StoredAnswer
from eval.selftest.citations import INVENTED_SENTENCE, next_digit, other_name
from eval.selftest.corruption import Corrupt, Corruption, each_statement, whole_answer

PADDING = " Of this more could be said." * 20
STATEMENT_METRICS = ("citation_precision", "citation_recall", "quote_exactness", "attribution")


def reworded(change: Callable[[str], str]) -> Corrupt:
    """Each statement in turn with another text: it is its citations' no more, and may have lost a fact."""
    return each_statement(lambda case, statement: [_saying(statement, change(statement.text))])


def lengthened(more: str) -> Corrupt:
    """Each statement in turn with something said after it."""
    return reworded(lambda text: text + more)


def glued(text: str) -> str:
    """Every word inside a longer one: "5" must not be found in "2005", nor "Bell" in "Bellamy"."""
    return re.sub(r"\w+", r"9\g<0>9", text)


def swapped(case: StoredAnswer) -> Iterator[Answer]:
    """Two statements, each with the other's citations."""
    for first, (one, other) in enumerate(pairwise(case.answer.statements)):
        statements = list(case.answer.statements)
        statements[first] = one.model_copy(update={"citations": other.citations})
        statements[first + 1] = other.model_copy(update={"citations": one.citations})
        yield case.answer.model_copy(update={"statements": tuple(statements)})


def passed_off(case: StoredAnswer, statement: Statement) -> list[Statement]:
    """A statement that no source supports, shown as if one did."""
    is_unsupported = statement.support == "unsupported"
    return [statement.model_copy(update={"support": "supported", "reason": ""}) if is_unsupported else statement]


def with_something_forbidden(case: StoredAnswer) -> Iterator[Answer]:
    """One more sentence, which says what no right answer says."""
    for phrase in case.sample.forbidden:
        yield from lengthened(f" It was {phrase}.")(case)


def without(case: StoredAnswer, statement: Statement) -> list[Statement]:
    """One statement of several dropped, with its citations; an only one stays."""
    return [] if len(case.answer.statements) > 1 else [statement]


def rightly_not_turned_away(case: StoredAnswer) -> bool:
    return case.sample.answerable and bool(case.answer.statements)


def rightly_turned_away(case: StoredAnswer) -> bool:
    return not case.sample.answerable and not case.answer.statements


def _saying(statement: Statement, text: str) -> Statement:
    return statement.model_copy(update={"text": text})


def _some_statement(case: StoredAnswer) -> dict[str, Any]:
    """An answer of some sentence, without a doubt."""
    found = case.elsewhere("")
    if found is None:
        return {}
    key, (start, end) = found
    quote = case.text(key)[start:end]
    place = {"document_id": key, "start": start, "end": end, "quote": quote}
    citation = Citation(number=1, passage_id="", title=key, place="", metadata={}, **place)
    return {
        "statements": (Statement(text=" ".join(quote.split()), citations=(citation,), support="quoted"),),
        "doubt": False,
    }


OF_WORDS = (
    Corruption("statement: digit altered", reworded(next_digit), ("attribution", "right")),
    Corruption("statement: name altered", reworded(other_name), ("attribution", "right")),
    Corruption("statement: every word inside a longer one", reworded(glued), ("attribution", "right")),
    Corruption("statement: two with each other's citations", swapped, ("attribution",)),
    Corruption(
        "statement: an invented one added",
        each_statement(lambda case, statement: [statement, _saying(statement, INVENTED_SENTENCE)]),
        ("attribution",),
    ),
    Corruption("statement: unsupported, shown as supported", each_statement(passed_off), ("attribution",)),
    Corruption("statement: something forbidden added", with_something_forbidden, ("right",)),
    Corruption("statement: padded", lengthened(PADDING), ("right",)),
    Corruption("statement: dropped", each_statement(without), ("citation_recall", "right")),
    Corruption("statement: given twice", each_statement(lambda case, statement: [statement, statement])),
    Corruption(
        "abstention: an answerable question turned away",
        whole_answer(
            rightly_not_turned_away, lambda case: {"statements": (), "verdict": "not_found", "message": "Not found."}
        ),
        ("abstention", "right"),
        clears=STATEMENT_METRICS,
        worsens=("wrongly_refused",),
    ),
    Corruption(
        "abstention: an unanswerable question answered",
        whole_answer(rightly_turned_away, lambda case: {"verdict": "answered", "message": "", **_some_statement(case)}),
        ("abstention",),
        worsens=("wrong_and_sure", "refused", "abstention_f1", "cost"),
    ),
    Corruption(
        "abstention: the same, called not_found",  # what counts is what is shown
        whole_answer(rightly_turned_away, _some_statement),
        ("abstention",),
        worsens=("wrong_and_sure", "refused"),
    ),
    Corruption(
        "doubt: hidden on a wrong answer",
        whole_answer(lambda case: case.answer.doubt and not case.is_right(case.answer), lambda case: {"doubt": False}),
        worsens=("wrong_and_sure", "cost"),
    ),
    Corruption(
        "doubt: shown on a right answer",
        whole_answer(lambda case: case.is_right(case.answer), lambda case: {"doubt": True}),
        worsens=("doubt_on_right", "cost"),
    ),
)
