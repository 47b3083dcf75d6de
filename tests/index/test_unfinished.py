"""The vectors of a sync that was killed are there for the next one, and for no other text."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.embed import Vectors
from index.unfinished import UnfinishedVectors


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in which a sync that was killed has left one vector."""
    left = UnfinishedVectors(tmp_path / "footnote.unfinished")
    left.keep(["Bees fly."], np.array([[0.6, 0.8]], dtype=np.float32))
    left.close()
    return tmp_path / "footnote.unfinished"


def test_what_was_embedded_is_found_and_nothing_else(path: Path) -> None:
    vectors = UnfinishedVectors(path)
    found, other = vectors.find(["Bees fly.", "Bees fly"])
    vectors.close()

    assert found is not None
    assert found.tolist() == pytest.approx([0.6, 0.8])
    assert other is None


def test_only_what_is_not_there_is_embedded_and_then_it_is_there(path: Path) -> None:
    vectors, asked = UnfinishedVectors(path), list[str]()

    def embed(texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return np.array([[1.0, 0.0]] * len(texts), dtype=np.float32)

    once = vectors.complete(["They sting.", "Bees fly."], embed)
    again = vectors.complete(["They sting."], embed)
    vectors.close()

    assert asked == ["They sting."]
    assert [vector.tolist() for vector in [*once, *again]] == [[1, 0], pytest.approx([0.6, 0.8]), [1, 0]]


def test_a_finished_sync_leaves_no_file(path: Path) -> None:
    UnfinishedVectors(path).discard()

    assert not path.exists()


def test_a_damaged_file_is_begun_anew(path: Path) -> None:
    path.write_bytes(b"damaged " * 1000)
    vectors = UnfinishedVectors(path)
    found = vectors.find(["Bees fly."])
    vectors.close()

    assert found == [None]


def test_a_rebuild_begins_anew(path: Path) -> None:
    vectors = UnfinishedVectors(path, anew=True)
    found = vectors.find(["Bees fly."])
    vectors.close()

    assert found == [None]
