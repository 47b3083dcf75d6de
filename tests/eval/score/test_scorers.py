"""Each scorer sees what it should see, and is n/a where it does not apply."""

from collections.abc import Callable
from typing import Any

import pytest

from answer.answer import Stretch
from eval.score.scorers import (
    LONGEST_CITATION,
    SCORERS,
    abstention,
    attribution,
    citation_precision,
    citation_recall,
    quote_exactness,
    right,
    written,
)

Make = Callable[..., Any]

TEXT = (
    "Anna Bell signed the treaty on June 27, 1997. The 201st Division arrived in the fall of 2005.\n\n"
    "“It’s long-term,” Bell said of the base. Fifty guards were trained abroad."
)
SIGNED = "Anna Bell signed the treaty on June 27, 1997."
DIVISION = "The 201st Division arrived in the fall of 2005."
LASTING = "“It’s long-term,” Bell said of the base."


def test_a_stated_fact_is_correct(make_sample: Make, make_answer: Make, texts: Any) -> None:
    sample = make_sample(SIGNED, target=(("June 27, 1997", "27 June 1997"), ("Bell",)))
    assert right(sample, make_answer(SIGNED), texts).value == 1


def test_a_missing_fact_is_named(make_sample: Make, make_answer: Make, texts: Any) -> None:
    score = right(make_sample(DIVISION, target=(("2005",), ("5", "five"))), make_answer(DIVISION), texts)
    assert (score.value, score.explanation) == (0, "missing: 5 | five")


