"""Corruptions of an answer's citations, one citation at a time."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from answer.answer import Citation
from eval.score.scorers import LONGEST_CITATION
from eval.selftest.case import CitationPlace, StoredAnswer
from eval.selftest.corruption import CorruptedAnswer, Corruption, MetricNames, those

EXACTNESS = frozenset({"quote_exactness"})
CITATION_METRICS = ("quote_exactness", "citation_precision", "citation_recall", "attribution")
INVENTED_SENTENCE = "The committee of Zanderov met 7311 times in the year of the comet."

Changes = dict[str, Any] | None


def missed(case: StoredAnswer, place: CitationPlace) -> MetricNames:
    """What must fall where the citation at this place no longer counts, whatever else it is."""
    return those(
        {
            "citation_precision": bool(case.golds(case.at(place))),
            "citation_recall": case.alone_on_gold(place),
            "attribution": case.carries_alone(place),
        }
    )


def falsified(
    change: Callable[[StoredAnswer, Citation], Changes],
) -> Callable[[StoredAnswer], Iterator[CorruptedAnswer]]:
    """Every genuine citation in turn, with fields changed so that its quote is not what stands there."""

    def corrupt(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
        for place in case.places:
            citation = case.at(place)
            changes = change(case, citation) if case.is_genuine(citation) else None
            if changes:
                answer = case.with_citation(place, citation.model_copy(update=changes))
                yield CorruptedAnswer(answer, EXACTNESS | missed(case, place))

    return corrupt


def another_document(case: StoredAnswer, citation: Citation) -> Changes:
    """Another document of the run, or one that does not exist."""
    others = [key for key in sorted(case.run.documents) if key != citation.document_id]
    return {"document_id": others[0] if others else f"no-{citation.document_id}"}


def shifted_by_one(case: StoredAnswer, citation: Citation) -> Changes:
    return _shifted(case, citation, 1)


def shifted_by_a_sentence(case: StoredAnswer, citation: Citation) -> Changes:
    """On to where the next sentence begins, or what is left of the text."""
    return _shifted(case, citation, citation.end - citation.start + 1)


def _shifted(case: StoredAnswer, citation: Citation, by: int) -> Changes:
    start, end = citation.start + by, citation.end + by
    same = case.text(citation.document_id)[start:end] == citation.quote
    return None if same else {"start": start, "end": end}


def negative_offsets(case: StoredAnswer, citation: Citation) -> Changes:
    """The same characters counted from the end, as Python would slice them."""
    length = len(case.text(citation.document_id))
    return {"start": citation.start - length, "end": citation.end - length} if citation.end < length else None


def altered_digit(case: StoredAnswer, citation: Citation) -> Changes:
    return _other_quote(citation, next_digit(citation.quote))


def altered_name(case: StoredAnswer, citation: Citation) -> Changes:
    return _other_quote(citation, other_name(citation.quote))


def other_white_space(case: StoredAnswer, citation: Citation) -> Changes:
    return _other_quote(citation, citation.quote.replace(" ", "\n", 1))


def _other_quote(citation: Citation, quote: str) -> Changes:
    return {"quote": quote} if quote != citation.quote else None


def next_digit(text: str) -> str:
    """The text with the last digit of its first number raised by one (9 becomes 0)."""
    return re.sub(r"\d(?!\d)", lambda m: str((int(m.group()) + 1) % 10), text, count=1)


def other_name(text: str) -> str:
    """The text with its first name inside a sentence replaced by one that stands nowhere."""
    return re.sub(r"(?<=[a-z,;:] )[A-Z][\w’'-]*\w", "Zanderov", text, count=1)


def invented(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """Beside the genuine ones, a citation whose words stand in no document."""
    for place in case.places[:1]:
        number = max(c.number for s in case.answer.statements for c in s.citations) + 1
        fake = case.at(place).model_copy(update={"number": number, "quote": INVENTED_SENTENCE})
        genuine = any(case.is_genuine(case.at(p)) for p in case.places)
        precise = any(case.golds(case.at(p)) for p in case.places)
        lowers = those({"quote_exactness": genuine, "citation_precision": precise})
        answer = case.with_citation(place, case.at(place), fake)
        yield CorruptedAnswer(answer, lowers)


def irrelevant(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """In the place of a citation, a genuine one of a sentence that has nothing to do with it."""
    for place in case.places:
        found = case.elsewhere(case.answer.statements[place[0]].text)
        if found:
            key, (start, end) = found
            words = {"document_id": key, "start": start, "end": end, "quote": case.text(key)[start:end]}
            yield CorruptedAnswer(
                case.with_citation(place, case.at(place).model_copy(update=words)), missed(case, place)
            )


def one_word(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """A citation cut down to its first word: still verbatim, still on gold, but it carries nothing."""
    for place in case.places:
        citation = case.at(place)
        word = citation.quote.split()[0] if citation.quote.strip() else ""
        if word and citation.quote.startswith(word) and case.carries_alone(place) and word != citation.quote:
            cut = citation.model_copy(update={"quote": word, "end": citation.start + len(word)})
            grazed = frozenset() if case.golds(citation) else frozenset(CITATION_METRICS[1:3])
            yield CorruptedAnswer(case.with_citation(place, cut), frozenset({"attribution"}), grazed)


def whole_document(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """A citation of everything: verbatim, and the gold quote is in it somewhere."""
    for place in case.places:
        citation = case.at(place)
        text = case.text(citation.document_id)
        if len(text) > LONGEST_CITATION >= len(citation.quote):
            whole = citation.model_copy(update={"start": 0, "end": len(text), "quote": text})
            lowers = missed(case, place) - {"attribution"}  # it does hold the statement's words
            yield CorruptedAnswer(case.with_citation(place, whole), lowers)


def dropped(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """A statement without one of its citations."""
    for place in case.places:
        citation = case.at(place)
        flaws = those(
            {"citation_precision": not case.golds(citation), "quote_exactness": not case.is_genuine(citation)}
        )
        yield CorruptedAnswer(case.with_citation(place), missed(case, place) - {"citation_precision"}, flaws)


def repeated(case: StoredAnswer) -> Iterator[CorruptedAnswer]:
    """The same citation once more: nothing is gained by it."""
    for place in case.places:
        yield CorruptedAnswer(case.with_citation(place, case.at(place), case.at(place)), frozenset())


OF_CITATIONS = (
    Corruption("citation: another document", falsified(another_document), CITATION_METRICS),
    Corruption("citation: offsets shifted by 1", falsified(shifted_by_one), CITATION_METRICS),
    Corruption("citation: offsets shifted by a sentence", falsified(shifted_by_a_sentence), CITATION_METRICS),
    Corruption("citation: negative offsets", falsified(negative_offsets), CITATION_METRICS),
    Corruption("citation: digit altered in the quote", falsified(altered_digit), CITATION_METRICS),
    Corruption("citation: name altered in the quote", falsified(altered_name), CITATION_METRICS),
    Corruption("citation: white space altered in the quote", falsified(other_white_space), CITATION_METRICS),
    Corruption("citation: an invented one added", invented, CITATION_METRICS[:2]),
    Corruption("citation: of a true but irrelevant sentence", irrelevant, CITATION_METRICS[1:]),
    Corruption(
        "citation: cut to its first word",
        one_word,
        CITATION_METRICS[3:],
        may_raise="precision and recall: where the word lies in a gold quote that the whole citation only grazed",
    ),
    Corruption("citation: of the whole document", whole_document, CITATION_METRICS[1:3]),
    Corruption(
        "citation: dropped",
        dropped,
        CITATION_METRICS[2:],
        may_raise="precision and exactness: where the one dropped was itself beside the point, or not verbatim",
    ),
    Corruption("citation: given twice", repeated, ()),
)
