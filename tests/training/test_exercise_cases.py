"""Cases of the exercises: what has an answer and what has none, asked of all documents together."""

import pytest

from answer.read.span_reader import SpanReader
from settings import Settings
from training.exercise_cases import of_exercises
from training.recipe import Recipe
from training.samples import Sample

HARBOUR = "The harbour of Lindau was opened in 1856 by Anna Bell. Its lighthouse is 33 metres high."
BAKERY = "The bakery on the square sells rye bread before dawn. It closes on Mondays, and in 1856 it burned down."


def sample(document: str, question: str, paragraph: str, answer: str = "") -> Sample:
    at = paragraph.index(answer)
    spans = ((at, at + len(answer)),) if answer else ()
    return Sample("exercises", document, question, paragraph, spans, "plain" if answer else "near")


@pytest.fixture(autouse=True)
def three_exercises(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two with an answer, one without, and one of the test that must not be asked."""
    asked = [
        sample("A/B: the harbour", "How high is the lighthouse?", HARBOUR, "33 metres"),
        sample("The bakery", "On which day does the bakery close?", BAKERY, "Mondays"),
        sample("The bakery", "Who owns the bakery on the square?", BAKERY),
    ]
    kept = [sample("The railway", "Who built the railway?", "Karl Weiss built the railway.", "Karl Weiss")]
    monkeypatch.setattr("training.exercise_cases.exercises_by_side", lambda recipe: (kept, asked, []))


def test_the_sentence_that_answers_is_right_and_no_other(article_settings: Settings) -> None:
    cases = list(of_exercises(article_settings, SpanReader(), Recipe()))

    assert sorted((case.answerable, int(case.right.sum())) for case in cases) == [(False, 0), (True, 1), (True, 1)]
    assert all(case.right[0] for case in cases if case.answerable)  # the sentences come best first
    assert all(len(case.evidence) > 2 for case in cases)  # those of the other document were read, too
