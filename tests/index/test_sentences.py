"""Sentences and paragraphs tile a text exactly, and end where a reader would end them."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.sentences import Span, paragraph_spans, said_spans, sentence_spans, trim

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


ABBREVIATIONS = """Mr Mrs Ms Dr Prof Sr Jr St Gen Lt Col Maj Capt Sgt Gov Sen Rep Hon Rev Pres Inc Ltd Co Corp Bros vs
etc cf al approx Fig No Nos Vol pp p ed eds Ch Sec Art Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec e.g i.e ca J U.S
E.U N.A.T.O"""


@pytest.mark.parametrize("short", ABBREVIATIONS.split())
def test_no_sentence_ends_behind_an_abbreviation(short: str) -> None:
    assert sentences(f"He saw {short}. Smith 5 there. Rain fell.") == [f"He saw {short}. Smith 5 there.", "Rain fell."]


@pytest.mark.parametrize("word", ["amp", "Call", "stop", "eco", "Hon1"])
def test_what_only_ends_like_an_abbreviation_is_none(word: str) -> None:
    assert sentences(f"He saw {word}. Rain fell.") == [f"He saw {word}.", "Rain fell."]


OPENERS = (
    """The A An This That These Those It He She They We I In On At But And However Although When While If As For"""
)


@pytest.mark.parametrize("opener", OPENERS.split())
@pytest.mark.parametrize("short", ["U.S", "etc", "Inc", "Ltd", "Co", "Corp", "Jr", "Sr"])
def test_such_abbreviations_end_a_sentence_before_a_word_that_opens_one(short: str, opener: str) -> None:
    assert sentences(f"He saw {short}. “{opener} so.”") == [f"He saw {short}.", f"“{opener} so.”"]
    assert len(sentences(f"He saw {short}. {opener}xx so.")) == 1


@pytest.mark.parametrize("close", [")", "]", '"', "'", "”", "’", "»", "*", "_", "”)"])
def test_what_closes_behind_a_stop_belongs_to_the_sentence(close: str) -> None:
    assert sentences(f"He left.{close} Rain fell.") == [f"He left.{close}", "Rain fell."]


@pytest.mark.parametrize("open_", ['"', "'", "“", "‘", "(", "[", "*", "_", ""])
@pytest.mark.parametrize("stop", [".", "?", "!"])
def test_a_sentence_goes_on_in_lower_case_whatever_opens(stop: str, open_: str) -> None:
    assert len(sentences(f"So he left{stop} {open_}and rain fell.")) == 1
    assert len(sentences(f"So he left{stop} {open_}And rain fell.")) == 2


@pytest.mark.parametrize("stop", ["。", "！", "？", "。」", "。』", "。”", "。’", "。）", "！！"])
def test_scripts_without_spaces_end_their_sentences_too(stop: str) -> None:
    assert sentences(f"你好{stop}我很好") == [f"你好{stop}", "我很好"]


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "1.", "12)", "999.", "#", "######"])
def test_a_mark_is_no_part_of_what_an_item_says_and_begins_a_sentence(mark: str) -> None:
    text = f"Two things:\n{mark} bees\n  {mark}  flies"

    assert [text[a:b] for a, b in said_spans(text)] == ["Two things:", "bees", "flies"]


@pytest.mark.parametrize("mark", ["1000.", "#######", "--", "a.", "|"])
def test_what_is_no_mark_stays(mark: str) -> None:
    text = f"{mark} bees"

    assert text[slice(*said_spans(text)[-1])].endswith("bees")
    assert text[slice(*said_spans(text)[0])].startswith(mark)


def test_a_row_of_a_table_is_a_sentence() -> None:
    assert sentences("They are:\n| bees | 2 |\n| flies | 3 |") == ["They are:", "| bees | 2 |", "| flies | 3 |"]


def test_a_mark_alone_is_what_it_says() -> None:
    assert [*said_spans("-")] == [(0, 1)]


@pytest.mark.parametrize("blank", ["\n\n", "\n \t\n", "\n\n\n \n", "\n\r\n"])
def test_a_blank_line_parts_paragraphs_whatever_white_space_it_holds(blank: str) -> None:
    text = f"Bees fly{blank}far"

    assert [text[a:b] for a, b in paragraph_spans(text)] == [f"Bees fly{blank}", "far"]
    assert len(paragraph_spans("Bees fly\nfar")) == 1


def test_the_sentences_of_the_article_are_whole(article: str) -> None:
    found = sentences(article)[1:]

    assert all(sentence[0].isupper() or sentence[0] in "“0123456789" for sentence in found)
    assert all(sentence.endswith((".", "”", ")", "?")) for sentence in found)


@pytest.mark.parametrize("text", ["It is so. " * 100_000, "." * 100_000 + "x", "!" * 100_000 + "x", "\n " * 100_000])
def test_long_and_odd_texts_take_no_longer_than_their_length_asks(text: str) -> None:
    started = time.perf_counter()
    sentence_spans(text)

    assert time.perf_counter() - started < 5
