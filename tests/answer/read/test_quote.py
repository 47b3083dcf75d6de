"""Quotes bring what they need to be understood, and come in reading order."""

from dataclasses import replace

import pytest

from answer.read.quote import Quote, in_reading_order, leans, with_items, with_lead
from index.passages import Passage

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
    "sentence",
    [
        "“It was the only one.”",
        "But she came.",
        "The latter left.",
        "(It rained.)",
        "When he came, it rained.",
        "yet both stayed",
        "It is red.",
        "That was he.",
    ],
)
def test_an_opening_quotation_mark_a_but_or_a_when_changes_nothing_about_that(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "opening",
    """But And Yet Also Thus Moreover However Similarly Equally Furthermore Nevertheless Therefore Instead Then
    Still""".split(),
)
def test_he_behind_a_word_that_joins_points_back_too(opening: str) -> None:
    assert leans(f"{opening}, he left.")
    assert not leans(f"{opening}, Bell left.")


@pytest.mark.parametrize("sentence", ["It is clear that he left.", "It was not by chance.", "It is necessary to go."])
def test_it_is_clear_that_points_at_nothing(sentence: str) -> None:
    assert not leans(sentence)


@pytest.mark.parametrize(
    "sentence", ["Ivanov came.", "“It was not by chance that…", "Thus the forces stay.", "Theirs."]
)
def test_what_stands_alone(sentence: str) -> None:
    assert not leans(sentence)


def quote(document_id: str, start: int, end: int) -> Quote:
    return Quote(document_id, start, end, Passage("p", document_id, 0, 100, "x" * 100, "paragraph 1 of 1"))


def test_quotes_come_in_reading_order_the_best_document_first() -> None:
    ordered = in_reading_order([quote("b", 50, 60), quote("a", 0, 5), quote("b", 10, 20)])

    assert [(q.document_id, q.start) for q in ordered] == [("b", 10), ("b", 50), ("a", 0)]


def test_overlapping_quotes_become_one() -> None:
    ordered = in_reading_order([quote("a", 10, 30), quote("a", 20, 40)])

    assert [(q.start, q.end) for q in ordered] == [(10, 40)]


def test_quotes_that_only_touch_stay_two() -> None:
    ordered = in_reading_order([quote("a", 20, 30), quote("a", 10, 20)])

    assert [(q.start, q.end) for q in ordered] == [(10, 20), (20, 30)]


def test_the_same_place_in_another_document_is_another_quote() -> None:
    assert len(in_reading_order([quote("a", 10, 30), quote("b", 20, 40)])) == 2


def test_a_quote_inside_another_is_dropped() -> None:
    ordered = in_reading_order([quote("a", 10, 20), quote("a", 10, 40), quote("a", 30, 35)])

    assert [(q.start, q.end) for q in ordered] == [(10, 40)]


def test_no_quotes_are_no_quotes() -> None:
    assert in_reading_order([]) == []


def test_a_leaning_sentence_begins_where_it_can_be_understood() -> None:
    start = TEXT.index("They also")

    assert with_lead(TEXT, quote("d", start, len(TEXT))).start == TEXT.index("She came")


def test_at_most_two_sentences_lead_to_a_leaning_one() -> None:
    text = "Bell met Cole. She came late. They talked. They ate. They left."
    start = text.index("They left")

    assert text[with_lead(text, quote("d", start, len(text))).start :] == "They talked. They ate. They left."


def test_a_sentence_that_stands_alone_brings_no_lead() -> None:
    text = "Bell met Cole. Rain fell."
    start = text.index("Rain")

    assert with_lead(text, quote("d", start, len(text))) == quote("d", start, len(text))


def test_a_leaning_sentence_that_opens_its_paragraph_has_no_lead() -> None:
    assert with_lead("They left.", quote("d", 0, 10)).start == 0
    assert with_lead("They met.\n\nThey left.", quote("d", 11, 21)).start == 11


def test_a_lead_comes_from_deep_within_a_long_paragraph() -> None:
    text = "Rain fell. " * 400 + "Bell met Cole. They left."
    start = text.index("They")

    assert text[with_lead(text, quote("d", start, len(text))).start :] == "Bell met Cole. They left."


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


def test_of_a_long_list_eight_items_are_brought() -> None:
    text = "It holds:\n" + "".join(f"{n}. thing {n}\n" for n in range(1, 13))

    found = with_items(text, quote("d", 0, 9))

    assert text[found.end - 7 : found.end] == "thing 8"
    assert [text[a:b] for a, b in found.emphasis] == [f"thing {n}" for n in range(1, 9)]


def test_a_list_ends_where_something_else_begins() -> None:
    assert announced("It holds:\n- a lamp\n\nRain fell.\n\n- a cup", "It holds:") == "It holds:\n- a lamp"


def test_what_a_colon_brings_is_what_answers() -> None:
    found = with_items("He said: we go. We stay.", quote("d", 0, 8))

    assert found.emphasis == ((9, 15),)


def test_without_a_colon_nothing_is_brought() -> None:
    text = "It holds a lamp.\n- a rope"

    assert with_items(text, quote("d", 0, 16)) == quote("d", 0, 16)


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


def test_emphasis_that_only_touches_stays_two_and_that_within_another_is_one() -> None:
    one = replace(quote("a", 0, 30), emphasis=((10, 15), (2, 9)))
    other = replace(quote("a", 5, 30), emphasis=((9, 10), (11, 13)))

    assert in_reading_order([one, other])[0].emphasis == ((2, 9), (9, 10), (10, 15))


def test_no_list_and_no_lead_is_cut_within_a_word() -> None:
    many = "The kit holds:\n\n" + "\n".join(f"- {'a rope ' * 40}number {n}" for n in range(8))
    begun = "Long " + "word " * 500 + "end. They came."

    assert announced(many, "The kit holds:").endswith(("number 3", "number 4"))
    assert with_lead(begun, quote("d", begun.index("They"), len(begun))).start == begun.index("They")
