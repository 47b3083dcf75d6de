"""The question varied by rule: what changes, and what may not."""

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from eval.mutate.ground import Ground
from eval.mutate.variants import case, fronted, keywords, misspelt, paraphrase, resplit, typo, word_order
from eval.sets.samples import Sample

MakeSample = Callable[..., Sample]
MakeGround = Callable[..., Ground]

LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
TOKENS = st.one_of(LETTERS, LETTERS.map(str.capitalize), st.integers(1, 2005).map(str))
QUESTIONS = st.lists(TOKENS, min_size=1, max_size=14).map(lambda words: " ".join(words) + "?")


@given(QUESTIONS, st.integers(0, 1000))
def test_a_typo_is_one_slip_or_two_and_never_in_a_first_letter_or_a_number(question: str, seed: int) -> None:
    slipped = misspelt(question, Random(seed))

    words, now = question.split(), slipped.split()
    assume(any(len(word.strip("?")) >= 4 and word[0].isalpha() for word in words))
    changed = [(was, is_now) for was, is_now in zip(words, now, strict=True) if was != is_now]
    assert len(changed) <= (2 if len(words) >= 8 else 1)
    assert all(OSA.distance(was, is_now) == 1 and was[0] == is_now[0] for was, is_now in changed)
    assert re.findall(r"\d+", slipped) == re.findall(r"\d+", question)


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("When was the accord signed?", "the accord signed when?"),
        ("Who is Russia's defence minister?", "Russia's defence minister who?"),
        ("Which minister spoke?", "Which minister spoke?"),
    ],
)
def test_the_question_word_goes_to_the_end(question: str, order: str) -> None:
    assert fronted(question) == order


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("On what day was the General Agreement signed?", "what day General Agreement signed"),
        ("Why was it not signed in Moscow?", "Why not signed Moscow"),
        ("Did he agree to the base?", "Did he agree to the base?"),
    ],
)
def test_keywords_are_what_carries_the_question(question: str, words: str) -> None:
    assert keywords(question) == words


def test_each_group_varies_the_question_and_nothing_else(make_sample: MakeSample, make_ground: MakeGround) -> None:
    sample = make_sample("Anna Bell", question="When was the long treaty signed?", paraphrases=("On what day?",))
    ground = make_ground(sample)

    asked = {maker.__name__: [m.case.question for m in maker(ground)] for maker in (paraphrase, word_order, case)}

    assert asked["paraphrase"] == ["On what day?"]
    assert asked["word_order"] == ["the long treaty signed when?", "When long treaty signed"]
    assert asked["case"] == [
        "when was the long treaty signed?",
        "WHEN WAS THE LONG TREATY SIGNED?",
        "When was the long treaty signed",
    ]
    assert len(list(typo(ground))) == 2
    assert not any(m.texts for maker in (paraphrase, word_order, case, typo) for m in maker(ground))


def test_a_variant_that_is_the_question_is_left_out(make_sample: MakeSample, make_ground: MakeGround) -> None:
    ground = make_ground(make_sample("Anna Bell", question="who signed it"))

    assert [m.case.question for m in case(ground)] == ["WHO SIGNED IT"]


def test_a_short_question_has_neither_order_nor_typos(make_sample: MakeSample, make_ground: MakeGround) -> None:
    ground = make_ground(make_sample("Anna Bell", question="When was that?"))

    assert not [*word_order(ground), *typo(ground)]


def test_a_resplit_asks_with_other_passages(make_sample: MakeSample, make_ground: MakeGround) -> None:
    assert [m.case.passage_tokens for m in resplit(make_ground(make_sample("Anna Bell")))] == [100, 250]
