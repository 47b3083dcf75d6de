"""A thumb is a line that can be read again, and holds nothing that is not known of it."""

from collections.abc import Callable

import pytest
from pydantic import ValidationError

from answer.answer import Answer
from answer.feedback import Feedback

Given = dict[str, object]


@pytest.fixture
def given(make_answer: Callable[..., Answer]) -> Given:
    """What a thumb is made of."""
    known: Given = {"when": "2026-01-02T03:04:05+00:00", "rating": "up", "question": "Why?", "history": ("When?",)}
    return known | {"standalone_question": "Why so?", "answer": make_answer("Why?"), "corpus": "c", "model": "m"}


def test_a_thumb_comes_back_from_its_line_as_it_was(given: Given) -> None:
    feedback = Feedback.model_validate(given)

    assert Feedback.model_validate_json(feedback.model_dump_json()) == feedback
    assert "\n" not in feedback.model_dump_json()


@pytest.mark.parametrize("wrong", [{"rating": "sideways"}, {"stars": 5}, {"history": None}])
def test_what_is_no_thumb_is_refused(given: Given, wrong: Given) -> None:
    with pytest.raises(ValidationError):
        Feedback.model_validate(given | wrong)
