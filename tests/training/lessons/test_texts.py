"""Where in the texts that are read a stretch of the document stands."""

from collections.abc import Sequence

from training.lessons.texts import document_of, texts_of

PRICES = """# Boats

| boat | an hour | a day |
| --- | --- | --- |
| canoe | 9 euros | 40 euros |
| kayak | 11 euros | 48 euros |

## Deposit

All boats need a deposit. It is paid in cash.
"""


def by_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def found(name: str, text: str, words: str) -> list[str]:
    """The texts that hold these words of the document, each cut to them."""
    document = document_of(name, text)
    at = document.text.index(words)
    texts = texts_of(document, by_words, 200)
    spans = [(one.text, one.find((at, at + len(words)))) for one in texts]
    return [text[slice(*span)] for text, span in spans if span]


def test_a_cell_stands_in_its_own_row_alone() -> None:
    assert found("boats.md", PRICES, "40 euros") == ["40 euros"]


def test_a_sentence_stands_among_its_neighbours() -> None:
    assert found("boats.md", PRICES, "in cash") == ["in cash"]


def test_a_heading_stands_in_what_it_leads() -> None:
    document = document_of("boats.md", PRICES)
    at = document.text.index("Deposit")
    texts = texts_of(document, by_words, 200)

    assert not any(text.find((at, at + 7)) for text in texts)
    [(text, span)] = [(t.text, s) for t in texts if (s := t.find_around((at, at + 7)))]
    assert text[slice(*span)] == "Deposit"


def test_what_is_read_is_what_stands_there() -> None:
    first = texts_of(document_of("boats.md", PRICES), by_words, 200)[0]
    assert first.text == "Boats: canoe — an hour: 9 euros; a day: 40 euros"
