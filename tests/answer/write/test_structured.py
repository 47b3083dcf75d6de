"""JSON that comes piece by piece → sentences, each as soon as it is whole."""

import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.write.sentences import Sentence
from answer.write.structured import Refused, schema, structured

BORN = {"text": "Bell was born in 1847.", "passages": [2, 1]}
DIED = {"text": "He died in “Beinn Bhreagh”, aged 75.", "passages": [3]}


def said(*items: object, answered: bool = True) -> str:
    return json.dumps({"answered": answered, "sentences": list(items)}, indent=2)


def test_the_sentences_come_with_the_passages_that_they_cite() -> None:
    assert list(structured([said(BORN, DIED)], 3)) == [
        Sentence("Bell was born in 1847.", (2, 1)),
        Sentence("He died in “Beinn Bhreagh”, aged 75.", (3,)),
    ]


def test_a_sentence_is_given_out_before_the_next_has_come() -> None:
    came = []

    def pieces() -> Iterator[str]:
        text = said(BORN, DIED)
        first = text.index("},") + 1
        yield text[:first]
        came.append("the first")
        yield text[first:]

    found = structured(pieces(), 3)
    assert next(found).text == "Bell was born in 1847."
    assert came == []


@given(st.lists(st.integers(1, 200), max_size=8))
def test_it_does_not_matter_where_the_pieces_are_cut(cuts: list[int]) -> None:
    text = said(BORN, {"text": 'A brace } and a "quote" [4].', "passages": [1]}, DIED)
    places = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pieces = [text[a:b] for a, b in pairwise(places)]

    assert list(structured(["", *pieces], 3)) == list(structured([text], 3))


@pytest.mark.parametrize("text", [said(answered=False), said(), '{"answered": false'])
def test_where_nothing_is_said_it_is_a_refusal(text: str) -> None:
    with pytest.raises(Refused):
        list(structured([text], 3))


def test_what_is_said_counts_for_more_than_that_it_does_not_answer() -> None:
    assert [s.text for s in structured([said(BORN, answered=False)], 3)] == ["Bell was born in 1847."]


@pytest.mark.parametrize("text", ["", "I cannot.", '["sentences"]', '{"sentences": "none"}'])
def test_what_is_no_such_answer_gives_no_sentence(text: str) -> None:
    assert list(structured([text], 3)) == []


def test_markers_in_a_text_are_read_and_two_sentences_are_two() -> None:
    text = said({"text": "**Bell** was born in 1847 [2]. He went to Canada.", "passages": [1]})
    assert list(structured([text], 3)) == [
        Sentence("Bell was born in 1847.", (2,)),
        Sentence("He went to Canada.", (1,)),
    ]


@pytest.mark.parametrize("item", [{"passages": [1]}, {"text": "", "passages": [1]}, {"text": None, "passages": None}])
def test_an_item_that_lacks_its_parts_harms_nothing(item: dict[str, object]) -> None:
    assert [s.text for s in structured([said(item, BORN)], 3)] == ["Bell was born in 1847."]


def test_the_schema_lets_only_passages_be_cited_that_were_offered() -> None:
    numbers = schema(5)["properties"]["sentences"]["items"]["properties"]["passages"]["items"]
    assert (numbers["minimum"], numbers["maximum"]) == (1, 5)
    assert list(schema(5)["properties"]) == ["answered", "sentences"]  # a model decides before it writes
