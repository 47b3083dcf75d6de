"""Marks: nothing of a mark is lost, nothing is added, and what is cut is seen to be cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.report.marks import TextSegment, segments
from index.sentences import Span

WORDS = "aa bb cc dd ee ff gg hh ii jj"


def looks(found: list[TextSegment]) -> list[tuple[str, str]]:
    return [(piece.text, piece.look) for piece in found]


def test_gold_and_cited_and_what_is_both() -> None:
    found = segments(WORDS, [(3, 8)], [(1, (6, 11))], around=100)
    assert looks(found) == [("aa ", "plain"), ("bb ", "gold"), ("cc", "both"), (" dd", "cited"), (WORDS[11:], "plain")]


def test_a_citations_number_stands_where_it_ends() -> None:
    found = segments(WORDS, [], [(1, (0, 5)), (2, (3, 5))], around=100)
    assert [piece.numbers for piece in found] == [(), (1, 2), ()]


def test_a_mark_to_the_very_end_keeps_its_number() -> None:
    assert segments("ab", [], [(7, (0, 2))])[-1].numbers == (7,)


@pytest.fixture
def long() -> str:
    return " ".join(f"word{n}" for n in range(400))


def test_far_from_a_mark_the_text_is_cut(long: str) -> None:
    start = long.index("word200")
    found = segments(long, [(start, start + 7)], [], around=30)
    assert looks(found) == [
        ("…", "cut"),
        ("word197 word198 word199 ", "plain"),
        ("word200", "gold"),
        (" word201 word202 word203", "plain"),
        ("…", "cut"),
    ]


def test_two_marks_far_apart_have_a_cut_between_them(long: str) -> None:
    spans = [(at, at + 7) for at in (long.index("word100"), long.index("word300"))]
    assert [piece.look for piece in segments(long, spans, [], 30)] == [
        *("cut", "plain", "gold", "plain"),
        *("cut", "plain", "gold", "plain", "cut"),
    ]


def test_a_small_gap_is_not_worth_a_cut(long: str) -> None:
    spans = [(at, at + 7) for at in (long.index("word100"), long.index("word110"))]
    assert [piece.look for piece in segments(long, spans, [], 10)].count("cut") == 2


def test_without_a_mark_the_beginning_is_shown(long: str) -> None:
    found = segments(long, [], [], 30)
    assert (found[0].text[:5], found[-1].look) == ("word0", "cut")


@pytest.mark.parametrize("span", [(-5, 2), (8, 99), (5, 5), (7, 3), (40, 50)])
def test_a_span_beyond_the_text_is_clipped(span: Span) -> None:
    assert "".join(piece.text for piece in segments("0123456789", [span], [])) == "0123456789"


TEXTS = st.integers(0, 400).map(lambda n: "".join(" " if i % 7 == 6 else chr(0x4E00 + i) for i in range(n)))
SPANS = st.lists(st.tuples(st.integers(-5, 410), st.integers(-5, 410)), max_size=4)


def held(spans: list[Span], at: int) -> bool:
    return any(max(a, 0) <= at < b for a, b in spans)


@given(TEXTS, SPANS, SPANS, st.integers(0, 500))
def test_every_character_of_every_mark_is_shown_with_its_look(
    text: str, gold: list[Span], cited: list[Span], around: int
) -> None:
    shown: dict[str, str] = {}
    for piece in segments(text, gold, list(enumerate(cited)), around):
        shown.update(dict.fromkeys(piece.text, piece.look))
    names = {(True, True): "both", (True, False): "gold", (False, True): "cited", (False, False): "plain"}
    for at, letter in enumerate(text):
        look = names[held(gold, at), held(cited, at)]
        if letter != " ":
            assert shown.get(letter, "plain") == look


@given(TEXTS, SPANS, SPANS, st.integers(0, 500))
def test_what_is_shown_stands_in_the_text_in_this_order(
    text: str, gold: list[Span], cited: list[Span], around: int
) -> None:
    at = 0
    for piece in segments(text, gold, list(enumerate(cited)), around):
        if piece.look != "cut":
            at = text.index(piece.text, at) + len(piece.text)


@given(TEXTS, SPANS, SPANS)
def test_where_nothing_is_cut_the_text_is_whole(text: str, gold: list[Span], cited: list[Span]) -> None:
    found = segments(text, gold, list(enumerate(cited)), around=1000)
    assert "".join(piece.text for piece in found) == text
