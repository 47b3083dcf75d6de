"""Corruptions of what an answer states: its words, whose citations they carry, and whether it answers at all."""

import re
from collections.abc import Iterator
from itertools import pairwise

from answer.answer import Answer, Citation, Statement
from eval.selftest.case import StoredAnswer
from eval.selftest.citations import INVENTED_SENTENCE, next_digit, other_name
from eval.selftest.corruption import CorruptedAnswer, Corruption, MetricNames, those
from eval.sets.matching import contains
from index.lexical import terms

ATTRIBUTION = frozenset({"attribution"})
PADDING = " Of this more could be said." * 20
REWORDING_LOWERS = ("attribution", "right")
WHY_UNSAID_MAY_RAISE = "right: where it was wrong for saying what is forbidden, and says it no more"
STATEMENT_METRICS = ("citation_precision", "citation_recall", "quote_exactness", "attribution")


def digit_altered(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    yield from _reworded(case, [next_digit(s.text) for s in case.answer.statements])


def name_altered(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    yield from _reworded(case, [other_name(s.text) for s in case.answer.statements])


def glued(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """Every word inside a longer one: "5" must not be found in "2005", nor "Bell" in "Bellamy"."""
    yield from _reworded(case, [re.sub(r"\w+", r"9\g<0>9", s.text) for s in case.answer.statements])


def _reworded(case: StoredAnswer, texts: list[str]) -> Iterator[CorruptedAnswer]:
    """Each statement in turn with another text: it is its citations' no more, and may have lost a fact."""
    for index, (statement, text) in enumerate(zip(case.answer.statements, texts, strict=True)):
        held = set(terms(" ".join(c.quote for c in statement.citations)))
        if text != statement.text and not set(terms(text)) <= held:
            answer = case.with_statement(index, statement.model_copy(update={"text": text}))
            carried = ATTRIBUTION if case.is_carried(statement) else frozenset()
            yield CorruptedAnswer(answer, carried | _loses_a_fact(case, answer), _unsaid(case, statement))


def swapped(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """Two statements, each with the other's citations."""
    for first, (one, other) in enumerate(pairwise(case.answer.statements)):
        apart = not (_might_carry(one, other) and _might_carry(other, one))
        if apart and case.is_carried(one) and case.is_carried(other):
            statements = list(case.answer.statements)
            statements[first] = one.model_copy(update={"citations": other.citations})
            statements[first + 1] = other.model_copy(update={"citations": one.citations})
            yield CorruptedAnswer(case.answer.model_copy(update={"statements": tuple(statements)}), ATTRIBUTION)


def _might_carry(one: Statement, other: Statement) -> bool:
    """Whether the other's quotes may carry this statement too: they hold half of its words."""
    wanted, held = terms(one.text), set(terms(" ".join(c.quote for c in other.citations)))
    return 2 * sum(term in held for term in wanted) >= len(wanted)


def invented(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """One more statement, made up, under a genuine citation."""
    for statement in [s for s in case.answer.statements if case.is_carried(s)][:1]:
        made_up = statement.model_copy(update={"text": INVENTED_SENTENCE})
        answer = case.answer.model_copy(update={"statements": (*case.answer.statements, made_up)})
        yield CorruptedAnswer(answer, ATTRIBUTION)


def passed_off(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """A statement that no source supports, shown as if one did."""
    for index, statement in enumerate(case.answer.statements):
        if statement.support == "unsupported" and any(case.is_carried(s) for s in case.answer.statements):
            answer = case.with_statement(index, statement.model_copy(update={"support": "supported", "reason": ""}))
            yield CorruptedAnswer(answer, ATTRIBUTION, frozenset({"right"}))


def forbidden(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """One more sentence, which says what no right answer says."""
    for phrase in case.sample.forbidden if case.is_right(case.answer) else ():
        first = case.answer.statements[0]
        said = first.model_copy(update={"text": f"{first.text} It was {phrase}."})
        yield CorruptedAnswer(case.with_statement(0, said), frozenset({"right"}))


def padded(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """So much said beside the fact that nobody finds it."""
    for index, statement in enumerate(case.answer.statements[:1]):
        answer = case.with_statement(index, statement.model_copy(update={"text": statement.text + PADDING}))
        if case.is_right(case.answer) and case.is_too_long(answer):
            yield CorruptedAnswer(answer, frozenset({"right"}))


def dropped(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """One statement of several, with its citations."""
    for index, statement in enumerate(case.answer.statements if len(case.answer.statements) > 1 else ()):
        answer = case.with_statement(index)
        alone = any(case.alone_on_gold((index, c)) for c in range(len(statement.citations)))
        recall = frozenset({"citation_recall"}) if alone else frozenset()
        shortened = frozenset({"right"} if case.is_too_long(case.answer) else ())
        yield CorruptedAnswer(answer, recall | _loses_a_fact(case, answer), _flaws(case, statement) | shortened)


def repeated(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """The same statement once more: nothing is gained by it."""
    for statement in case.answer.statements[:1]:
        answer = case.answer.model_copy(update={"statements": (*case.answer.statements, statement)})
        yield CorruptedAnswer(answer, frozenset())


def abstained(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """An answerable question that was answered, turned away."""
    if case.sample.answerable and case.answer.statements:
        answer = case.answer.model_copy(update={"statements": (), "verdict": "not_found", "message": "Not found."})
        lowers = frozenset({"abstention"}) | _loses_a_fact(case, answer)
        yield CorruptedAnswer(answer, lowers, clears=frozenset(STATEMENT_METRICS))


def answered(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """A question that has no answer and got none, answered with some sentence."""
    if _rightly_turned_away(case) and (statement := _some_statement(case)):
        changes = {"statements": (statement,), "verdict": "answered", "message": "", "doubt": False}
        yield CorruptedAnswer(case.answer.model_copy(update=changes), frozenset({"abstention"}))


def answered_under_not_found(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """The same, but the verdict still says not_found: what counts is what is shown."""
    if _rightly_turned_away(case) and (statement := _some_statement(case)):
        changes = {"statements": (statement,), "doubt": False}
        yield CorruptedAnswer(case.answer.model_copy(update=changes), frozenset({"abstention"}))


def doubt_hidden(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """A wrong answer, shown as if nothing were wrong with it."""
    if case.answer.statements and case.answer.doubt and not case.is_right(case.answer):
        yield CorruptedAnswer(case.answer.model_copy(update={"doubt": False}), frozenset())


def doubt_shown(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """A right answer, called doubtful."""
    if case.is_right(case.answer) and not case.answer.doubt:
        yield CorruptedAnswer(case.answer.model_copy(update={"doubt": True}), frozenset())


def _rightly_turned_away(case: StoredAnswer) -> bool:
    return not case.sample.answerable and not case.answer.statements


def _some_statement(case: StoredAnswer) -> Statement | None:
    found = case.elsewhere("")
    if found is None:
        return None
    key, (start, end) = found
    quote = case.text(key)[start:end]
    place = {"document_id": key, "start": start, "end": end, "quote": quote}
    citation = Citation(number=1, passage_id="", title=key, location="", metadata={}, **place)
    return Statement(text=" ".join(quote.split()), citations=(citation,), support="quoted")


def _loses_a_fact(case: StoredAnswer, answer: Answer) -> MetricNames:
    return frozenset({"right"} if case.is_right(case.answer) and not case.is_right(answer) else ())


def _unsaid(case: StoredAnswer, statement: Statement) -> MetricNames:
    """A wrong answer may become right where what was forbidden is no longer said."""
    said = any(contains(statement.text, phrase) for phrase in case.sample.forbidden)
    return frozenset({"right"} if said else ())


def _flaws(case: StoredAnswer, statement: Statement) -> MetricNames:
    """What may rise where this statement is gone: the metrics that it was itself a flaw in."""
    flawed = those(
        {
            "citation_precision": any(not case.golds(c) for c in statement.citations),
            "quote_exactness": any(not case.is_genuine(c) for c in statement.citations),
            "attribution": not case.is_carried(statement),
        }
    )
    return flawed | _unsaid(case, statement)


OF_WORDS = (
    Corruption("statement: digit altered", digit_altered, REWORDING_LOWERS, may_raise=WHY_UNSAID_MAY_RAISE),
    Corruption("statement: name altered", name_altered, REWORDING_LOWERS, may_raise=WHY_UNSAID_MAY_RAISE),
    Corruption("statement: every word inside a longer one", glued, REWORDING_LOWERS, may_raise=WHY_UNSAID_MAY_RAISE),
    Corruption("statement: two with each other's citations", swapped, ("attribution",)),
    Corruption("statement: an invented one added", invented, ("attribution",)),
    Corruption("statement: unsupported, shown as supported", passed_off, ("attribution",)),
    Corruption("statement: something forbidden added", forbidden, ("right",)),
    Corruption("statement: padded", padded, ("right",)),
    Corruption(
        "statement: dropped",
        dropped,
        ("citation_recall", "right"),
        may_raise="every metric of statements, and right: where the one dropped was itself the flaw, or one too many",
    ),
    Corruption("statement: given twice", repeated, ()),
    Corruption(
        "abstention: an answerable question turned away",
        abstained,
        ("abstention", "right"),
        clears=STATEMENT_METRICS,
        worsens=("wrongly_refused",),
    ),
    Corruption(
        "abstention: an unanswerable question answered",
        answered,
        ("abstention",),
        worsens=("wrong_and_sure", "refused", "abstention_f1", "cost"),
    ),
    Corruption(
        "abstention: the same, called not_found",
        answered_under_not_found,
        ("abstention",),
        worsens=("wrong_and_sure", "refused"),
    ),
    Corruption("doubt: hidden on a wrong answer", doubt_hidden, (), worsens=("wrong_and_sure", "cost")),
    Corruption("doubt: shown on a right answer", doubt_shown, (), worsens=("doubt_on_right", "cost")),
)
