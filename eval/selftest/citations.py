"""Corruptions of an answer's citations, one citation at a time."""

import re
from collections.abc import Callable
from typing import Any

from answer.answer import Citation
from eval.selftest.case import StoredAnswer
from eval.selftest.corruption import Corrupt, Corruption, each_citation

CITATION_METRICS = ("quote_exactness", "citation_precision", "citation_recall", "attribution")
INVENTED_SENTENCE = "The committee of Zanderov met 7311 times in the year of the comet."


def changed(changes: Callable[[StoredAnswer, Citation], dict[str, Any]]) -> Corrupt:
    """Every citation in turn with these fields changed."""
    return each_citation(lambda case, citation: [citation.model_copy(update=changes(case, citation))])


def requoted(change: Callable[[str], str]) -> Corrupt:
    """Every citation in turn with other words at the same place."""
    return changed(lambda case, citation: {"quote": change(citation.quote)})


def moved(by: Callable[[StoredAnswer, Citation], int]) -> Corrupt:
    """Every citation in turn with the same words so many characters further on."""

    def offsets(case: StoredAnswer, citation: Citation) -> dict[str, Any]:
        return {"start": citation.start + by(case, citation), "end": citation.end + by(case, citation)}

    return changed(offsets)


def another_document(case: StoredAnswer, citation: Citation) -> dict[str, Any]:
    """Another document of the run, or one that does not exist."""
    others = [key for key in sorted(case.run.documents) if key != citation.document_id]
    return {"document_id": others[0] if others else f"no-{citation.document_id}"}


def irrelevant(case: StoredAnswer, citation: Citation) -> dict[str, Any]:
    """A genuine citation of a sentence that has nothing to do with it."""
    found = case.elsewhere(citation.quote)
    return _place(case, found[0], *found[1]) if found else {}


def first_word(case: StoredAnswer, citation: Citation) -> dict[str, Any]:
    """Cut down to its first word: still verbatim, still on gold, but it carries nothing."""
    word = re.match(r"\S*", citation.quote)
    return _place(case, citation.document_id, citation.start, citation.start + word.end()) if word else {}


def whole_document(case: StoredAnswer, citation: Citation) -> dict[str, Any]:
    """Everything: verbatim, and the gold quote is in it somewhere."""
    return _place(case, citation.document_id, 0, len(case.text(citation.document_id)))


def next_digit(text: str) -> str:
    """The text with the last digit of its first number raised by one (9 becomes 0)."""
    return re.sub(r"\d(?!\d)", lambda m: str((int(m.group()) + 1) % 10), text, count=1)


def other_name(text: str) -> str:
    """The text with its first name inside a sentence replaced by one that stands nowhere."""
    return re.sub(r"(?<=[a-z,;:] )[A-Z][\w’'-]*\w", "Zanderov", text, count=1)


def _place(case: StoredAnswer, document_id: str, start: int, end: int) -> dict[str, Any]:
    """A genuine citation of this place."""
    return {"document_id": document_id, "start": start, "end": end, "quote": case.text(document_id)[start:end]}


def _with_an_invented_one(case: StoredAnswer, citation: Citation) -> list[Citation]:
    return [citation, citation.model_copy(update={"number": citation.number + 100, "quote": INVENTED_SENTENCE})]


OF_CITATIONS = (
    Corruption("citation: another document", changed(another_document), CITATION_METRICS),
    Corruption("citation: offsets shifted by 1", moved(lambda case, c: 1), CITATION_METRICS),
    Corruption("citation: offsets shifted by a sentence", moved(lambda case, c: len(c.quote) + 1), CITATION_METRICS),
    # the same characters counted from the end, as Python would slice them
    Corruption("citation: negative offsets", moved(lambda case, c: -len(case.text(c.document_id))), CITATION_METRICS),
    Corruption("citation: digit altered in the quote", requoted(next_digit), CITATION_METRICS),
    Corruption("citation: name altered in the quote", requoted(other_name), CITATION_METRICS),
    Corruption(
        "citation: white space altered in the quote", requoted(lambda q: q.replace(" ", "\n", 1)), CITATION_METRICS
    ),
    Corruption("citation: an invented one added", each_citation(_with_an_invented_one), CITATION_METRICS[:2]),
    Corruption("citation: of a true but irrelevant sentence", changed(irrelevant), CITATION_METRICS[1:]),
    Corruption("citation: cut to its first word", changed(first_word), CITATION_METRICS[3:]),
    Corruption("citation: of the whole document", changed(whole_document), CITATION_METRICS[1:3]),
    Corruption("citation: dropped", each_citation(lambda case, citation: []), CITATION_METRICS[2:]),
    Corruption("citation: given twice", each_citation(lambda case, citation: [citation, citation])),
)
