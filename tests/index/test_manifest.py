"""The manifest: what a finished sync left, replaced in one step."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.manifest import Entry, LeftOut, Manifest, collection_name, manifest_path, read_manifest, write_manifest
from settings import Settings

ENTRY = Entry("v1", "On bées", "bees.txt", {"issue": "2"}, 3, 40)
MANIFEST = Manifest(
    "footnote-1", "MiniLM", "f00d", 4, "2026-01-02", {"a.txt": ENTRY, "b.txt": replace(ENTRY, passages=2)}
)


NONE = ["", "{", "5", "[]", "{}", '{"documents": 5}', '{"documents": {"a": {}}}', '{"documents": {}}']


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_manifest(tmp_path / "new" / "footnote-1.json", MANIFEST)

    assert read_manifest(tmp_path / "new" / "footnote-1.json") == MANIFEST
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["footnote-1.json"]


def test_what_could_not_be_read_is_read_back_with_its_reason(tmp_path: Path) -> None:
    left_out = {"b.pdf": LeftOut("is encrypted.", ""), "c.pdf": LeftOut("made its reader crash.", "5eed")}
    write_manifest(tmp_path / "m.json", replace(MANIFEST, left_out=left_out))

    assert read_manifest(tmp_path / "m.json") == replace(MANIFEST, left_out=left_out)


def test_the_new_one_replaces_the_old_one(tmp_path: Path) -> None:
    write_manifest(tmp_path / "m.json", MANIFEST)
    write_manifest(tmp_path / "m.json", MANIFEST.after({}, "2026-01-03"))

    assert read_manifest(tmp_path / "m.json") == replace(MANIFEST, generation=5, synced_at="2026-01-03", documents={})


@pytest.mark.parametrize("content", NONE)
def test_what_is_no_manifest_reads_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "m.json").write_text(content)

    assert read_manifest(tmp_path / "m.json") is None
    assert read_manifest(tmp_path / "missing.json") is None


def test_one_of_before_there_were_reasons_is_read_too(tmp_path: Path) -> None:
    entry = {"version": "v1", "title": "t", "source": "s", "metadata": {}, "passages": 1, "characters": 2}
    (tmp_path / "m.json").write_text(
        json.dumps({"collection": "c", "model": "m", "fingerprint": "f", "documents": {"a": entry}})
    )

    read = read_manifest(tmp_path / "m.json")

    assert read == Manifest("c", "m", "f", 0, "", {"a": Entry("v1", "t", "s", {}, 1, 2, "")})


def test_rows_live_where_the_document_has_their_version() -> None:
    assert MANIFEST.is_alive("a.txt", "v1")
    assert not MANIFEST.is_alive("a.txt", "v0")
    assert not MANIFEST.is_alive("gone.txt", "v1")


def test_it_holds_the_passages_of_all_its_documents() -> None:
    assert (MANIFEST.passages, Manifest("c", "m", "f").passages) == (5, 0)


def test_the_corpus_is_known_by_its_documents_and_their_versions_alone() -> None:
    a, b = ENTRY, replace(ENTRY, version="v2")
    other_order = replace(MANIFEST, documents={"b.txt": b, "a.txt": a}, generation=9)

    assert replace(MANIFEST, documents={"a.txt": a, "b.txt": b}).corpus == other_order.corpus
    assert replace(MANIFEST, documents={"a.txt": b, "b.txt": a}).corpus != other_order.corpus


def test_another_model_or_passage_length_is_another_collection(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, corpus=tmp_path, passage_tokens=200)
    names = [
        collection_name("f00d", settings),
        collection_name("beef", settings),
        collection_name("f00d", settings.model_copy(update={"passage_tokens": 100})),
    ]

    assert len(set(names)) == 3
    assert all(name.startswith("footnote-") and len(name) == 25 for name in names)
    assert manifest_path(settings, "footnote-1") == settings.store / "footnote-1.json"
