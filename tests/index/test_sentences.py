"""Sentences and paragraphs tile a text exactly, and end where a reader would end them."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.sentences import Span, paragraph_spans, sentence_spans, trim

PIECES = [
    "Mr.",
    "U.S.",
    "Bees fly",
    ". ",
    "? ",
    "…",
    "...",
    "\n",
    "\n\n",
    " ",
    "\t",
    "“",
    "”",
    "- ",
    "# ",
    "。",
    "\r",
    "é",
    "1. ",
]
texts = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


def sentences(text: str) -> list[str]:
    return [text[slice(*trim(text, span))] for span in sentence_spans(text)]


def tiles(text: str, spans: list[Span]) -> bool:
    """Whether the spans, none of them empty, follow each other from the text's first character to its last."""
    edges = [0, *(end for _, end in spans)]
    return [start for start, _ in spans] == edges[:-1] and edges[-1] == len(text) and all(a < b for a, b in spans)


@given(texts)
@example("")
@example(" \n\n ")
@example("\n\n\nBees.\n\n\n")
def test_sentences_tile_any_text(text: str) -> None:
    assert tiles(text, sentence_spans(text))


@given(texts)
@example("")
@example(" \n\n ")
def test_paragraphs_tile_any_text(text: str) -> None:
    assert tiles(text, paragraph_spans(text))


@given(texts)
def test_no_sentence_crosses_a_paragraph(text: str) -> None:
    assert {a for a, _ in paragraph_spans(text)} <= {a for a, _ in sentence_spans(text)}


@given(texts)
def test_a_sentence_is_never_mere_white_space_beside_others(text: str) -> None:
    assert all(text[a:b].strip() for a, b in sentence_spans(text)[1:])


@given(texts.filter(str.strip))
def test_a_trimmed_span_holds_the_same_words(text: str) -> None:
    start, end = trim(text, (0, len(text)))

    assert text[start:end] == text.strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "They look to the U.S. and NATO.",
        "The U.S. Department of State said so.",
        "He met Mr. Smith and Gen. Jones.",
        "It is by J. Smith of the BBC.",
        "See No. 5 and Vol. 2 of it.",
        "It rose by 3.5 percent to 1,000.25 dollars.",
        "On Jan. 5 they met, e.g. in Dushanbe.",
        "He paused … and went on.",
        "He paused... and went on.",
        "“Is it so?” asked he.",
        "He (Avesta, June 24) agreed.",
        "Write to a.b@c.example or see www.example.org/a.b now.",
    ],
)
def test_no_sentence_ends_within(sentence: str) -> None:
    assert sentences(f"{sentence} They left.") == [sentence, "They left."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is in the U.S. The army is not.", ["It is in the U.S.", "The army is not."]),
        ("“I came.” He left.", ["“I came.”", "He left."]),
        ("He said it. “So it is.”", ["He said it.", "“So it is.”"]),
        ("It ended (at last.) Then it began.", ["It ended (at last.)", "Then it began."]),
        ("He paused… Then he went on.", ["He paused…", "Then he went on."]),
        ("Really?! Yes! No? Maybe.", ["Really?!", "Yes!", "No?", "Maybe."]),
        ("It was 2005. In 2006 it was not.", ["It was 2005.", "In 2006 it was not."]),
        ("你好。我很好！「真的吗？」是。", ["你好。", "我很好！", "「真的吗？」", "是。"]),
        ("He left\nthe room. She\nstayed.", ["He left\nthe room.", "She\nstayed."]),
        ("# Bees\nThey fly.", ["# Bees", "They fly."]),
        ("Two things:\n- bees\n- flies", ["Two things:", "- bees", "- flies"]),
        ("No stop here\n\nNor here", ["No stop here", "Nor here"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_the_sentences_of_the_article_are_whole(article: str) -> None:
    found = sentences(article)[1:]

    assert all(sentence[0].isupper() or sentence[0] in "“0123456789" for sentence in found)
    assert all(sentence.endswith((".", "”", ")", "?")) for sentence in found)


@pytest.mark.parametrize("text", ["It is so. " * 100_000, "." * 100_000 + "x", "!" * 100_000 + "x", "\n " * 100_000])
def test_long_and_odd_texts_take_no_longer_than_their_length_asks(text: str) -> None:
    started = time.perf_counter()
    sentence_spans(text)

    assert time.perf_counter() - started < 5
