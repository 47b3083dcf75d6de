"""Texts that no index holds are split as the index would split them, and their units are remembered."""

import pytest

from eval.sets.loose import LooseTexts
from index.embed import OnnxEmbedding
from index.passages import split
from made_documents import plain

TEXT = "Bees fly far and wide over the fields. They make honey.\n\nWasps sting people who sit in the garden."


@pytest.fixture
def loose(embedder: OnnxEmbedding) -> LooseTexts:
    """Passages of up to 12 tokens."""
    return LooseTexts(embedder, 12)


def test_a_text_s_passages_tile_it(loose: LooseTexts) -> None:
    passages = loose.passages(TEXT)

    assert "".join(passage.text for passage in passages) == TEXT
    assert len(passages) == 3
    assert all(TEXT[passage.start : passage.end] == passage.text for passage in passages)


def test_they_are_those_of_the_index(loose: LooseTexts, embedder: OnnxEmbedding) -> None:
    pieces = split(plain(TEXT), embedder.count_tokens, 12)
    passages = loose.passages(TEXT)

    assert [(p.start, p.end) for p in passages] == [(p.passage.start, p.passage.end) for p in pieces]
    assert [tuple(loose.units(passage)) for passage in passages] == [piece.units for piece in pieces]


def test_the_units_of_each_text_are_remembered(loose: LooseTexts) -> None:
    bees, wasps = loose.passages("Bees fly far."), loose.passages("Wasps sting people.")

    assert [loose.units(passage)[0].form.text for passage in (*bees, *wasps)] == [
        "Bees fly far.",
        "Wasps sting people.",
    ]


def test_the_same_text_has_the_same_passages_and_another_has_others(loose: LooseTexts) -> None:
    assert loose.passages(TEXT) == loose.passages(TEXT)
    assert not {p.id for p in loose.passages(TEXT)} & {p.id for p in loose.passages(TEXT + " ")}


@pytest.mark.parametrize("blank", ["", " \n\t"])
def test_a_blank_text_has_none(loose: LooseTexts, blank: str) -> None:
    assert loose.passages(blank) == []


def test_half_of_a_character_pair_is_no_matter(loose: LooseTexts) -> None:
    [passage] = loose.passages("Bees \ud83d fly.")

    assert passage.text == "Bees ? fly."
