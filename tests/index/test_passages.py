"""Passages tile their document exactly, are packed of whole units, and keep to the limit wherever two would fit."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drawn_documents import documents
from index.documents.document import Document
from index.documents.draft import Draft
from index.embed import OnnxEmbedding
from index.passages import LONGEST_CONTEXT, Piece, split
from index.units import LONGEST, units
from made_documents import drafted, plain

LIMIT = 12
PIECES = [
    "Bees fly",
    " far and wide",
    "U.S.",
    ". ",
    "? ",
    "\n\n",
    "\n",
    " ",
    "蜂飞。",
    "x" * 40,
    "Volume: 2 Issue: 3",
    "# Bees\n",
]
texts = (st.text() | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)).map(plain)
any_documents = documents() | texts


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def pieces(document: Document) -> list[Piece]:
    return split(document, words, LIMIT)


@given(any_documents)
@example(plain(""))
@example(plain("Volume: 2\n\nBees fly."))
def test_passages_tile_any_text(document: Document) -> None:
    passages = [piece.passage for piece in pieces(document)]

    assert "".join(p.text for p in passages) == document.text
    assert [p.start for p in passages] == [0, *(p.end for p in passages)][: len(passages)]
    assert all(document.text[p.start : p.end] == p.text for p in passages)


@given(any_documents)
def test_only_a_unit_that_is_too_long_by_itself_is_over_the_limit(document: Document) -> None:
    for piece in pieces(document):
        sizes = [max(len(unit.form.text.split()), len(unit.form.text) // 10, 1) for unit in piece.units]
        assert len(sizes) == 1 or sum(sizes) <= LIMIT


@given(any_documents)
def test_no_unit_is_cut(document: Document) -> None:
    for piece in pieces(document):
        assert all(piece.passage.start <= unit.start < unit.end <= piece.passage.end for unit in piece.units)


@given(any_documents)
def test_a_passage_s_units_are_those_of_its_stretch_whoever_asks(document: Document) -> None:
    for piece in pieces(document):
        assert list(piece.units) == units(document, piece.passage.start, piece.passage.end)


@given(any_documents)
def test_the_same_document_gives_the_same_passages(document: Document) -> None:
    assert pieces(document) == pieces(document)


def test_ids_are_unique_and_the_same_on_every_machine() -> None:
    passages = [piece.passage for piece in pieces(plain("Bees fly far. " * 20))]

    assert len(passages) == 5
    assert [p.id for p in passages] == [f"68ed7beb3ff1b005-{n}" for n in range(len(passages))]


def texts_of(document: Document | str) -> list[str]:
    found = pieces(plain(document) if isinstance(document, str) else document)
    return [piece.passage.text.strip() for piece in found]


def test_a_unit_of_many_tokens_stays_whole() -> None:
    assert [p.passage.text for p in split(plain("蜂飞"), lambda texts: [99 * len(t) for t in texts], LIMIT)] == ["蜂飞"]


def test_a_sentence_that_is_long_beyond_measure_is_cut_between_words() -> None:
    parts = texts_of("bees and flies " * 150)

    assert len(parts) == 3
    assert all(len(part) <= LONGEST for part in parts)
    assert all(part.startswith(("bees", "and", "flies")) and part.endswith(("bees", "and", "flies")) for part in parts)


def test_a_wall_of_letters_is_cut_though_it_counts_as_one_token() -> None:
    assert [len(part) for part in texts_of("x" * (LONGEST + 100))] == [LONGEST, 100]


def test_ten_letters_count_as_a_token_at_least() -> None:
    assert texts_of("x" * 60 + ". " + "X" * 50 + ".") == ["x" * 60 + ". " + "X" * 50 + "."]
    assert texts_of("x" * 70 + ". " + "X" * 60 + ".") == ["x" * 70 + ".", "X" * 60 + "."]


def test_what_is_nothing_to_answer_with_goes_with_the_text_beside_it() -> None:
    assert texts_of("Volume: 2 Issue: 3\n\nBees fly far.") == ["Volume: 2 Issue: 3\n\nBees fly far."]


def test_a_document_without_a_unit_is_a_passage() -> None:
    [piece] = pieces(plain("Volume: 2 Issue: 3\n"))

    assert (piece.passage.text, piece.units) == ("Volume: 2 Issue: 3\n", ())


@pytest.fixture
def draft() -> Draft:
    return Draft()


def paragraphs(draft: Draft, *texts: str) -> None:
    for text in texts:
        draft.leaf("paragraph", text)
        draft.gap()


def test_a_heading_goes_with_the_paragraph_behind_it(draft: Draft) -> None:
    draft.leaf("heading", "All the bees that there are", 1)
    draft.gap()
    paragraphs(draft, "Bees fly far.", "Flies buzz about the room all day.")

    assert texts_of(drafted(draft)) == [
        "All the bees that there are\n\nBees fly far.",
        "Flies buzz about the room all day.",
    ]


def test_a_paragraph_joins_what_is_small_and_nothing_else() -> None:
    """Small is less than a third of a passage: four words, where it may have twelve."""
    assert texts_of("Bees fly far.\n\nFlies buzz.") == ["Bees fly far.\n\nFlies buzz."]
    assert texts_of("Bees fly far away.\n\nFlies buzz.") == ["Bees fly far away.", "Flies buzz."]


def test_a_paragraph_that_does_not_fit_joins_nothing() -> None:
    nine, ten = "Flies buzz about the room all day and night.", "Flies buzz about the room all day and all night."

    assert texts_of(f"Bees fly far.\n\n{nine}") == [f"Bees fly far.\n\n{nine}"]
    assert texts_of(f"Bees fly far.\n\n{ten}") == ["Bees fly far.", ten]


def test_what_has_joined_is_small_no_more() -> None:
    assert texts_of("Bees fly.\n\nFlies buzz.\n\nMoths eat.") == ["Bees fly.\n\nFlies buzz.", "Moths eat."]


def test_sentences_fill_a_passage_to_the_limit_and_no_further() -> None:
    six, seven = "Bees fly far and wide now.", "They fly about the room all day."

    assert texts_of(f"{six} {six}") == [f"{six} {six}"]
    assert texts_of(f"{six} {seven}") == [six, seven]
    assert texts_of(f"{six} {six} {seven} Here they come. {six}") == [f"{six} {six}", f"{seven} Here they come.", six]


def test_what_leads_a_unit_in_counts_wherever_it_stands(draft: Draft) -> None:
    """Each row is of eight words as it is read, of two by itself."""
    with draft.block("table"):
        with draft.block("head"):
            for column, text in enumerate(["Fruit", "Price in euros a kilo in May"]):
                draft.leaf("cell", text, column)
                draft.write(" | ")
        draft.gap(1)
        for fruit in ("Pear", "Plum"):
            with draft.block("row"):
                draft.leaf("cell", fruit, 0)
                draft.write(" | ")
                draft.leaf("cell", "5", 1)
            draft.gap(1)

    assert texts_of(drafted(draft)) == ["Fruit | Price in euros a kilo in May | \nPear | 5", "Plum | 5"]


def test_a_passage_begins_with_the_whole_of_what_its_first_unit_is_in(draft: Draft) -> None:
    """A label, a marker or a mark before the words goes with them."""
    for speaker in ("Anna", "Ben"):
        with draft.block("turn"):
            draft.leaf("speaker", speaker)
            draft.write(": ")
            draft.leaf("paragraph", "I saw all the bees that there are.")
        draft.gap()

    assert texts_of(drafted(draft)) == [
        "Anna: I saw all the bees that there are.",
        "Ben: I saw all the bees that there are.",
    ]


def test_each_passage_says_where_its_first_unit_stands() -> None:
    text = "Bees fly far and wide.\n\nFlies buzz about the room.\n\nMoths eat wool all day."

    assert [piece.passage.place for piece in pieces(plain(text))] == [
        "paragraph 1 of 3",
        "paragraph 2 of 3",
        "paragraph 3 of 3",
    ]


def test_a_passage_is_searched_with_what_it_does_not_hold_itself(draft: Draft) -> None:
    draft.leaf("heading", "Insects", 1)
    draft.gap()
    paragraphs(draft, "Bees fly far and wide over the fields all day.", "Flies buzz about the room.")
    first, second = (piece.passage for piece in pieces(drafted(draft, title="All of them")))

    assert (first.context, first.in_context) == ("", first.text)
    assert second.in_context == "Insects\nFlies buzz about the room.\n\n"
    assert second.text == "Flies buzz about the room.\n\n"


def test_the_title_that_a_document_states_is_searched_with_each_of_its_passages() -> None:
    text = "Title: Insects of Wales\n\nBees fly far and wide.\n\nFlies buzz about the room."

    first, second = (piece.passage for piece in pieces(plain(text)))

    assert first.text.startswith("Title: Insects of Wales")
    assert second.in_context == "Insects of Wales\nFlies buzz about the room."


def test_what_leads_units_in_is_searched_with_them_once_each(draft: Draft) -> None:
    paragraphs(draft, "Of all the things that there are in here the kit holds:")
    with draft.block("list"):
        for text in ("a lamp", "two ropes"):
            with draft.block("item"):
                draft.write("- ")
                draft.leaf("paragraph", text)
            draft.gap(1)

    *_, last = (piece.passage for piece in pieces(drafted(draft)))

    assert last.in_context == f"Of all the things that there are in here the kit holds:\n{last.text}"


def test_of_a_context_that_is_long_only_the_beginning_is_searched(draft: Draft) -> None:
    draft.leaf("heading", "Insects " * 100, 1)
    draft.gap()
    paragraphs(draft, "Bees fly far and wide over the fields all day.", "Flies buzz about the room.")

    assert {len(piece.passage.context) for piece in pieces(drafted(draft))} == {0, LONGEST_CONTEXT}


@pytest.mark.parametrize("repeat", [1, 20])
def test_what_the_model_reads_of_a_passage_is_all_of_it(embedder: OnnxEmbedding, article: str, repeat: int) -> None:
    text = article.replace("\n\n", " ") * repeat + "мир и 和平 " * 20

    passages = [piece.passage for piece in split(plain(text), embedder.count_tokens, 200)]

    assert max(embedder.count_tokens([p.text for p in passages])) <= 200


def test_every_passage_of_the_article_begins_with_a_unit(embedder: OnnxEmbedding, article: str) -> None:
    document = plain(article)

    _, *passages = [piece.passage for piece in split(document, embedder.count_tokens, 200)]

    assert {p.start for p in passages} < {unit.start for unit in units(document)}
