"""Each scorer sees what it should see, and is n/a where it does not apply."""

from collections.abc import Callable
from typing import Any

import pytest

from eval.scorers import SCORERS, abstention, citation_precision, citation_recall, correctness, quote_exactness

Make = Callable[..., Any]

SIGNED = "Anna Bell signed the treaty on June 27, 1997."
DIVISION = "The 201st Division arrived in the fall of 2005."
LASTING = "“It’s long-term,” Bell said of the base."


def test_a_stated_fact_is_correct(make_sample: Make, make_answer: Make, texts: Any) -> None:
    sample = make_sample(SIGNED, target=(("June 27, 1997", "27 June 1997"), ("Bell",)))
    assert correctness(sample, make_answer(SIGNED), texts).value == 1


def test_a_missing_fact_is_named(make_sample: Make, make_answer: Make, texts: Any) -> None:
    score = correctness(make_sample(DIVISION, target=(("2005",), ("5", "five"))), make_answer(DIVISION), texts)
    assert (score.value, score.explanation) == (0, "missing: 5 | five")


def test_a_curly_apostrophe_is_an_apostrophe(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert correctness(make_sample(LASTING, target=(("it's long-term",),)), make_answer(LASTING), texts).value == 1


def test_a_forbidden_text_makes_an_answer_wrong(make_sample: Make, make_answer: Make, texts: Any) -> None:
    sample = make_sample(SIGNED, target=(("Bell",),), forbidden=("2005",))
    assert correctness(sample, make_answer(SIGNED, DIVISION), texts).explanation == "forbidden: 2005"


def test_an_abstention_from_an_answerable_question_is_wrong(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert correctness(make_sample(SIGNED, target=(("Bell",),)), make_answer(), texts).value == 0


def test_a_fact_in_an_unsupported_statement_does_not_count(make_sample: Make, make_answer: Make, texts: Any) -> None:
    answer = make_answer(SIGNED)
    unsupported = answer.statements[0].model_copy(update={"support": "unsupported"})
    answer = answer.model_copy(update={"statements": (unsupported,), "verdict": "partial"})
    assert correctness(make_sample(SIGNED, target=(("Bell",),)), answer, texts).value == 0


def test_a_citation_of_other_words_lowers_precision(make_sample: Make, make_answer: Make, texts: Any) -> None:
    score = citation_precision(make_sample(SIGNED), make_answer(SIGNED, DIVISION), texts)
    assert (score.value, score.of, score.explanation) == (0.5, 2, "not on gold: [2]")


def test_a_citation_of_part_of_the_gold_quote_is_precise(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert citation_precision(make_sample(SIGNED), make_answer("Anna Bell signed"), texts).value == 1


def test_an_invented_citation_is_not_precise(make_sample: Make, make_answer: Make, texts: Any) -> None:
    invented = make_answer("Anna Bell signed nothing at all that day here.")
    assert citation_precision(make_sample(SIGNED), invented, texts).value == 0


def test_a_citation_of_another_document_is_not_precise(make_sample: Make, make_answer: Make, texts: Any) -> None:
    other = make_answer(SIGNED, document_id="copy.txt")
    assert citation_precision(make_sample(SIGNED), other, {**texts, "copy.txt": texts["treaty.txt"]}).value == 0


def test_two_quotes_under_one_number_both_count(make_sample: Make, make_answer: Make, texts: Any) -> None:
    answer = make_answer(SIGNED, DIVISION)
    second = answer.statements[1].citations[0].model_copy(update={"number": 1})
    statements = (answer.statements[0], answer.statements[1].model_copy(update={"citations": (second,)}))
    answer = answer.model_copy(update={"statements": statements})
    assert citation_precision(make_sample(SIGNED), answer, texts).of == 2


def test_a_gold_quote_that_is_not_cited_lowers_recall(make_sample: Make, make_answer: Make, texts: Any) -> None:
    score = citation_recall(make_sample(SIGNED, LASTING), make_answer(SIGNED), texts)
    assert (score.value, score.of, score.explanation) == (0.5, 2, f"not cited: “{LASTING}”")


def test_shifted_offsets_are_not_exact(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert quote_exactness(make_sample(SIGNED), make_answer(SIGNED, shift=1), texts).value == 0


def test_negative_offsets_are_not_exact(make_sample: Make, make_answer: Make, texts: Any) -> None:
    shifted = make_answer(SIGNED, shift=-len(texts["treaty.txt"]))
    assert quote_exactness(make_sample(SIGNED), shifted, texts).value == 0


def test_an_unknown_document_is_not_exact(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert quote_exactness(make_sample(SIGNED), make_answer(SIGNED, document_id="none.txt"), texts).value == 0


@pytest.mark.parametrize("name", ["citation_precision", "citation_recall", "quote_exactness"])
def test_citations_of_an_abstention_are_not_applicable(
    name: str, make_sample: Make, make_answer: Make, texts: Any
) -> None:
    assert SCORERS[name](make_sample(SIGNED), make_answer(), texts).value is None


@pytest.mark.parametrize("name", ["correctness", "citation_precision", "citation_recall"])
def test_gold_metrics_of_an_unanswerable_question_are_not_applicable(
    name: str, make_sample: Make, make_answer: Make, texts: Any
) -> None:
    assert SCORERS[name](make_sample(), make_answer(SIGNED), texts).value is None


@pytest.mark.parametrize("name", ["citation_precision", "citation_recall"])
def test_an_overview_may_cite_other_sentences(name: str, make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert SCORERS[name](make_sample(SIGNED, category="overview"), make_answer(DIVISION), texts).value is None


@pytest.mark.parametrize(("gold", "stated", "value"), [((), (), 1), ((), (SIGNED,), 0), ((SIGNED,), (), 0)])
def test_abstention_is_right_only_of_unanswerable_questions(
    gold: Any, stated: Any, value: float, make_sample: Make, make_answer: Make
) -> None:
    assert abstention(make_sample(*gold), make_answer(*stated), {}).value == value
