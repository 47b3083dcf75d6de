"""bench altered: what is altered, and that a sentence is false of its passage afterwards."""

from random import Random

import pytest

from eval.sets.alter import alterations
from eval.sets.trials import by_hand, half_of, untokenized
from settings import ROOT, Settings

SENTENCE = "On June 27, 1997, Anna Bell of Lindau was beaten by Karl Weiss in 33 games."
PASSAGE = f"{SENTENCE} It was won before by Emil Brandt near Bregenz."


@pytest.mark.parametrize("kind", ["digit", "date", "name", "negation", "swap"])
def test_each_kind_changes_the_sentence_and_nothing_else_of_its_length(kind: str) -> None:
    others = [PASSAGE, "The cup went to Clara Stern of Konstanz, and Otto Frey lost in Dornbirn."]
    drawn = [one for seed in range(9) for one in alterations(SENTENCE, PASSAGE, others, Random(seed))]
    made = {one.kind: one.text for one in drawn}

    assert made[kind] != SENTENCE
    assert abs(len(made[kind].split()) - len(SENTENCE.split())) <= 2


def test_the_same_seed_alters_alike() -> None:
    first, second = (list(alterations(SENTENCE, PASSAGE, [PASSAGE], Random(3))) for _ in range(2))

    assert first == second


def test_a_negated_sentence_loses_its_not() -> None:
    made = {one.kind: one.text for one in alterations("It was not signed.", "It was not signed.", [], Random(0))}

    assert made["negation"] == "It was signed."


def test_tokens_become_text() -> None:
    assert untokenized("He said `` no '' , Anna 's cat ( 4 ) .") == 'He said "no", Anna\'s cat (4).'


def test_every_sentence_by_hand_stands_beside_its_passage() -> None:
    trials = by_hand(Settings(corpus=ROOT / "corpus"))

    assert len(trials) == 84
    assert {t.half for t in trials if t.faithful} == {"dev", "test"}


def test_a_document_has_one_half() -> None:
    assert half_of("Forecasting") == half_of("Forecasting")
    assert {half_of(str(n)) for n in range(20)} == {"dev", "test"}
