"""Forty documents set by chance, in one to three columns: their text comes back in reading order, page by page."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from rapidfuzz.distance import Indel

from index.documents.document import Content, faults
from index.documents.pdf.pdf import load
from typesetter import Typesetter, made_up

SEEDS = range(40)


@dataclass(frozen=True)
class Read:
    set: Typesetter
    content: Content


@pytest.fixture(scope="module")
def forty() -> list[Read]:
    sheets = [made_up(seed) for seed in SEEDS]
    return [Read(sheet, load(sheet.pdf())) for sheet in sheets]


def _text(content: Content) -> str:
    """Its text without what recurs on its pages and what it states of itself, white space evened."""
    kept, at = [], 0
    for block in content.blocks:
        if block.kind in ("furniture", "front"):
            kept.append(content.text[at : block.start])
            at = block.end
    return " ".join("".join([*kept, content.text[at:]]).split())


def _similarity(read: Read) -> float:
    return Indel.normalized_similarity(_text(read.content), " ".join(" ".join(read.set.truth).split()))


def _quotes(read: Read) -> Iterator[tuple[str, int, int]]:
    """Ten sentences with the pages that they begin and end on."""
    yield from random.Random(0).sample(read.set.places, 10)


def test_the_characters_come_in_reading_order(forty: list[Read]) -> None:
    similarities = [_similarity(read) for read in forty]

    assert sum(similarities) / len(similarities) >= 0.99
    assert min(similarities) >= 0.97


def test_every_quote_lies_on_its_page(forty: list[Read]) -> None:
    asked = right = 0
    for read in forty:
        for sentence, first, last in _quotes(read):
            found = re.search(r"\s+".join(map(re.escape, sentence.split())), read.content.text)
            asked += 1
            pages = [
                page for page in read.content.pages if found and page.start < found.end() and found.start() < page.end
            ]
            right += [page.name for page in pages] == [f"page {number}" for number in range(first, last + 1)]

    assert right / asked == 1.0


def test_running_heads_and_feet_are_furniture_and_nothing_else_is(forty: list[Read]) -> None:
    for read in forty:
        look, pages = read.set.look, len(read.set.pages)
        furniture = [read.content.text[b.start : b.end] for b in read.content.blocks if b.kind == "furniture"]
        expected = [text.replace("#", str(n + 1)) for n in range(pages) for text in (look.head, look.foot) if text]
        assert sorted(furniture) == sorted(expected)


def test_their_blocks_keep_the_laws(forty: list[Read]) -> None:
    assert [faults(read.content.text, read.content.blocks) for read in forty] == [[]] * len(forty)
