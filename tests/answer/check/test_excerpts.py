"""The sentences of passages that are quoted for a written one: the most like it, and what adds to it."""

import math

import numpy as np
import pytest

from answer.check.excerpts import as_quotes, best_places, likenesses
from answer.read.encoder import EncodedPassage, EncodedText
from index.passages import Passage
from index.sentences import sentence_spans
from made_documents import plain, stretch

ASKED = EncodedText(np.array([[1.0, 0.0]], dtype=np.float32), ())


def passage_of(text: str, *cosines: float, start: int = 0) -> EncodedPassage:
    """A passage whose sentences, each a unit, have these cosines to the statement, as the model sees them."""
    document = plain(" " * start + text, "d.txt")
    passage = Passage(f"p{start}", "d.txt", start, start + len(text), text, "paragraph 1 of 1")
    units = tuple(stretch(document, text[a:b].strip(), passage).unit for a, b in sentence_spans(text))
    angles = [cosines[n] if n < len(cosines) else 0.0 for n in range(len(units))]
    vectors = np.array([[c, math.sqrt(1 - c * c)] for c in angles], dtype=np.float32).reshape(-1, 2)
    return EncodedPassage(passage, units, EncodedText(vectors, ()))


def test_likeness_is_the_cosine_and_the_share_of_common_words() -> None:
    read = [passage_of("Guards left Kulob. Rain fell.", 0.5, 1.0), passage_of("Bell left.", 0.0)]

    assert likenesses("Guards left the base.", ASKED, read) == pytest.approx([0.35 + 2 / 3, 0.7, 1 / 3])


def test_where_nothing_is_said_the_cosine_alone_counts() -> None:
    assert likenesses("It is.", ASKED, [passage_of("Guards left.", 0.5)]) == pytest.approx([0.35])


def test_no_sentence_is_no_place() -> None:
    assert best_places("Guards left.", ASKED, []) == []
    assert best_places("Guards left.", ASKED, [passage_of("")]) == []


def test_one_sentence_that_says_it_all_is_enough() -> None:
    read = [passage_of("Rain fell. Bell left."), passage_of("It rained. Guards left.")]

    assert best_places("Guards left.", ASKED, read) == [(1, 1)]


def test_a_second_one_is_quoted_for_what_it_adds_in_reading_order() -> None:
    read = [passage_of("Rain fell. Bell spoke."), passage_of("Guards left Kulob.")]

    assert best_places("Guards left Kulob, Bell spoke.", ASKED, read) == [(0, 1), (1, 0)]


@pytest.mark.parametrize(("words", "places"), [(6, [(0, 0), (0, 1)]), (7, [(0, 0)])])
def test_a_second_one_must_add_more_than_a_seventh(words: int, places: list[tuple[int, int]]) -> None:
    names = "Anna Bob Carl Dave Emma Fred".split()[: words - 1]
    read = [passage_of(f"{' '.join(names)} slept. Rain."), passage_of("Snow.")]

    assert best_places(f"{' '.join(names)}, rain", ASKED, read) == places


def test_of_two_that_add_as_much_the_more_like_one_is_quoted() -> None:
    read = [passage_of("Guards left Kulob. Bell spoke. Bell was heard.", 0.5, 0.1, 0.9)]

    assert best_places("Guards left Kulob with Bell.", ASKED, read) == [(0, 0), (0, 2)]


def test_what_adds_more_is_quoted_before_what_is_more_like() -> None:
    read = [passage_of("Guards left Kulob in Spain. Bell. Bell spoke.", 0.9, 0.9, 0.0)]

    assert best_places("Guards left Kulob, Spain, Bell spoke.", ASKED, read) == [(0, 0), (0, 2)]


def test_quotes_stand_at_their_places_in_the_document() -> None:
    read = [passage_of("Guards left. Bell spoke. Rain fell.", start=100), passage_of("Snow fell.", start=200)]

    quotes = as_quotes([(0, 0), (0, 2), (1, 0)], read)

    assert [(q.start, q.end) for q in quotes] == [(100, 112), (125, 135), (200, 210)]
    assert [(q.document_id, q.passage) for q in quotes] == [("d.txt", read[n].passage) for n in (0, 0, 1)]


def test_neighbours_are_one_quote() -> None:
    read = [passage_of("Guards left. Bell spoke. Rain fell.", start=100)]

    assert [(q.start, q.end) for q in as_quotes([(0, 1), (0, 2)], read)] == [(113, 135)]


def test_the_last_of_one_passage_and_the_first_of_the_next_are_two() -> None:
    read = [passage_of("Guards left."), passage_of("Bell spoke. Rain fell.", start=20)]

    assert [(q.start, q.end) for q in as_quotes([(0, 0), (1, 1)], read)] == [(0, 12), (32, 42)]
