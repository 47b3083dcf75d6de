"""Which passages carry a written sentence: the marker is right, wrong, missing, or nothing is."""

from collections.abc import Callable

import pytest

from answer.answer import Statement
from answer.check.checker import Checker
from answer.check.cite import Citer
from answer.check.judge import Judge
from answer.read.encoder import Encoder
from index.embed import OnnxEmbedding
from index.passages import Hit
from index.store import Store

OFFER = "Ukraine offered to enlarge its support for military cooperation with Tajikistan."
Check = Callable[..., Statement]


@pytest.fixture(scope="module")
def offered(store: Store) -> list[Hit]:
    """All passages of the article, as a search would give them."""
    entry = next(iter(store.manifest.documents))
    passages = store.passages(store.passage_ids(entry))
    return [Hit(passage, 1 / rank, rank, None) for rank, passage in enumerate(passages, 1)]


@pytest.fixture
def check(store: Store, embedder: OnnxEmbedding, offered: list[Hit]) -> Check:
    """check("sentence", "words of a passage it cites", …) → the statement."""
    judge = Judge(Encoder(embedder, store.units))

    def run(text: str, *cites: str) -> Statement:
        cited = [next(h.passage for h in offered if words in h.passage.text) for words in cites]
        return Checker(store, judge).check(text, cited, offered, Citer(store))

    return run


def test_the_right_marker_stays(check: Check, article: str) -> None:
    found = check(OFFER, "Ukraine offered enlarged support")

    assert found.support == "supported"
    assert found.score
    assert "Ukraine offered enlarged support" in found.citations[0].quote
    assert all(article[c.start : c.end] == c.quote for c in found.citations)


@pytest.mark.parametrize("cites", [(), ("had few surprises",)])
def test_a_missing_or_wrong_marker_becomes_the_right_one(check: Check, cites: tuple[str, ...]) -> None:
    found = check("Enlarged support for military cooperation was offered by Ukraine.", *cites)

    assert found.support == "supported"
    assert ["Ukraine offered enlarged support" in c.quote for c in found.citations] == [True]


def test_of_two_markers_the_wrong_one_is_dropped(check: Check) -> None:
    found = check(OFFER, "had few surprises", "Ukraine offered enlarged support")

    assert len(found.citations) == 1
    assert "Ukraine offered enlarged support" in found.citations[0].quote


def test_a_sentence_that_cites_everything_is_held_against_what_is_most_like_it(
    check: Check, offered: list[Hit]
) -> None:
    others = [hit.passage.text for hit in offered if "Ukraine offered enlarged support" not in hit.passage.text]

    found = check(OFFER, *others, "Ukraine offered enlarged support")

    assert found.support == "supported"
    assert "Ukraine offered enlarged support" in " ".join(c.quote for c in found.citations)


def test_what_no_passage_says_is_marked_with_the_nearest_quote_it_cites(check: Check) -> None:
    found = check("Ivanov and Rakhmonov held talks in Dushanbe on June 25.", "had few surprises")

    assert found.support == "unsupported"
    assert "June 25" in found.reason
    assert found.citations


def test_what_no_passage_says_and_no_marker_names_has_no_citation(check: Check) -> None:
    found = check("The melon harvest in Portugal doubled.")

    assert (found.support, found.citations) == ("unsupported", ())
    assert found.reason
