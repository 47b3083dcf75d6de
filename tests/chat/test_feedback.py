"""What is thought of an answer is kept, a line for each thumb, whole or not at all."""

import resource
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from answer.answer import Answer
from answer.assistant import Assistant
from answer.feedback import Feedback, standing
from chat.feedback import FILE, LONGEST_COMMENT, FeedbackError, Shown, append
from index.documents.document import corpus_hash
from index.documents.reading import read_document


@pytest.fixture
def shown() -> Shown:
    """An answer as it was shown, after one earlier question."""
    answer = Answer(
        question="And Ukraine?",
        standalone_question="What did Ukraine offer Tajikistan?",
        statements=(),
        verdict="not_found",
        confidence=0.1,
        message="Nothing.",
        note="",
        hits=(),
        mode="quotes",
        timings={},
    )
    return Shown(answer, ("What did Russia offer?",), "c0ffee", "f1a9")


def kept(path: Path) -> list[Feedback]:
    return [Feedback.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_holds_all_that_is_needed_to_ask_again(shown: Shown, tmp_path: Path) -> None:
    append(shown.rated("down"), tmp_path / FILE)
    line = kept(tmp_path / FILE)[0]
    assert (line.rating, line.question, line.history) == ("down", "And Ukraine?", ("What did Russia offer?",))
    assert (line.standalone_question, line.corpus, line.model) == (shown.answer.standalone_question, "c0ffee", "f1a9")
    assert line.answer == shown.answer
    assert line.when.endswith("+00:00")


def test_what_was_searched_is_known_by_its_hash(assistant: Assistant, shown: Shown) -> None:
    folder = assistant.settings.corpus
    article = read_document(folder / "eurasia-daily-monitor-2-128.txt", folder)
    by = Shown.by(assistant, shown.answer, [shown.answer])
    assert by.corpus == corpus_hash({article.id: article.version})
    assert (by.model, by.history) == (assistant.embedder.fingerprint, ("And Ukraine?",))


@pytest.mark.parametrize("rating", ["sideways", None, 1, {"up": "down"}])
def test_a_rating_that_the_page_made_up_is_refused(shown: Shown, rating: Any) -> None:
    with pytest.raises(FeedbackError, match="A rating is up or down, not"):
        shown.rated(rating)


def test_lines_of_many_at_once_do_not_mix(shown: Shown, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: append(shown.rated("up"), tmp_path / FILE), range(40)))
    assert len(kept(tmp_path / FILE)) == 40


def test_a_line_that_was_cut_off_does_not_take_the_next_one_along(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"when": "20', encoding="utf-8")
    append(shown.rated("up"), tmp_path / FILE)
    assert Feedback.model_validate_json((tmp_path / FILE).read_text(encoding="utf-8").splitlines()[1]).rating == "up"


def test_where_nothing_can_be_written_it_is_said(shown: Shown, tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(
        FeedbackError, match=r"Your rating was not kept: .*feedback\.jsonl cannot be written \(Is a dir"
    ):
        append(shown.rated("up"), tmp_path / FILE)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as on a full disk. Not longer than needed: a log is a file, too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_no_half_line(shown: Shown, tmp_path: Path) -> None:
    append(shown.rated("up"), tmp_path / FILE)
    size = (tmp_path / FILE).stat().st_size + 20
    with (
        room_for(size),
        pytest.raises(FeedbackError, match=r"Your rating was not kept: .* \(No space left"),
    ):
        append(shown.rated("down"), tmp_path / FILE)
    assert [line.rating for line in kept(tmp_path / FILE)] == ["up"]


def test_a_rating_takes_the_place_of_the_one_before_it_and_may_be_taken_back(shown: Shown) -> None:
    lines = [
        shown.rated("up", "m1"),
        shown.rated("down", "m2"),
        shown.rated("down", "m1", "It is the other treaty."),
        shown.rated("none", "m2"),
        shown.rated("up"),
        shown.rated("up"),
    ]
    assert standing(lines) == [lines[2], *lines[4:]]
    assert lines[2].comment == "It is the other treaty."


def test_a_comment_is_no_longer_than_a_page(shown: Shown) -> None:
    assert len(shown.rated("up", "m", "x" * 99_999).comment) == LONGEST_COMMENT
