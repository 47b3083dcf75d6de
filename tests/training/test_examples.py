"""Examples: what is answerable is, and what is not holds no answer."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sentences import sentence_spans
from training.examples import Example, Examples
from training.names import holds
from training.recipe import Recipe
from training.samples import SpanSample
from training.windows import Windows


@pytest.fixture(scope="module")
def made(samples: tuple[SpanSample, ...], examples: Examples) -> list[tuple[SpanSample, Example]]:
    """Every sample with its examples, a few times."""
    return [(s, e) for s in samples for seed in range(4) for e in examples.of_sample(s, Random(f"{seed}/{s.question}"))]


def answers(sample: SpanSample) -> list[str]:
    return [sample.paragraph[a:b] for a, b in sample.answers]


def test_all_kinds_are_made(made: list[tuple[SpanSample, Example]], recipe: Recipe) -> None:
    assert {e.kind for _, e in made} == {"answerable", "written", *recipe.kinds}


def test_an_answerable_example_marks_the_answer(made: list[tuple[SpanSample, Example]]) -> None:
    marked = [(s, e.passage[slice(*e.span)]) for s, e in made if e.span and e.answerable]

    assert all(text in answers(s) for s, text in marked)


@pytest.mark.parametrize("kind", ["near", "removed", "foreign"])
def test_no_other_passage_holds_the_answer(made: list[tuple[SpanSample, Example]], kind: str) -> None:
    assert not [e for s, e in made if e.kind == kind and any(holds(e.passage, a) for a in answers(s))]


def test_what_was_written_without_an_answer_is_read_with_the_sentence_likest_to_it(
    made: list[tuple[SpanSample, Example]],
) -> None:
    written = [(s, e) for s, e in made if not s.answers]

    assert all(e.kind == "written" and e.span is None and e.passage in s.paragraph for s, e in written)
    assert all("The first mayor" in e.passage for s, e in written if "second mayor" in s.question)


def test_only_a_swapped_question_differs_from_the_one_asked(made: list[tuple[SpanSample, Example]]) -> None:
    assert all(e.question != s.question for s, e in made if e.kind == "swapped")
    assert all(e.question == s.question for s, e in made if e.kind in {"near", "removed", "foreign"})


def test_the_passes_over_the_samples_differ_and_repeat(examples: Examples) -> None:
    first, second = list(examples.of_pass(0)), list(examples.of_pass(1))

    assert first != second
    assert first == list(examples.of_pass(0))


@settings(deadline=None)
@given(seed=st.integers(), place=st.integers(0, 4))
def test_a_window_is_whole_sentences_around_the_answer(windows: Windows, seed: int, place: int) -> None:
    text = "One is here. Two goes there. Three sleeps. Four eats much bread. Five sings all day long."
    spans = sentence_spans(text)
    answer = (spans[place][0] + 1, spans[place][1] - 2)

    start, end = windows.around(text, answer, Random(seed))

    assert start <= answer[0]
    assert answer[1] <= end
    assert {start, end} <= {edge for span in spans for edge in span}
