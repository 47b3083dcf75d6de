"""A wish for an overview: a few central sentences that do not say the same."""

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
import pytest

from answer.read.overview import overview, sections_of
from index.embed import OnnxEmbedding, Vectors
from index.store import Store
from index.sync import sync
from settings import Settings
from training.lessons.texts import document_of

MakeCorpus = Callable[..., Settings]
Overview = Callable[..., list[str]]
Directions = dict[str, Sequence[float]]


class Scripted:
    """Vectors as the test wants them, in place of the model's: a sentence gets that of the word that it holds."""

    def __init__(self, directions: Directions) -> None:
        self.directions = directions

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        found = [next(v for word, v in self.directions.items() if word in text) for text in texts]
        rows = np.array(found, dtype=np.float32)
        return cast(Vectors, rows / np.linalg.norm(rows, axis=1, keepdims=True))


@pytest.fixture
def overview_of(make_corpus: MakeCorpus, embedder: OnnxEmbedding) -> Overview:
    """overview_of({"a.txt": "text"}, directions) → the sentences that are chosen, in order."""

    def find(files: dict[str, str], directions: Directions | None = None, wanted: int | None = None) -> list[str]:
        settings = make_corpus(**files).model_copy(update={"passage_tokens": 20})  # a paragraph each
        sync(settings, embedder=embedder)
        store = Store(settings, embedder.fingerprint)
        model = cast(OnnxEmbedding, Scripted(directions)) if directions else embedder
        _, reading = overview(store, model, list(store.manifest.documents), wanted)
        found = [store.document(q.document_id).text[q.start : q.end] for q in reading.quotes]
        store.close()
        return found

    return find


def sentence(word: str) -> str:
    """Long enough to say something."""
    return f"The {word} stood at the harbour of Lindau when the ice broke in March."


def text_of(*words: str) -> str:
    """A paragraph for each word, behind one that is no sentence to choose."""
    return "\n\n".join(["They had been there for years. It rained. It rained again and again.", *map(sentence, words)])


def test_of_two_sentences_that_say_the_same_one_is_chosen(overview_of: Overview) -> None:
    same = ["The old bridge of Lindau was closed to carts in the hard winter of 1856."] * 2
    same[1] = same[1].replace("was closed", "had been closed")
    others = [
        "A new bridge of stone was planned by the engineer Otto Brandt for the carts.",
        "The merchants of Lindau paid for the bridge with a toll on salt and on timber.",
        "The opening of the bridge was held in May with music and with a long parade.",
    ]

    found = overview_of({"a.txt": " ".join([same[0], *others, same[1]])})

    assert len(found) == 4
    assert set(others) < set(found)


def test_what_differs_is_not_chosen_for_its_difference_alone(overview_of: Overview) -> None:
    directions = {
        "lamp": (1, 0.9, 0, 0, 0),
        "rope": (1, 0, 0.9, 0, 0),
        "cart": (1, 0, 0, 0.9, 0),
        "boat": (1, -0.3, -0.3, -0.3, 0),
        "tax": (0, 0, 0, 0, 1),
    }

    found = overview_of({"a.txt": text_of("tax", "lamp", "rope", "cart", "boat")}, directions)

    assert found == [sentence(word) for word in ("lamp", "rope", "cart", "boat")]


def test_the_opening_paragraph_comes_first_where_it_is_about_as_central(overview_of: Overview) -> None:
    directions = {
        "lamp": (1, 0, 0, 0, 0.32),
        "twin": (1, 0, 0, 0, 0.28),
        "rope": (1, 0.9, 0, 0, 0),
        "cart": (1, 0, 0.9, 0, 0),
        "boat": (1, 0, 0, 0.9, 0),
    }
    words = ["lamp", "rope", "cart", "boat", "twin"]

    opening = overview_of({"a.txt": "\n\n".join(map(sentence, words))}, directions)
    later = overview_of({"a.txt": text_of(*words)}, directions)

    assert (sentence("lamp") in opening, sentence("twin") in opening) == (True, False)
    assert (sentence("lamp") in later, sentence("twin") in later) == (False, True)


def test_an_opening_beside_the_point_is_left_out(overview_of: Overview) -> None:
    directions = {
        "tax": (0.2, 0, 0, 0, 1),
        "lamp": (1, 0.5, 0, 0, 0),
        "rope": (1, 0, 0.5, 0, 0),
        "cart": (1, 0, 0, 0.5, 0),
        "boat": (1, -0.3, -0.3, -0.3, 0),
    }
    words = ["tax", "lamp", "rope", "cart", "boat"]

    assert sentence("tax") not in overview_of({"a.txt": "\n\n".join(map(sentence, words))}, directions)


def test_short_leaning_and_header_sentences_are_none_to_choose(overview_of: Overview) -> None:
    text = (
        "Publication: The Harbour Gazette of Lindau and of Bregenz Volume: 2 Issue: 128 Author: Otto Brandt\n\n"
        "The bridge of Lindau was opened in May and cost 240,000 guilders.\n\nIt is old.\n\n"
        "They had also asked for a wider one, which would have cost far more than that."
    )

    assert overview_of({"a.txt": text}) == ["The bridge of Lindau was opened in May and cost 240,000 guilders."]


