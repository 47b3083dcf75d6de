"""What may be forgotten: a few documents, or such as only have another name; many not unasked."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.forget import GONE, is_many, kept, lost, missing, question
from index.manifest import Entry

NAMES = st.text("abc", min_size=1, max_size=3)
TEXTS = st.text("xy", min_size=1, max_size=4)
CORPUS = st.dictionaries(NAMES, TEXTS, max_size=12)


def known(texts: dict[str, str]) -> dict[str, Entry]:
    """What the index says of documents with these texts; each stands for its own hash."""
    return {key: Entry("v", key, key, {}, 1, len(text), file_sha256=text) for key, text in texts.items()}


def test_all_are_many_and_so_are_more_than_five_that_are_more_than_a_tenth() -> None:
    assert [is_many(1, 1), is_many(5, 5), is_many(5, 6), is_many(6, 7)] == [True, True, False, True]
    assert [is_many(6, 59), is_many(6, 60), is_many(100, 1000), is_many(101, 1000)] == [True, False, False, True]


@given(st.integers(0, 300), st.integers(0, 300))
def test_more_that_are_gone_are_no_fewer_and_more_that_stay_never_make_them_many(gone: int, left: int) -> None:
    many = is_many(gone, gone + left)

    assert not is_many(0, left)
    assert not many or left == 0 or is_many(gone + 1, gone + 1 + left)
    assert many or not is_many(gone, gone + left + 1)
    assert many or gone == 0 or (left > 0 and (gone <= 5 or gone * 10 <= gone + left))


@given(CORPUS, st.lists(TEXTS, max_size=12))
def test_lost_is_what_no_new_file_brings_back(corpus: dict[str, str], texts: list[str]) -> None:
    assert lost(known(corpus), texts) == [key for key, text in corpus.items() if text not in texts]


@given(CORPUS, st.sets(NAMES), st.lists(TEXTS, max_size=6))
def test_what_was_kept_as_gone_is_asked_about_until_it_comes_back(
    corpus: dict[str, str], listed: set[str], texts: list[str]
) -> None:
    before = {key: replace(entry, stale=GONE) for key, entry in known(corpus).items()}

    assert missing(before, listed, texts) == [k for k, text in corpus.items() if k not in listed and text not in texts]


@given(CORPUS, st.sets(NAMES), st.lists(TEXTS, max_size=6))
def test_what_is_still_listed_is_never_missing_and_what_is_missing_is_many(
    corpus: dict[str, str], listed: set[str], texts: list[str]
) -> None:
    found = missing(known(corpus), listed, texts)

    assert not set(found) & listed
    assert not found or is_many(len(found), len(corpus))
    assert found == [] or found == [key for key, text in corpus.items() if key not in listed and text not in texts]


def test_new_files_are_not_looked_at_where_few_are_gone() -> None:
    corpus = known({f"{n}.txt": "text" for n in range(12)})

    def nothing_is_read() -> str:
        raise AssertionError

    assert missing(corpus, {*corpus} - {"1.txt"}, (nothing_is_read() for _ in range(1))) == []


def test_the_question_names_a_few_of_them() -> None:
    gone = [f"{n}.txt" for n in range(59)]

    assert question(gone, 60, Path("corpus")) == (
        "59 of 60 documents are gone from corpus (0.txt, 1.txt, 2.txt and 56 more). Remove them from the index?"
    )
    assert question(["a.txt"], 1, Path("corpus")) == (
        "The only document is gone from corpus (a.txt). Remove it from the index?"
    )


def test_what_is_kept_says_how_to_let_it_go() -> None:
    assert kept(["a.txt"], 1, Path("corpus"), "index sync --yes", rebuild=False) == (
        "The only document is gone from corpus (a.txt). The index keeps it. "
        "To let it go: index sync --yes (or FOOTNOTE_REMOVE=yes)"
    )
    assert "The index is not rebuilt, so as to keep them. To let them go: index sync --rebuild --yes" in kept(
        ["a.txt", "b.txt"], 2, Path("corpus"), "index sync --rebuild --yes", rebuild=True
    )
