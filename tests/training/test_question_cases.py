"""Cases of a question set: what is asked of the documents, and of the documents without their answers."""

from collections.abc import Callable, Mapping

import pytest

from answer.read.span_reader import SpanReader
from eval.sets.samples import Sample
from settings import Settings
from training.cases import Case
from training.question_cases import of_questions

MakeSample = Callable[..., Sample]


@pytest.fixture(scope="module")
def spans() -> SpanReader:
    return SpanReader()


@pytest.fixture
def cases(
    article_settings: Settings, spans: SpanReader, texts: Mapping[str, str], make_sample: MakeSample
) -> list[Case]:
    sample = make_sample(
        "signed the treaty",
        question="When did Anna Bell sign the treaty?",
        paraphrases=("On which day was the treaty signed?",),
        target=(("June 27, 1997",),),
    )
    return list(of_questions(article_settings, spans, [sample], texts))


def test_each_wording_is_asked_with_the_answer_and_without_it(cases: list[Case]) -> None:
    assert [case.answerable for case in cases] == [True, True, False, False]


def test_the_sentence_of_the_evidence_is_the_right_one(cases: list[Case]) -> None:
    assert [int(case.right.sum()) for case in cases] == [1, 1, 0, 0]
    assert cases[0].right[0]  # the sentences come best first


def test_without_the_sentence_that_answers_there_is_one_less(cases: list[Case]) -> None:
    assert len(cases[3].evidence) == len(cases[1].evidence) - 1


def test_what_is_refused_without_weighing_has_no_sentences(cases: list[Case]) -> None:
    """Without the sentence, nothing speaks of Anna any more."""
    assert not len(cases[2].evidence)


def test_nothing_is_left_in_the_users_data(
    article_settings: Settings, spans: SpanReader, texts: Mapping[str, str], make_sample: MakeSample
) -> None:
    stores = article_settings.store.parent
    before = set(stores.iterdir())

    assert list(of_questions(article_settings, spans, [make_sample("signed the treaty")], texts))

    assert set(stores.iterdir()) == before
