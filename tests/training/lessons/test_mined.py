"""Public questions, beside what a search brings up for them."""

from answer.read.span_reader import SpanReader
from settings import Settings
from training.lessons.mined import mined
from training.samples import SpanSample


def test_a_question_is_asked_of_its_passage_and_of_others_that_lack_the_answer(
    article_settings: Settings, samples: tuple[SpanSample, ...]
) -> None:
    asked = [s for s in samples if s.source == "new_wiki"][:6]
    paragraphs = {s.paragraph: s.document for s in samples if s.source == "new_wiki"}

    lessons = list(mined(article_settings, SpanReader(), paragraphs, asked))

    answers = {s.question: s.paragraph[slice(*s.answers[0])] for s in asked}
    assert len(lessons) >= 3
    for lesson in lessons:
        answer = answers[lesson[0].question]
        assert all(e.span and e.passage[slice(*e.span)] == answer for e in lesson if e.answerable)
        assert not any(answer in e.passage for e in lesson if not e.answerable)
    found = [e for lesson in lessons for e in lesson]
    assert {e.answerable for e in found} == {True, False}
