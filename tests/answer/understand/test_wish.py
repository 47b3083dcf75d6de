"""How an overview is wanted: its length and its form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.understand.wish import GIST, MOST_WANTED, Wish, wish_of


@pytest.mark.parametrize(
    ("message", "wish"),
    [
        ("Summarise this in three sentences", Wish(3)),
        ("tl;dr in 5 bullet points please", Wish(5, as_list=True)),
        ("a 3-sentence summary", Wish(3)),
        ("Give me the two main points", Wish(2, as_list=True)),
        ("main points as bullets", Wish(None, as_list=True)),
        ("summary as a list", Wish(None, as_list=True)),
        ("List the key topics", Wish(None, as_list=True)),
        ("Summarise the price list", Wish()),
        ("What does point 3 say?", Wish()),
        ("What is it about?", Wish()),
        ("in 900 sentences", Wish(MOST_WANTED)),
        ("in 0 sentences", Wish(1)),
    ],
)
def test_length_and_form_are_read(message: str, wish: Wish) -> None:
    assert wish_of(message) == wish


def test_what_is_wanted_in_a_nutshell_is_short_where_no_number_is_said() -> None:
    assert Wish().of("gist") == Wish(GIST)
    assert Wish(5).of("gist") == Wish(5)
    assert Wish().of("overview") == Wish()


@given(st.text())
def test_any_message_can_be_read(message: str) -> None:
    wish = wish_of(message)
    assert wish.sentences is None or 1 <= wish.sentences <= MOST_WANTED
