"""Cases of question sets and exercises: each sentence that was read, and the right ones marked."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from answer.read.span_reader import SpanReader
from eval.sets.samples import GoldQuote, Sample
from settings import Settings
from training import cases as training_cases
from training.cases import RankingCase, of_exercises, of_question_set, of_twins
from training.recipe import Recipe
from training.samples import SpanSample

HARBOUR = "The lighthouse of Brackwater is 33 metres high. It was built of granite. Ships pass it on their way north."
BAKERY = "The bakery on the square opens at six. It is closed on Mondays. Its bread is baked with rye."
TEXTS = {"harbour.txt": HARBOUR, "bakery.txt": BAKERY}


@pytest.fixture(scope="module")
def spans() -> SpanReader:
    return SpanReader()


def sample(document: str, question: str, paragraph: str, answer: str = "") -> SpanSample:
    at = paragraph.find(answer)
    return SpanSample("exercises", document, question, paragraph, ((at, at + len(answer)),) if answer else ())


def asked(question: str, quote: str = "", texts: Mapping[str, str] = TEXTS) -> Sample:
    gold = [
        GoldQuote(document_id=key, start=text.index(quote), end=text.index(quote) + len(quote), quote=quote)
        for key, text in texts.items()
        if quote and quote in text
    ]
    return Sample(
        id=question, category="fact", half="dev", question=question, answerable=bool(quote), evidence=tuple(gold)
    )


@pytest.fixture
def cases(article_settings: Settings, spans: SpanReader) -> list[RankingCase]:
    samples = [
        asked("How high is the lighthouse of Brackwater?", "33 metres high"),
        asked("Who owns the bakery on the square?"),
        asked("How many people live in China?"),
    ]
    return list(of_question_set(article_settings, spans, samples, TEXTS))


def test_the_sentence_of_the_evidence_is_the_right_one(cases: list[RankingCase]) -> None:
    assert [int(case.right.sum()) for case in cases] == [1, 0, 0]
    assert cases[0].right[0]  # the sentences come best first


def test_all_sentences_of_all_documents_were_read(cases: list[RankingCase]) -> None:
    assert [len(case.features) for case in cases[:2]] == [6, 6]


def test_nothing_is_left_in_the_users_data(article_settings: Settings, spans: SpanReader) -> None:
    stores = article_settings.store.parent
    before = set(stores.iterdir())

    assert list(of_question_set(article_settings, spans, [asked("When does the bakery open?", "at six")], TEXTS))

    assert set(stores.iterdir()) == before


def test_of_the_exercises_those_of_the_test_are_not_asked(
    article_settings: Settings, spans: SpanReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuning = [
        sample("A/B: the harbour", "How high is the lighthouse?", HARBOUR, "33 metres"),
        sample("The bakery", "On which day does the bakery close?", BAKERY, "Mondays"),
        sample("The bakery", "Who owns the bakery on the square?", BAKERY),
    ]
    kept = [sample("The railway", "Who built the railway?", "Karl Weiss built the railway.", "Karl Weiss")]
    monkeypatch.setattr("training.cases.exercises_by_side", lambda recipe: (kept, tuning, []))

    found = list(of_exercises(article_settings, spans, Recipe()))

    assert sorted((case.answerable, int(case.right.sum())) for case in found) == [(False, 0), (True, 1), (True, 1)]
    assert all(case.right[0] for case in found if case.answerable)


TWINS = """=== lights.txt
The lighthouse of Brackwater is 33 metres high. It was built of granite.

--- questions
[bind]
+ How high is the lighthouse of Brackwater? => 33 metres
- How high is the lighthouse of Selmouth?

=== others.txt
The lighthouse of Selmouth is 28 metres high. It was built of brick.

--- questions
[bind]
+ What was the lighthouse of Selmouth built of? => brick
- What was the lighthouse of Brackwater built of?
"""


def test_twins_are_asked_of_their_own_document_alone(
    article_settings: Settings, spans: SpanReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.txt").write_text(TWINS, encoding="utf-8")
    monkeypatch.setattr(training_cases, "CONTRAST", tmp_path)
    monkeypatch.setattr(training_cases, "FOR_TUNING", "own.txt")

    found = list(of_twins(article_settings, spans, Recipe()))

    assert sorted(int(case.right.sum()) for case in found) == [0, 0, 1, 1]
    assert [len(case.features) for case in found if case.answerable] == [2, 2]
