"""Near misses in the question."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.names import holds
from training.swaps import (
    AnsweredQuestion,
    at_year,
    negated,
    opposite,
    other_kind,
    other_name,
    other_number,
    other_role,
    other_year,
    swap,
)

PASSAGE = (
    "The novel Emma was published in 1815. Its author, Jane Austen, lived in Hampshire. Sales rose before Christmas, "
    "and John Murray printed 2,000 copies."
)


def asked(
    question: str, sentence: str = "The novel Emma was published in 1815.", answer: str = "1815"
) -> AnsweredQuestion:
    others = ("Waverley by Walter Scott came out in 1814 in Edinburgh.", "Mansfield Park sold 1,250 copies in 1816.")
    return AnsweredQuestion(question, PASSAGE, sentence, answer, others, ("When did Waverley come out?",))


@settings(deadline=None)
@given(seed=st.integers())
def test_another_name_is_silent_in_the_sentence_that_answers(seed: int) -> None:
    case = asked("When was Emma published?")

    changed = other_name(case, Random(seed))

    assert changed
    new = changed.removeprefix("When was ").removesuffix(" published?")
    assert not holds(case.sentence, new)


@settings(deadline=None)
@given(seed=st.integers())
def test_another_number_is_not_in_the_passage(seed: int) -> None:
    changed = other_number(asked("Who printed 2,000 copies?", answer="John Murray"), Random(seed))

    number = changed.split()[2] if changed else "1"
    assert not holds(PASSAGE, number)


@settings(deadline=None)
@given(seed=st.integers(), question=st.text(max_size=60))
def test_any_question_is_swapped_or_left(seed: int, question: str) -> None:
    changed = swap(asked(question), Random(seed))

    assert changed is None or changed.lower() != question.lower()


def test_a_word_becomes_its_opposite() -> None:
    assert opposite(asked("Why did sales rise?"), Random(1)) == "Why did sales fall?"


def test_no_opposite_is_put_that_the_passage_tells_of() -> None:
    case = AnsweredQuestion("What happened after the fall?", "Before the fall and after it, all rose.", "", "", (), ())

    assert opposite(case, Random(1)) is None or "before" not in str(opposite(case, Random(1)))


@settings(deadline=None)
@given(seed=st.integers())
def test_a_role_that_the_passage_hints_at_is_not_asked_for(seed: int) -> None:
    changed = other_role(asked("Who wrote Emma?", answer="Jane Austen"), Random(seed))

    assert changed
    assert "published" not in changed  # the passage tells of publishing


def test_negation_is_put_where_english_puts_it() -> None:
    assert negated(asked("What did Murray print?", answer="2,000 copies"), Random(3)) == "What didn't Murray print?"


def test_a_place_is_not_asked_for_where_the_sentence_may_hold_one() -> None:
    case = asked("When did sales rise?", "Sales rose before Christmas in London.", "before Christmas")

    assert other_kind(case, Random(1)) in {None, "Why did sales rise?"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [("Who was elected?", "Who was elected in 1997?"), ("who was elected", "who was elected in 1997")],
)
def test_a_year_is_put_at_the_end(question: str, expected: str) -> None:
    assert at_year(question, "1997") == expected


@settings(deadline=None)
@given(seed=st.integers())
def test_a_year_that_is_asked_of_is_not_in_the_passage(seed: int) -> None:
    changed = other_year(asked("Who printed copies?", answer="John Murray"), Random(seed))

    assert changed
    assert not holds(PASSAGE, changed.removeprefix("Who printed copies in ").rstrip("?"))
