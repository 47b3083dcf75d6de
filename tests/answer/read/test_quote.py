"""Quotes bring what they need to be understood, and come in reading order."""

from dataclasses import replace

import pytest

from answer.read.quote import Quote, in_reading_order, leans, with_items, with_lead
from index.passages import Location, Passage

TEXT = "Bell met Cole.\n\nShe came late. They talked. They also agreed on a date."


@pytest.mark.parametrize(
    "sentence",
    [
        "They also agreed to more.",
        "Moreover, he intimated that.",
        "Although it is taking steps, x.",
        "This measure fails.",
    ],
)
def test_what_leans_on_the_sentence_before(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence", ["Ivanov came.", "“It was not by chance that…", "Thus the forces stay.", "Theirs."]
)
def test_what_stands_alone(sentence: str) -> None:
    assert not leans(sentence)


def quote(document_id: str, start: int, end: int) -> Quote:
    return Quote(document_id, start, end, Passage("p", document_id, 0, 100, "x" * 100, Location(1, 1)))


def test_quotes_come_in_reading_order_the_best_document_first() -> None:
    ordered = in_reading_order([quote("b", 50, 60), quote("a", 0, 5), quote("b", 10, 20)])

    assert [(q.document_id, q.start) for q in ordered] == [("b", 10), ("b", 50), ("a", 0)]


def test_overlapping_quotes_become_one() -> None:
    ordered = in_reading_order([quote("a", 10, 30), quote("a", 20, 40)])

    assert [(q.start, q.end) for q in ordered] == [(10, 40)]


def test_a_leaning_sentence_begins_where_it_can_be_understood() -> None:
    start = TEXT.index("They also")

    assert with_lead(TEXT, quote("d", start, len(TEXT))).start == TEXT.index("She came")


def test_a_lead_is_not_taken_from_another_paragraph() -> None:
    start = TEXT.index("She came")

    assert with_lead(TEXT, quote("d", start, start + 14)).start == start


LIST = "The kit holds:\n\n- a lamp\n- two ropes\n\nIt weighs little. It is red."


def announced(text: str, sentence: str) -> str:
    start = text.index(sentence)
    found = with_items(text, quote("d", start, start + len(sentence)))
    return text[found.start : found.end]


def test_a_colon_brings_the_list_behind_it_and_no_more() -> None:
    assert announced(LIST, "The kit holds:") == "The kit holds:\n\n- a lamp\n- two ropes"


def test_a_colon_without_a_list_brings_a_sentence_of_its_paragraph() -> None:
    assert announced("He said:\nWe go. We stay.", "He said:") == "He said:\nWe go."


def test_a_colon_at_the_end_of_a_paragraph_brings_nothing() -> None:
    assert announced("He said:\n\nAnother matter.", "He said:") == "He said:"


def test_emphasis_of_quotes_that_become_one_does_not_overlap() -> None:
    one, other = (
        replace(quote("a", 0, 30), emphasis=((2, 9),)),
        replace(quote("a", 0, 30), emphasis=((5, 12), (20, 22))),
    )

    assert in_reading_order([one, other])[0].emphasis == ((2, 12), (20, 22))
