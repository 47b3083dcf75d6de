"""Whatever stands on the pages of a PDF: it is read, its blocks keep the laws, its pages tile its text."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.document import Content, faults
from pdf_sheets import Sheets

WORDS = st.text(string.ascii_letters + string.digits + string.punctuation + "•–—éß ", min_size=1, max_size=30)
STROKES = st.tuples(
    st.integers(0, 590),
    st.integers(0, 840),
    WORDS,
    st.sampled_from(["Times-Roman", "Times-Bold", "Courier"]),
    st.sampled_from([6.0, 9.0, 11.0, 11.0, 18.0, 40.0]),
    st.sampled_from([0, 0, 0, 0, 90, 180, 270, 30]),
)
ROWS = st.tuples(st.integers(50, 300), st.integers(50, 700), st.lists(WORDS, min_size=1, max_size=12))
RULES = st.tuples(*[st.integers(0, 600)] * 4)
PAGES = st.lists(
    st.tuples(st.lists(STROKES, max_size=12), st.lists(ROWS, max_size=4), st.lists(RULES, max_size=8)),
    min_size=1,
    max_size=4,
)


def drawn(
    pages: list[
        tuple[list[tuple[int, int, str, str, float, int]], list[tuple[int, int, list[str]]], list[tuple[int, ...]]]
    ],
) -> Content:
    sheets = Sheets(dated=True)
    for strokes, rows, rules in pages:
        for x, y, lines in rows:
            sheets.lines(x, y, lines)
        for x, y, x2, y2 in rules:
            sheets.rule(x, y, x, y2)
            sheets.rule(x, y, x2, y)
        for x, y, text, font, size, turn in strokes:
            sheets.canvas.saveState()
            sheets.canvas.translate(x, sheets.height - y)
            sheets.canvas.rotate(turn)
            sheets.lines(0, sheets.height, [text], font=font, size=size)
            sheets.canvas.restoreState()
        sheets.turn()
    return sheets.read()


@settings(max_examples=120, deadline=None)
@given(PAGES)
def test_blocks_keep_the_laws_pages_tile_the_text_and_words_lie_on_their_pages(pages) -> None:  # type: ignore[no-untyped-def]
    content = drawn(pages)

    assert faults(content.text, content.blocks) == []
    assert [0, *(page.end for page in content.pages)] == [*(page.start for page in content.pages), len(content.text)]
    for page in content.pages:
        for start, end, left, top, right, bottom in page.words:
            assert page.start <= start < end <= page.end
            assert content.text[start:end].split() == [content.text[start:end]]
            assert left <= right
            assert top <= bottom
