"""A quote stands where its citation says, and keeps hold of the very words that answer."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from answer.answer import Citation
from answer.check.cite import _evened, is_verbatim
from index.store import Store

Cited = Callable[..., Citation]
QUOTE = "Ukraine offered enlarged support for bilateral military cooperation."

WORDS = st.lists(st.text("abc.,“”é", min_size=1, max_size=5), min_size=1, max_size=8)
SPACES = st.lists(st.sampled_from([" ", "\n", "  ", "\t\n "]), min_size=9, max_size=9)


@given(WORDS, SPACES, st.data())
def test_emphasis_stands_on_the_same_words(words: list[str], spaces: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    text = spaces[0] + "".join(word + space for word, space in zip(words, spaces[1:], strict=False))
    starts = [len(text) - len(text.lstrip())]
    for word, space in zip(words, spaces[1:], strict=False):
        starts.append(starts[-1] + len(word) + len(space))
    start, end = starts[first], starts[last] + len(words[last])

    a, b = _evened(text, start, end)

    assert " ".join(text.split())[a:b] == " ".join(words[first : last + 1])


def test_a_quote_at_its_offsets_is_verbatim(store: Store, cited: Cited) -> None:
    assert is_verbatim(store, cited(QUOTE))


def test_a_quote_one_character_off_is_not(store: Store, cited: Cited) -> None:
    assert not is_verbatim(store, cited(QUOTE, shift=1))


def test_a_quote_of_an_unknown_document_is_not(store: Store, cited: Cited) -> None:
    assert not is_verbatim(store, cited(QUOTE).model_copy(update={"document_id": "no.txt"}))