def test_a_curly_apostrophe_is_an_apostrophe(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert right(make_sample(LASTING, target=(("it's long-term",),)), make_answer(LASTING), texts).value == 1


def test_a_forbidden_text_makes_an_answer_wrong(make_sample: Make, make_answer: Make, texts: Any) -> None:
    sample = make_sample(SIGNED, target=(("Bell",),), forbidden=("2005",))
    assert right(sample, make_answer(SIGNED, DIVISION), texts).explanation == "forbidden: 2005"


def test_an_abstention_from_an_answerable_question_is_wrong(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert right(make_sample(SIGNED, target=(("Bell",),)), make_answer(), texts).value == 0


@pytest.mark.parametrize(
    ("category", "words", "problem"), [("fact", 90, ""), ("fact", 91, "too long: 91 words"), ("overview", 91, "")]
)
def test_an_answer_too_long_is_wrong_unless_the_question_is_open(
    make_sample: Make, make_answer: Make, category: str, words: int, problem: str
) -> None:
    statement = make_answer(SIGNED).statements[0].model_copy(update={"text": "Bell" + " and" * (words - 1)})
    sample = make_sample(SIGNED, category=category, target=(("Bell",),))
    assert right(sample, make_answer(statements=(statement,)), {}).explanation == problem


def test_a_fact_in_an_unsupported_statement_does_not_count(make_sample: Make, make_answer: Make, texts: Any) -> None:
    answer = make_answer(SIGNED)
    unsupported = answer.statements[0].model_copy(update={"support": "unsupported"})
    answer = answer.model_copy(update={"statements": (unsupported,), "verdict": "partial"})
    assert right(make_sample(SIGNED, target=(("Bell",),)), answer, texts).value == 0


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


def led(answer: Any, said: str, **harm: Any) -> Any:
    """The answer whose only citation brings these words of the document along, as its quote's context."""
    start = TEXT.index(said)
    stretch = Stretch(**({"start": start, "end": start + len(said), "text": said} | harm))
    citation = answer.statements[0].citations[0].model_copy(update={"context": (stretch,)})
    return restated(answer, {"citations": (citation,), "text": f"{said}: {answer.statements[0].text}"})


def test_a_quote_with_its_context_is_exact(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert quote_exactness(make_sample(SIGNED), led(make_answer(SIGNED), "Fifty guards"), texts).value == 1


@pytest.mark.parametrize(
    "harm", [{"text": "Sixty guards"}, {"start": 5}, {"start": -3}, {"start": 900, "end": 912}, {"end": 1}]
)
def test_context_that_is_not_what_stands_there_is_not_exact(
    make_sample: Make, make_answer: Make, texts: Any, harm: dict[str, Any]
) -> None:
    score = quote_exactness(make_sample(SIGNED), led(make_answer(SIGNED), "Fifty guards", **harm), texts)
    assert (score.value, score.explanation) == (0, "not verbatim: [1] treaty.txt 0–45")


def test_context_of_negative_offsets_is_not_exact(make_sample: Make, make_answer: Make, texts: Any) -> None:
    start = TEXT.index("Fifty guards") - len(TEXT)
    harm = {"start": start, "end": start + len("Fifty guards")}
    assert TEXT[harm["start"] : harm["end"]] == "Fifty guards"
    assert quote_exactness(make_sample(SIGNED), led(make_answer(SIGNED), "Fifty guards", **harm), texts).value == 0


def test_an_unknown_document_is_not_exact(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert quote_exactness(make_sample(SIGNED), make_answer(SIGNED, document_id="none.txt"), texts).value == 0


@pytest.mark.parametrize("name", ["citation_precision", "citation_recall", "quote_exactness", "attribution"])
def test_citations_of_an_abstention_are_not_applicable(
    name: str, make_sample: Make, make_answer: Make, texts: Any
) -> None:
    assert SCORERS[name](make_sample(SIGNED), make_answer(), texts).value is None


@pytest.mark.parametrize("name", ["right", "citation_precision", "citation_recall"])
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


def test_statements_under_a_verdict_of_not_found_are_an_answer(make_sample: Make, make_answer: Make) -> None:
    assert abstention(make_sample(), make_answer(SIGNED, verdict="not_found"), {}).value == 0


def test_a_citation_of_a_whole_long_document_points_at_nothing(make_sample: Make, make_answer: Make) -> None:
    text = SIGNED + " And so on." * LONGEST_CITATION
    sample, answer, texts = make_sample(SIGNED), make_answer(text), {"treaty.txt": text}
    assert quote_exactness(sample, answer, texts).value == 1
    assert citation_precision(sample, answer, texts).value == citation_recall(sample, answer, texts).value == 0


def restated(answer: Any, *statements: dict[str, Any]) -> Any:
    """The answer with fields of its statements replaced."""
    pairs = zip(answer.statements, statements, strict=True)
    return answer.model_copy(update={"statements": tuple(s.model_copy(update=fields) for s, fields in pairs)})


def test_a_quoted_statement_is_carried_by_its_quote(make_sample: Make, make_answer: Make, texts: Any) -> None:
    score = attribution(make_sample(), make_answer(SIGNED, LASTING), texts)
    assert (score.value, score.of) == (1, 2)


def test_a_statement_with_anothers_citation_is_not_carried(make_sample: Make, make_answer: Make, texts: Any) -> None:
    answer = make_answer(SIGNED, DIVISION)
    first, second = answer.statements
    swapped = restated(answer, {"citations": second.citations}, {"citations": first.citations})
    assert attribution(make_sample(SIGNED), swapped, texts).value == 0
    assert citation_precision(make_sample(SIGNED, DIVISION), swapped, texts).value == 1  # which saw nothing of it


def test_a_quoted_statement_is_carried_by_its_quote_and_context(
    make_sample: Make, make_answer: Make, texts: Any
) -> None:
    answer = led(make_answer(SIGNED), "Fifty guards")
    assert attribution(make_sample(), answer, texts).value == 1
    bare = answer.statements[0].citations[0].model_copy(update={"context": ()})
    assert attribution(make_sample(), restated(answer, {"citations": (bare,)}), texts).value == 0
    assert attribution(make_sample(), led(make_answer(SIGNED), "Fifty guards", start=5), texts).value == 0


def test_a_quoted_statement_may_not_lack_a_word(make_sample: Make, make_answer: Make, texts: Any) -> None:
    answer = restated(make_answer(SIGNED), {"text": SIGNED.replace("on June ", "on ")})
    assert attribution(make_sample(), answer, texts).value == 0


def test_a_quoted_statement_may_not_differ_by_a_digit(make_sample: Make, make_answer: Make, texts: Any) -> None:
    answer = restated(make_answer(SIGNED), {"text": SIGNED.replace("27", "28")})
    score = attribution(make_sample(), answer, texts)
    assert (score.value, score.explanation[:32]) == (0, "not carried by its citations: “A")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bell signed it on June 27, 1997.", 1),
        ("Bell signed it on June 2, 1997.", 0),  # "2" is not in "27"
        ("Bell signed it in Geneva on June 27.", 0),
        ("Bell has not signed the treaty.", 0),
    ],
)
def test_a_written_statement_is_carried_by_what_its_quotes_say(
    text: str, value: float, make_sample: Make, make_answer: Make, texts: Any
) -> None:
    answer = restated(make_answer(SIGNED), {"text": text, "support": "supported"})
    assert attribution(make_sample(), answer, texts).value == value


def test_a_quote_that_is_not_verbatim_carries_nothing(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert attribution(make_sample(), make_answer(SIGNED, shift=1), texts).value == 0


def test_a_statement_without_citation_is_carried_by_nothing(make_sample: Make, make_answer: Make, texts: Any) -> None:
    assert attribution(make_sample(), restated(make_answer(SIGNED), {"citations": ()}), texts).value == 0


def test_what_is_marked_unsupported_claims_no_attribution(make_sample: Make, make_answer: Make, texts: Any) -> None:
    answer = restated(make_answer(SIGNED, DIVISION), {}, {"support": "unsupported", "citations": ()})
    assert attribution(make_sample(), answer, texts).of == 1
    assert attribution(make_sample(), restated(make_answer(SIGNED), {"support": "unsupported"}), texts).value is None


def test_a_statement_given_twice_counts_once(make_sample: Make, make_answer: Make, texts: Any) -> None:
    answer = make_answer(SIGNED)
    doubled = answer.model_copy(update={"statements": answer.statements * 2})
    assert attribution(make_sample(), doubled, texts).of == 1


def test_a_supported_statement_with_the_wrong_name_first_is_not_carried(
    make_sample: Make, make_answer: Make, texts: Any
) -> None:
    answer = restated(make_answer(SIGNED), {"text": "Bell signed the treaty.", "support": "supported"})
    other = restated(answer, {"text": "Division signed the treaty."})
    assert attribution(make_sample(), answer, texts).value == 1
    assert attribution(make_sample(), other, texts).value == 0


@pytest.mark.parametrize(
    ("mode", "support", "value"),
    [
        ("written", "supported", 1),
        ("written", "unsupported", 1),
        ("written", "quoted", 0),  # it broke off, and quotes complete it
        ("quotes", "quoted", 0),
        ("overview", "quoted", None),
        ("help", "quoted", None),
    ],
)
def test_an_answer_is_written_where_no_quote_stands_in(
    mode: str, support: str, value: float | None, make_sample: Make, make_answer: Make
) -> None:
    answer = restated(make_answer(SIGNED, mode=mode, note="It failed."), {"support": support})
    score = written(make_sample(), answer, {})
    assert (score.value, score.explanation) == (value, "It failed." if value == 0 else "")


def test_a_refusal_is_written_and_quotes_that_find_nothing_are_not(make_sample: Make, make_answer: Make) -> None:
    assert written(make_sample(), make_answer(mode="written"), {}).value == 1
    assert written(make_sample(), make_answer(mode="quotes"), {}).value == 0


def test_where_no_passage_was_found_nothing_is_asked_of_a_model(make_sample: Make, make_answer: Make) -> None:
    assert written(make_sample(), make_answer(mode="quotes", hits=()), {}).value is None
