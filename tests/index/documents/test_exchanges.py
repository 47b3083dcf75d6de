"""Headings that are questions become exchanges with what answers them."""

from hypothesis import given
from hypothesis import strategies as st

from index.documents.document import Block, Content, faults
from index.documents.draft import Draft
from index.documents.exchanges import exchanges


def made(*pieces: tuple[str, int] | str) -> Content:
    """Headings (text, level) and paragraphs."""
    draft = Draft()
    for piece in pieces:
        draft.gap()
        if isinstance(piece, tuple):
            draft.leaf("heading", piece[0], piece[1])
        else:
            draft.leaf("paragraph", piece)
    return draft.content()


def tree(content: Content, parent: int = -1) -> list[object]:
    """The blocks as a tree: (kind, text) of those that hold text, [kind, …] of others."""
    found: list[object] = []
    for place, block in enumerate(content.blocks):
        if block.parent == parent:
            inner = tree(content, place)
            found.append([block.kind, *inner] if inner else (block.kind, content.text[block.start : block.end]))
    return found


def test_a_question_and_its_answer_are_an_exchange() -> None:
    answer = ("Do bees fly?", 2), "Yes.", "They do."

    content = exchanges(made(("Bees", 1), "Some words.", *answer, ("Rain", 1), "It rains."))

    assert not faults(content.text, content.blocks)
    assert tree(content) == [
        ("heading", "Bees"),
        ("paragraph", "Some words."),
        ["exchange", ("question", "Do bees fly?"), ("paragraph", "Yes."), ("paragraph", "They do.")],
        ("heading", "Rain"),
        ("paragraph", "It rains."),
    ]


def test_a_question_without_an_answer_stays_a_heading() -> None:
    content = made(("Bees", 1), ("Do bees fly?", 2), ("Yes!", 3), "They do.", ("And swim?", 2))

    assert exchanges(content) == content


def test_a_question_that_is_the_title_of_all_stays_a_heading() -> None:
    content = made(("Why bees?", 1), "Some words.", ("Rain", 2), "It rains.")

    assert exchanges(content) == content


def test_lists_in_an_answer_keep_their_items() -> None:
    draft = Draft()
    draft.leaf("heading", "What is needed?", 2)
    draft.gap()
    with draft.block("list"), draft.block("item"):
        draft.leaf("paragraph", "Tea")

    content = exchanges(draft.content())

    assert tree(content) == [["exchange", ("question", "What is needed?"), ["list", ["item", ("paragraph", "Tea")]]]]
    assert not faults(content.text, content.blocks)


headings = st.tuples(st.sampled_from(["Bees", "Why?", "How ?"]), st.integers(1, 3))
pieces = st.lists(headings | st.sampled_from(["Yes.", "No?"]), max_size=12)


@given(pieces, st.booleans())
def test_any_headings_give_sound_blocks_that_say_the_same(given: list[tuple[str, int] | str], nested: bool) -> None:
    before = made(*given)
    if nested and before.blocks:  # all of it within a quotation
        inner = tuple(block._replace(parent=0) for block in before.blocks)
        before = Content(before.text, (Block("quotation", 0, len(before.text)), *inner))

    after = exchanges(before)

    assert not faults(after.text, after.blocks)
    kept = [(b.start, b.end) for b in after.blocks if b.kind != "exchange"]
    assert kept == [(b.start, b.end) for b in before.blocks]
