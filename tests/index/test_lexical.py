"""BM25 finds passages that share a word with the question, and none that does not."""

from pathlib import Path

import pytest

from index.lexical import LexicalIndex, is_content, terms

PASSAGES = [
    ("bees", "Bees fly. Bees make honey."),
    ("flies", "The flies of the U.S. fly."),
    ("taxes", "Taxes rose in the summer, and rose again."),
]


@pytest.fixture
def index() -> LexicalIndex:
    return LexicalIndex.build(PASSAGES)


def test_the_best_passage_comes_first(index: LexicalIndex) -> None:
    assert [i for i, _ in index.query("Do bees fly?", 3)] == ["bees", "flies"]


def test_a_passage_that_shares_no_word_is_no_hit(index: LexicalIndex) -> None:
    assert [i for i, _ in index.query("honey", 3)] == ["bees"]
    assert index.query("submarines", 3) == []


def test_scores_of_given_passages_are_those_of_the_search_and_0_for_all_others(index: LexicalIndex) -> None:
    found = dict(index.query("Do bees make honey?", 3))

    assert index.scores("Do bees make honey?", ["taxes", "gone", "bees"]) == [0, 0, found["bees"]]
    assert index.scores("submarines", ["bees"]) == [0]
    assert index.scores("bees", []) == []


@pytest.mark.parametrize("question", ["", "?!", "what is the", "🐝", "\x00"])
def test_a_question_without_content_finds_nothing(index: LexicalIndex, question: str) -> None:
    assert index.query(question, 3) == []


def test_no_more_than_k_are_found(index: LexicalIndex) -> None:
    assert len(index.query("bees fly", 1)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. army", ["us", "armi"]),
        ("signed SIGNING signs", ["sign", "sign", "sign"]),
        ("In 2005, 3.5 per cent", ["2005", "35", "per", "cent"]),
        ("naïve café", ["naïv", "café"]),
        ("set __disable__ in *cache_size*", ["set", "disabl", "cache_s"]),
        ("so..many", ["mani"]),
    ],
)
def test_words_are_compared_by_their_stems(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_a_rare_term_tells_more_than_a_common_one(index: LexicalIndex) -> None:
    assert [index.document_frequency(t) for t in ("honey", "fli", "submarin")] == [1, 2, 0]
    assert index.idf("submarin") > index.idf("honey") > index.idf("fli") > 0


def test_stop_words_and_punctuation_say_nothing() -> None:
    assert [w for w in ("the", "What", "—", "Bees", "2005") if is_content(w)] == ["Bees", "2005"]


@pytest.mark.parametrize("passages", [PASSAGES, [("a", "the of"), ("b", "")], []])
def test_what_is_saved_is_loaded(tmp_path: Path, passages: list[tuple[str, str]]) -> None:
    index = LexicalIndex.build(passages)
    index.save(tmp_path / "bm25")

    loaded = LexicalIndex.load(tmp_path / "bm25")

    assert loaded is not None
    assert loaded.query("Do bees fly?", 3) == index.query("Do bees fly?", 3)
    assert loaded.words == index.words


def test_saving_replaces_what_was_there(tmp_path: Path, index: LexicalIndex) -> None:
    index.save(tmp_path / "bm25")
    LexicalIndex.build([("new", "Submarines dive.")]).save(tmp_path / "bm25")

    loaded = LexicalIndex.load(tmp_path / "bm25")

    assert loaded is not None
    assert [i for i, _ in loaded.query("submarines and bees", 3)] == ["new"]


def test_a_missing_folder_loads_as_none(tmp_path: Path) -> None:
    assert LexicalIndex.load(tmp_path / "nowhere") is None


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"5"])
@pytest.mark.parametrize("name", ["words.json", "bm25/params.index.json", "bm25/data.csc.index.npy"])
def test_a_damaged_folder_loads_as_none(tmp_path: Path, index: LexicalIndex, name: str, content: bytes) -> None:
    index.save(tmp_path / "bm25")
    (tmp_path / "bm25" / name).write_bytes(content)

    assert LexicalIndex.load(tmp_path / "bm25") is None
