"""The Chroma collection gives back what was put in, in the order asked for."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.collection import PAGE, Collection, Row
from index.embed import Vectors
from index.errors import StoreError
from index.meaning import Meaning
from index.passages import Passage

NAME = "footnote-test"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(tmp_path / "chroma", NAME, create=True)
    yield opened
    opened.close()


def passage(number: int, text: str = "Bees fly.") -> Passage:
    return Passage(f"p{number}", "a.txt", number, number + len(text), text, f"row {number}", "Insects")


def vector(*numbers: float) -> Vectors:
    row: Vectors = np.asarray(numbers, dtype=np.float32) / np.linalg.norm(numbers)
    return row


def put(collection: Collection, *vectors: Vectors) -> None:
    rows = [Row(passage(n), "v1", f"hash {n}") for n in range(len(vectors))]
    collection.upsert(rows, [Meaning(vector, vector[None]) for vector in vectors])


def test_rows_come_back_as_they_were_in_the_order_asked_for(collection: Collection) -> None:
    put(collection, vector(1, 0), vector(0, 1), vector(1, 1))

    rows = collection.get(["p2", "gone", "p0"])

    assert rows == [Row(passage(2), "v1", "hash 2"), Row(passage(0), "v1", "hash 0")]


def test_the_nearest_come_first_with_their_cosine(collection: Collection) -> None:
    put(collection, vector(1, 0), vector(0, 1), vector(1, 1))

    found = collection.query(vector(1, 0.1), 2)

    assert [row.passage.id for row, _ in found] == ["p0", "p2"]
    assert [score for _, score in found] == pytest.approx([0.995, 0.774], abs=1e-3)


def test_asking_for_more_than_there_are_gives_all(collection: Collection) -> None:
    assert collection.query(vector(1, 0), 5) == []
    put(collection, vector(1, 0))
    assert len(collection.query(vector(1, 0), 5)) == 1


def test_vectors_come_back_in_the_order_asked_for(collection: Collection) -> None:
    put(collection, vector(1, 0), vector(0, 1))

    found = collection.meanings(["p1", "p0"])

    assert [meaning.whole.tolist() for meaning in found] == [[0, 1], [1, 0]]
    assert [meaning.units.tolist() for meaning in found] == [[[0, 1]], [[1, 0]]]


def test_a_vector_that_is_not_there_says_what_to_do(collection: Collection) -> None:
    with pytest.raises(StoreError, match=r"1 passages are missing from the index. Run: python -m index sync"):
        collection.meanings(["p0"])


@pytest.mark.parametrize("damaged", ["no base64!", ""])
def test_a_row_whose_units_are_damaged_says_what_to_do(collection: Collection, damaged: str) -> None:
    put(collection, vector(1, 0))
    collection._rows.update(ids=["p0"], metadatas=[{"units": damaged}])

    with pytest.raises(StoreError, match="--rebuild"):
        collection.meanings(["p0"])


def test_the_same_rows_again_change_nothing(collection: Collection) -> None:
    put(collection, vector(1, 0), vector(0, 1))
    put(collection, vector(1, 0), vector(0, 1))

    assert collection.count() == 2


def test_deleted_rows_are_gone(collection: Collection) -> None:
    put(collection, vector(1, 0), vector(0, 1))
    collection.delete(["p0", "never-there"])
    collection.delete([])

    assert list(collection.ids()) == ["p1"]


def test_more_rows_than_chroma_takes_at_once_are_no_matter(collection: Collection) -> None:
    count = 3 * PAGE + 1
    put(collection, *np.random.default_rng(0).normal(size=(count, 2)).astype(np.float32))

    ids = [f"p{n}" for n in range(count)]
    assert sorted(collection.ids()) == sorted(ids)
    assert [row.passage.id for row in collection.get(ids)] == ids
    collection.delete(ids)
    assert collection.count() == 0


def test_any_text_comes_back_as_it_was(collection: Collection) -> None:
    @given(st.text(st.characters(codec="utf-8"), min_size=1))
    @settings(max_examples=50)
    def comes_back(text: str) -> None:
        collection.upsert([Row(passage(0, text), "v1", "hash")], [Meaning(vector(1, 0), vector(1, 0)[None])])
        assert collection.get(["p0"])[0].passage == passage(0, text)

    comes_back()


def test_a_collection_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="It can be made again from the corpus: python -m index sync --rebuild"):
        Collection(tmp_path / "chroma", NAME)


def test_vectors_of_another_model_are_refused(collection: Collection) -> None:
    put(collection, vector(1, 0))

    with pytest.raises(StoreError, match="--rebuild"):
        collection.query(vector(1, 0, 0), 1)


@pytest.mark.parametrize("attempts", [1, 2])
def test_a_damaged_folder_says_what_to_do_every_time(tmp_path: Path, attempts: int) -> None:
    Collection(tmp_path, NAME, create=True).close()
    (tmp_path / "chroma.sqlite3").write_bytes(b"damaged " * 1000)

    for _ in range(attempts):
        with pytest.raises(StoreError, match="python -m index sync --rebuild"):
            Collection(tmp_path, NAME)


def test_a_folder_that_was_mended_opens_again(tmp_path: Path) -> None:
    Collection(tmp_path, NAME, create=True).close()
    whole = (tmp_path / "chroma.sqlite3").read_bytes()
    (tmp_path / "chroma.sqlite3").write_bytes(b"damaged " * 1000)
    with pytest.raises(StoreError):
        Collection(tmp_path, NAME)

    (tmp_path / "chroma.sqlite3").write_bytes(whole)

    Collection(tmp_path, NAME).close()