def test_a_sentence_of_sixty_characters_is_long_enough_and_one_of_fewer_is_not(overview_of: Overview) -> None:
    sixty = "The bridge of Lindau was opened in May of the year 1856 AD."
    sixty = sixty[:-1].ljust(59, "x") + "."

    assert len(sixty) == 60
    assert overview_of({"a.txt": sixty, "b.txt": sixty.replace("May", "Ma")}) == [sixty]


def test_where_there_is_nothing_to_choose_nothing_is_said(make_corpus: MakeCorpus, embedder: OnnxEmbedding) -> None:
    settings = make_corpus()
    sync(settings, embedder=embedder)

    hits, reading = overview(Store(settings, embedder.fingerprint), embedder, [])

    assert (hits, reading.quotes, reading.answers, reading.confidence) == ([], (), False, 0.0)


def test_the_hits_are_the_passages_of_what_was_chosen_once_each(store: Store, embedder: OnnxEmbedding) -> None:
    hits, reading = overview(store, embedder, list(store.manifest.documents))

    assert {hit.passage for hit in hits} == {quote.passage for quote in reading.quotes}
    assert len({hit.passage.id for hit in hits}) == len(hits)
    assert [hit.dense_rank for hit in hits] == list(range(1, len(hits) + 1))
    assert (reading.answers, reading.confidence) == (True, 1.0)


BRIDGE = "The bridge of Lindau was opened in May and cost 240,000 guilders."
KETTLE = "The blue kettle boils a litre of water in no more than two minutes."


def test_of_all_documents_each_is_spoken_of(overview_of: Overview) -> None:
    assert sorted(overview_of({"a.txt": BRIDGE, "b.txt": KETTLE})) == [KETTLE, BRIDGE]


def prose(word: str, count: int) -> str:
    """So many sentences on one thing, each of a place of its own."""
    places = "Lindau Bregenz Meersburg Konstanz Rorschach Arbon Romanshorn Friedrichshafen".split()
    return " ".join(f"The {word} of {p} was built by its own people and paid for with a toll." for p in places[:count])


def test_each_section_gets_its_due(overview_of: Overview) -> None:
    sections = {"bridge": 8, "mill": 2, "well": 2}
    text = "# Guide\n\n" + "\n\n".join(f"## The {word}s\n\n{prose(word, n)}" for word, n in sections.items())

    found = overview_of({"a.md": text}, wanted=4)

    assert [next(w for w in ("bridge", "mill", "well") if w in one) for one in found] == [
        "bridge",
        "bridge",
        "mill",
        "well",
    ]


def test_a_document_of_many_sections_is_given_more_sentences(overview_of: Overview) -> None:
    things = "bridge mill well tower gate barn".split()
    text = "\n\n".join(f"## On the {thing}s\n\n{prose(thing, 3)}" for thing in things)

    found = overview_of({"a.md": text})

    assert [next(t for t in things if t in one) for one in found] == things


def test_as_many_sentences_as_are_wanted(overview_of: Overview) -> None:
    assert [len(overview_of({"a.txt": prose("bridge", 8)}, wanted=n)) for n in (1, 3, 6, 20)] == [1, 3, 6, 8]


def test_of_more_documents_than_sentences_the_most_central_are_spoken_of(overview_of: Overview) -> None:
    things = "bridge mill well tower gate barn kiln forge oven".split()
    directions = {thing: (1.0, 0.1 * n, 0.0) for n, thing in enumerate(things)} | {"kiln": (-1.0, 0.0, 1.0)}

    found = overview_of({f"{n}.txt": sentence(thing) for n, thing in enumerate(things)}, directions)

    assert len(found) == 8
    assert sentence("kiln") not in found


def test_the_sections_are_those_of_the_highest_level_that_has_several() -> None:
    document = document_of("a.md", "# A\n\nIntro.\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n")

    assert [document.text[start:end].split()[:2] for start, end in sections_of(document)] == [
        ["#", "A"],
        ["##", "B"],
        ["##", "D"],
    ]
    assert [len(sections_of(document_of("a.txt", text))) for text in ("Nothing else.", "# One\n\nheading")] == [1, 1]


def test_of_a_long_document_what_is_beside_its_point_is_not_read(
    make_corpus: MakeCorpus, embedder: OnnxEmbedding
) -> None:
    """Of its sixty passages the first twenty are on other things, each on another one."""
    others = (
        "kettle tax lamp poem engine shoe violin comet tooth carpet tulip soup chess glove mirror sock drum".split()
    )
    bridges = [
        f"The bridge of Lindau over the lake was crossed by {n} carts with salt on market day." for n in range(43)
    ]
    odd = [f"A {word} may be had for little money, if the {word} is neither old nor broken." for word in others]
    settings = make_corpus(**{"a.txt": "\n\n".join(odd + bridges)}).model_copy(update={"passage_tokens": 20})
    sync(settings, embedder=embedder)
    store = Store(settings, embedder.fingerprint)
    read: list[str] = []

    class Listening(Scripted):
        def embed_passages(self, texts: Sequence[str]) -> Vectors:
            read.extend(texts)
            return embedder.embed_passages(texts)

    overview(store, cast(OnnxEmbedding, Listening({})), ["a.txt"])

    assert set(read) <= set(bridges)
    assert read == sorted(read, key=bridges.index)
    assert 12 <= len(read) < 40
