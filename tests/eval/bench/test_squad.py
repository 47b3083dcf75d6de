"""bench squad on two paragraphs, with the real reader; and the layouts it reads."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from eval.bench.reading import BenchReader
from eval.bench.squad import metrics
from eval.sets.squad_files import ParagraphQuestion, read_questions

Figures = Callable[..., dict[str, Any]]
Value = Callable[..., float | None]

ASKED = [ParagraphQuestion("?", 0, ("Karl Weiss",)), ParagraphQuestion("?", 0, ())]


def test_a_question_is_read_against_its_own_paragraph(squad: Path, figures: Figures, value: Value) -> None:
    found = figures("squad", squad)
    assert (value(found, "always answering", "has answer, F1") or 0) > 0.5  # the very words, not the sentence
    assert value(found, "always answering", "no answer, EM") == 0


def test_the_chat_refuses_what_the_paragraph_is_silent_on(squad: Path, figures: Figures, value: Value) -> None:
    assert value(figures("squad", squad), "as the chat answers", "no answer, EM") == 1


def test_the_words_that_answer_score_one(squad: Path, figures: Figures, value: Value, monkeypatch: Any) -> None:
    words = {"When": "1856", "Who b": "Karl Weiss"}
    monkeypatch.setattr(
        BenchReader, "_words", lambda self, quote: next(w for w in words.values() if w in quote.passage.text)
    )
    found = figures("squad", squad)
    assert value(found, "always answering", "has answer, EM") == 1


def test_questions_with_and_without_an_answer_are_scored_apart() -> None:
    found = metrics(ASKED, ["Weiss", ""])
    assert {name: found[name].value for name in ("EM", "has answer, EM", "no answer, EM", "answered")} == {
        "EM": 0.5,
        "has answer, EM": 0,
        "no answer, EM": 1,
        "answered": 0.5,
    }


def test_where_every_question_has_an_answer_there_is_one_figure_for_all() -> None:
    assert list(metrics(ASKED[:1], ["Weiss"])) == ["EM", "F1", "answered"]


def test_both_versions_of_the_layout_are_read(squad: Path) -> None:
    found = read_questions(squad)
    assert [question.golds for question in found.questions] == [("1856",), (), ("Karl Weiss",)]
    assert found.layout == "SQuAD, some without an answer"
    old = json.loads(squad.read_text(encoding="utf-8"))
    del old["data"][0]["paragraphs"][0]["qas"][1]
    squad.write_text(json.dumps(old), encoding="utf-8")
    assert read_questions(squad).layout == "SQuAD"


def test_a_paragraph_given_twice_is_one(qed: Path) -> None:
    found = read_questions(qed)
    assert (len(found.paragraphs), [q.paragraph for q in found.questions]) == (1, [0, 0])


def test_qed_joins_the_spans_of_an_annotator_and_trusts_its_own(qed: Path) -> None:
    assert [question.golds for question in read_questions(qed).questions] == [("salt timber",), ()]
