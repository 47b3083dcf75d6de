"""Passages tile their document exactly, keep to the limit, and never cut inside a sentence that fits."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.documents.document import Document
from index.embed import OnnxEmbedding
from index.passages import Location, split
from index.sentences import sentence_spans

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
texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def document(text: str) -> Document:
    return Document("a.txt", "A", text, "a.txt", {})


@given(texts)
@example("")
@example("Volume: 2\n\nBees fly.")
def test_passages_tile_any_text(text: str) -> None:
    passages = split(document(text), words, LIMIT)

    assert "".join(p.text for p in passages) == text
    assert [p.start for p in passages] == [0, *(p.end for p in passages)][: len(passages)]
    assert all(text[p.start : p.end] == p.text for p in passages)


@given(texts)
def test_no_passage_is_over_the_limit(text: str) -> None:
    assert all(len(p.text.split()) <= LIMIT for p in split(document(text), words, LIMIT))


@given(texts)
def test_only_a_sentence_that_is_too_long_is_cut(text: str) -> None:
    sentences = sentence_spans(text)
    fitting = [(a, b) for a, b in sentences if max(len(text[a:b].split()), (b - a) // 10) <= LIMIT]

    cuts = {p.start for p in split(document(text), words, LIMIT)}

    assert not [cut for cut in cuts for a, b in fitting if a < cut < b]


@given(texts)
def test_the_same_document_gives_the_same_passages(text: str) -> None:
    assert split(document(text), words, LIMIT) == split(document(text), words, LIMIT)


def test_ids_are_unique_and_the_same_on_every_machine() -> None:
    passages = split(document("Bees fly. " * 20), words, LIMIT)

    assert [p.id for p in passages] == [f"1d7d9b6c8acde053-{n}" for n in range(len(passages))]


def test_a_character_that_alone_is_over_the_limit_stays_whole() -> None:
    passages = split(document("蜂飞"), lambda texts: [99 * len(t) for t in texts], LIMIT)

    assert [p.text for p in passages] == ["蜂", "飞"]


def test_a_long_sentence_is_cut_between_words() -> None:
    passages = split(document("bees and flies " * 20), words, LIMIT)

    assert all(p.text.startswith(("bees", "and", "flies")) and p.text.endswith(" ") for p in passages)


def test_a_wall_of_letters_is_cut_though_it_counts_as_one_token() -> None:
    passages = split(document("x" * 1000), words, LIMIT)

    assert max(len(p.text) for p in passages) < (LIMIT + 1) * 10


def test_the_header_line_is_a_passage_of_its_own() -> None:
    header, body = split(document("Volume: 2 Issue: 3\n\nBees fly."), words, LIMIT)

    assert header.text == "Volume: 2 Issue: 3\n\n"
    assert (str(header.location), str(body.location)) == ("header line", "paragraph 1 of 1")


def test_a_heading_goes_with_the_paragraph_behind_it() -> None:
    passages = split(document("# Bees\n\nBees fly far and wide.\n\nFlies buzz about the room all day."), words, LIMIT)

    assert [p.text.strip() for p in passages] == [
        "# Bees\n\nBees fly far and wide.",
        "Flies buzz about the room all day.",
    ]


def texts_of(text: str) -> list[str]:
    return [p.text.strip() for p in split(document(text), words, LIMIT)]


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
    assert texts_of(f"{six} {six} {seven} Bees. {six}") == [f"{six} {six}", f"{seven} Bees.", six]


def test_a_header_line_alone_stays_alone_and_the_first_paragraph_may_be_joined() -> None:
    assert texts_of("Volume: 2\n\nBees.\n\nFlies.\n\nMoths.") == ["Volume: 2", "Bees.\n\nFlies.\n\nMoths."]


def test_a_long_sentence_is_cut_at_the_space_nearest_to_its_middle() -> None:
    assert texts_of("a b c d e f g h aaaaaaaaaaaaaaaaaaaa i j k l m n") == [
        "a b c d e f g h",
        "aaaaaaaaaaaaaaaaaaaa i j k l m n",
    ]


def test_ten_letters_count_as_a_token_at_least() -> None:
    assert texts_of("x" * 120) == ["x" * 120]
    assert texts_of("x" * 150) == ["x" * 75] * 2


def test_each_passage_says_in_which_paragraph_it_begins() -> None:
    text = "Bees fly far and wide.\n\nFlies buzz about the room.\n\nMoths eat wool all day."

    assert [str(p.location) for p in split(document(text), words, LIMIT)] == [
        "paragraph 1 of 3",
        "paragraph 2 of 3",
        "paragraph 3 of 3",
    ]


def test_a_passage_is_searched_under_its_heading_which_is_no_part_of_its_text() -> None:
    text = "# Insects\n\nBees fly far and wide over the fields all day.\n\nFlies buzz about the room."
    first, second = split(Document("a.md", "A", text, "a.md", {}), words, LIMIT)

    assert (first.context, first.in_context) == ("", first.text)
    assert second.in_context == "Insects\nFlies buzz about the room."
    assert second.text == "Flies buzz about the room."


def test_a_character_before_the_passage_is_taken_for_its_first() -> None:
    _, passage = split(document("Volume: 2\n\nBees.\n\nFlies."), words, LIMIT)

    assert passage.location_of(0) == Location(1, 2)


def test_a_passage_knows_the_paragraph_of_each_of_its_characters() -> None:
    _, passage = split(document("Volume: 2\n\nBees.\n\nFlies."), words, LIMIT)

    assert passage.location_of(passage.start) == Location(1, 2)
    assert passage.location_of(passage.start + passage.text.index("Flies")) == Location(2, 2)


@pytest.mark.parametrize("repeat", [1, 20])
def test_what_the_model_reads_of_a_passage_is_all_of_it(embedder: OnnxEmbedding, article: str, repeat: int) -> None:
    text = article.replace("\n\n", " ") * repeat + "мир и 和平 " * 200

    passages = split(document(text), embedder.count_tokens, 200)

    assert max(embedder.count_tokens([p.text for p in passages])) <= 200


def test_every_passage_of_the_article_begins_with_a_sentence(embedder: OnnxEmbedding, article: str) -> None:
    beginnings = {start for start, _ in sentence_spans(article)}

    assert {p.start for p in split(document(article), embedder.count_tokens, 200)} < beginnings
