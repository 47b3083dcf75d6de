"""Statements: the true ones say what the passage says, the false ones something else."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.examples import Example, Examples
from training.names import NUMBER, names
from training.recipe import Recipe
from training.samples import SpanSample
from training.statements import (
    StatedAnswer,
    added,
    denied,
    exchanged,
    false_statement,
    true_statement,
    wrong_answer,
    wrong_question,
    wrong_word,
)
from training.swaps import AnsweredQuestion
from training.windows import Windows

SENTENCE = "Jane Austen gave the manuscript to John Murray in 1815."
PASSAGE = f"Emma is a novel. {SENTENCE} It was not reviewed at once. Walter Scott praised the book."
OTHERS = ("Waverley by Maria Edgeworth was sold for 1,250 pounds in Edinburgh after the war.",)


def told(question: str = "Who gave the manuscript to John Murray?", answer: str = "Jane Austen") -> StatedAnswer:
    asked = AnsweredQuestion(question, PASSAGE, SENTENCE, answer, OTHERS, ("Who was sold in Edinburgh?",))
    return StatedAnswer(asked, ("Maria Edgeworth", "1,250", answer))


@settings(deadline=None)
@given(seed=st.integers())
def test_a_true_statement_names_nothing_that_the_passage_lacks(seed: int) -> None:
    statement = true_statement(told(), Random(seed))

    assert statement
    assert all(name in PASSAGE for name in names(statement))
    assert all(number.group() in PASSAGE for number in NUMBER.finditer(statement))


@settings(deadline=None)
@given(seed=st.integers())
def test_a_false_statement_is_no_sentence_of_the_passage(seed: int) -> None:
    statement = false_statement(told(), Random(seed))

    assert statement
    assert statement not in PASSAGE
    assert statement != true_statement(told(), Random(seed))


def test_the_wrong_answer_is_of_the_same_make() -> None:
    found = {wrong_answer(told(), Random(seed)) for seed in range(20)}

    assert "Walter Scott gave the manuscript to John Murray." in found
    assert not any(f and f.startswith("Jane") for f in found)


def test_the_right_answer_to_another_question() -> None:
    found = {wrong_question(told(), Random(seed)) for seed in range(30)} - {None}

    assert found
    assert all(
        f and f.startswith("Jane Austen") and f != "Jane Austen gave the manuscript to John Murray." for f in found
    )


def test_a_word_a_name_or_a_number_is_changed() -> None:
    found = {wrong_word(told(), Random(seed)) for seed in range(30)} - {None}

    assert len(found) > 3
    assert any("1815" not in f for f in found if f)


def test_who_did_it_and_to_whom_change_places() -> None:
    found = {exchanged(told(), Random(seed)) for seed in range(30)} - {None}

    assert any(f and f.find("John Murray") < f.find("Jane Austen") for f in found)


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [("The book was reviewed at once.", "not"), ("The book was not reviewed at once.", "")],
)
def test_not_is_put_in_or_taken_out(sentence: str, negated: str) -> None:
    case = StatedAnswer(AnsweredQuestion("When?", sentence, sentence, "at once", (), ()), ())

    found = [denied(case, Random(seed)) for seed in range(10)]

    assert all(f and (("not" in f.split() or "never" in f.split()) == bool(negated)) for f in found)


def test_an_end_from_elsewhere_is_put_on() -> None:
    found = {added(told(), Random(seed)) for seed in range(30)} - {None}

    assert any(f and f.endswith("in Edinburgh after the war.") for f in found)


def test_a_sample_gives_a_statement_that_is_said_and_one_that_is_not(
    samples: tuple[SpanSample, ...], examples: Examples
) -> None:
    made: list[tuple[SpanSample, Example]] = [
        (s, e) for s in samples if s.answers for e in examples.statements_of(s, Random(s.question))
    ]

    assert {e.kind for _, e in made} == {"said", "unsaid"}
    assert all(e.span for _, e in made if e.kind == "said")
    assert all(e.answerable == (e.kind == "said") for _, e in made)


def test_statements_come_of_the_share_of_questions_that_the_recipe_names(
    samples: tuple[SpanSample, ...], windows: Windows, recipe: Recipe
) -> None:
    kinds = {}
    for share in (0.0, 1.0):
        examples = Examples(samples, windows, replace(recipe, statements=share))
        kinds[share] = {e.kind for some in examples.of_pass(0) for e in some}

    assert not kinds[0.0] & {"said", "unsaid"}
    assert kinds[1.0] >= {"said", "unsaid"}
