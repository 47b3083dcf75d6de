"""A year or a name of which the passages never speak has no answer in them."""

from dataclasses import replace

import pytest

from answer.read.encoder import Encoder
from answer.read.silence import is_silent
from index.embed import OnnxEmbedding
from index.passages import Hit
from made_documents import passage_of, units_of


@pytest.fixture(scope="module")
def encoder(embedder: OnnxEmbedding) -> Encoder:
    return Encoder(embedder, units_of)


def hits(*texts: str, context: str = "") -> list[Hit]:
    passages = [replace(passage_of(text, f"{n} {text}"), context=context) for n, text in enumerate(texts)]
    return [Hit(passage, 1.0, n, None) for n, passage in enumerate(passages, 1)]


TALKS = (
    "Moscow keeps its base in Tajikistan. In June 1997 Ivanov signed the accord with Rakhmonov.",
    "Iran played a part in the talks.",
)


@pytest.mark.parametrize("year", ["1998", "2008", "1597"])
def test_a_year_that_no_passage_holds_has_no_answer(encoder: Encoder, year: str) -> None:
    assert is_silent(f"what was signed in {year}", hits(*TALKS), encoder)


@pytest.mark.parametrize(
    "question",
    ["what was signed in 1997", "what of the 2500 guards", "what of 1300 men", "which 12008 men", "what of 97"],
)
def test_a_year_that_is_held_is_no_silence_nor_is_another_number(encoder: Encoder, question: str) -> None:
    assert not is_silent(question, hits(*TALKS), encoder)


def test_one_of_two_years_that_is_missing_is_missed(encoder: Encoder) -> None:
    assert is_silent("what changed from 1997 to 1999", hits(*TALKS), encoder)


def test_a_name_of_which_no_passage_speaks_has_no_answer(encoder: Encoder) -> None:
    assert is_silent("What did China offer?", hits(*TALKS), encoder)


def test_one_of_two_names_that_is_unknown_is_missed(encoder: Encoder) -> None:
    assert is_silent("What did Moscow and China offer?", hits(*TALKS), encoder)


@pytest.mark.parametrize("name", ["Rakhmonov", "Iran", "Iran's", "Tajik"])
def test_a_name_that_is_held_in_any_form_in_any_passage_is_known(encoder: Encoder, name: str) -> None:
    assert not is_silent(f"What did {name} people want?", hits(*TALKS), encoder)


def test_a_name_may_stand_in_the_title_alone(encoder: Encoder) -> None:
    assert not is_silent("What of Lindau?", hits("The bridge was opened in May.", context="Lindau"), encoder)
    assert is_silent("What of Lindau?", hits("Prices of maize rose in May."), encoder)


def test_another_name_for_what_is_there_is_no_silence(encoder: Encoder) -> None:
    assert not is_silent("What did Holland offer?", hits("Rain fell.", "The Netherlands offered help."), encoder)


@pytest.mark.parametrize("question", ["China offered what?", "what did china offer", "What? China? Really?"])
def test_a_capital_that_opens_a_sentence_makes_no_name(encoder: Encoder, question: str) -> None:
    assert not is_silent(question, hits(*TALKS), encoder)


def test_without_a_name_or_a_year_there_is_nothing_to_miss(encoder: Encoder) -> None:
    assert not is_silent("Why does it rain?", hits(*TALKS), encoder)


def test_without_passages_every_name_is_missed(encoder: Encoder) -> None:
    assert is_silent("What did China offer?", [], encoder)
