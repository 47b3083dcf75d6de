"""A reader sees the passages of the last finished sync, whole documents, and clear errors."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index import store as store_module
from index.collection import Collection, Row
from index.embed import OnnxEmbedding
from index.errors import StoreError
from index.store import Store
from index.sync import sync
from index.texts import Texts
from index.units import units
from settings import ROOT, Settings

OpenStore = Callable[[Settings], Store]
MakeCorpus = Callable[..., Settings]


@pytest.fixture
def bees(make_corpus: MakeCorpus) -> Settings:
    """A synced corpus of two documents."""
    settings = make_corpus(**{"bees.txt": "Bees fly.\n\nThey make honey.", "taxes.txt": "Taxes rose."})
    sync(settings)
    return settings


def sync_elsewhere(settings: Settings) -> None:
    """Sync in another process, as somebody does while the chat is open."""
    command = [sys.executable, "-m", "index", "--corpus", str(settings.corpus), "sync"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "FOOTNOTE_DATA": str(settings.data)}, check=True)


def test_a_document_comes_back_whole(store: Store, article: str) -> None:
    [document_id] = store.manifest.documents
    document = store.document(document_id)

    assert document.text == article
    assert document.metadata["issue"] == "128"


def test_every_passage_slices_its_document(store: Store) -> None:
    [document_id] = store.manifest.documents
    text = store.document(document_id).text

    assert all(text[p.start : p.end] == p.text for p in store.passages(store.passage_ids(document_id)))


def test_a_passage_is_nearest_to_its_own_vector(store: Store) -> None:
    ids = store.passage_ids(next(iter(store.manifest.documents)))

    nearest = [store.nearest(meaning.whole, 1)[0] for meaning in store.meanings(ids)]

    assert [passage.id for passage, _ in nearest] == ids
    assert [score for _, score in nearest] == pytest.approx([1] * len(ids), abs=1e-4)


def test_an_unknown_document_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match=r"The index holds no document 'gone\.txt'. Run: python -m index"):
        store.document("gone.txt")


def test_a_corpus_that_was_never_synced_says_what_to_do(make_corpus: MakeCorpus, open_store: OpenStore) -> None:
    with pytest.raises(StoreError, match=r"There is no index of .*corpus yet. Run: python -m index --corpus .* sync"):
        open_store(make_corpus(**{"bees.txt": "Bees fly."}))


def test_a_store_made_for_another_passage_length_is_another_store(bees: Settings, open_store: OpenStore) -> None:
    with pytest.raises(StoreError, match="There is no index"):
        open_store(bees.model_copy(update={"passage_tokens": 50}))


def test_nothing_new_is_no_refresh(bees: Settings, open_store: OpenStore) -> None:
    assert not open_store(bees).refresh()


def test_a_sync_in_another_process_is_seen_after_refresh(
    bees: Settings, open_store: OpenStore, embedder: OnnxEmbedding
) -> None:
    store = open_store(bees)
    question = embedder.embed_query("What do wasps do?")
    assert store.nearest(question, 1)[0][0].text != "Wasps sting."
    (bees.corpus / "wasps.txt").write_text("Wasps sting.")
    (bees.corpus / "bees.txt").unlink()

    sync_elsewhere(bees)

    assert store.refresh()
    assert store.nearest(question, 1)[0][0].text == "Wasps sting."
    assert [i for i, _ in store.lexical.query("honey wasps", 5)] == store.passage_ids("wasps.txt")
    assert len(store.nearest(question, 5)) == 2


def test_rows_of_no_finished_sync_are_not_seen(bees: Settings, open_store: OpenStore, embedder: OnnxEmbedding) -> None:
    store = open_store(bees)
    vector = embedder.embed_query("Bees fly.")
    ids = store.passage_ids("bees.txt")
    [passage] = store.passages(ids)
    leftovers = [Row(replace(passage, id=f"leftover-{n}"), "unfinished", "hash") for n in range(20)]

    store.collection.upsert(leftovers, store.meanings(ids) * 20)

    assert {p.document_id for p, _ in store.nearest(vector, 2)} == {"bees.txt", "taxes.txt"}
    assert store.passages(["leftover-0"]) == []


def texts_of(settings: Settings) -> Path:
    [path] = settings.store.glob("*.documents")
    return path


def test_a_document_whose_text_is_missing_says_what_to_do_and_is_taken_in_again(
    bees: Settings, open_store: OpenStore
) -> None:
    store = open_store(bees)
    texts = Texts(texts_of(bees), "")
    texts.remove([store.entry("bees.txt").version])
    texts.close()
    with pytest.raises(StoreError, match=r"The index lacks parts of bees\.txt. Run: python -m index --corpus .* sync"):
        store.document("bees.txt")

    assert sync(bees).repaired == ["bees.txt"]

    assert open_store(bees).document("bees.txt").text == "Bees fly.\n\nThey make honey."


def test_a_passage_s_units_are_those_of_its_document_there(store: Store) -> None:
    [document_id] = store.manifest.documents
    document, passages = store.document(document_id), store.passages(store.passage_ids(document_id))

    assert [unit for passage in passages for unit in store.units(passage)] == units(document)
    assert all(p.start <= unit.start < unit.end <= p.end for p in passages for unit in store.units(p))


def test_a_passage_of_a_document_that_has_changed_since_has_no_units(store: Store) -> None:
    [document_id] = store.manifest.documents
    passage = store.passages(store.passage_ids(document_id))[1]
    older = replace(passage, text=passage.text.replace("e", "a"))

    with pytest.raises(StoreError, match="changed while it was read"):
        store.units(older)


def test_the_words_of_a_page_are_those_of_the_document_s_version(bees: Settings, open_store: OpenStore) -> None:
    store = open_store(bees)
    word = (0, 4, 10, 20, 30, 40)
    rows = sqlite3.connect(texts_of(bees))
    packed = zlib.compress(json.dumps([word]).encode())
    rows.execute("INSERT INTO words VALUES (?, 1, ?)", (store.entry("bees.txt").version, packed))
    rows.commit()
    rows.close()

    assert store.words_of("bees.txt", 1) == [word]
    assert store.words_of("bees.txt", 0) == store.words_of("taxes.txt", 1) == []


def test_lost_lexical_files_are_made_again(bees: Settings, open_store: OpenStore) -> None:
    shutil.rmtree(bees.store / "bm25")

    assert open_store(bees).lexical.query("honey", 5)


def test_enough_of_the_living_are_found_however_many_leftovers_are_nearer(
    bees: Settings, open_store: OpenStore, embedder: OnnxEmbedding
) -> None:
    store = open_store(bees)
    ids = store.passage_ids("bees.txt")
    [passage] = store.passages(ids)
    leftovers = [Row(replace(passage, id=f"leftover-{n}"), "unfinished", "hash") for n in range(90)]
    store.collection.upsert(leftovers, store.meanings(ids) * 90)

    found = store.nearest(store.meanings(ids)[0].whole, 2)

    assert [p.document_id for p, _ in found] == ["bees.txt", "taxes.txt"]


def test_a_document_is_put_together_once_while_nothing_changes(bees: Settings, open_store: OpenStore) -> None:
    store = open_store(bees)

    assert store.document("bees.txt") is store.document("bees.txt")


def test_the_document_that_was_asked_for_longest_ago_is_forgotten_first(
    bees: Settings, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "DOCUMENTS_KEPT", 2)
    (bees.corpus / "wasps.txt").write_text("Wasps sting.")
    sync(bees)
    store = open_store(bees)
    first, second = store.document("bees.txt"), store.document("taxes.txt")

    store.document("bees.txt")
    store.document("wasps.txt")

    assert store.document("bees.txt") is first
    assert store.document("taxes.txt") is not second


def test_a_store_that_was_closed_opens_again_when_it_is_asked(bees: Settings, open_store: OpenStore) -> None:
    store = open_store(bees)
    store.close()

    assert store.document("taxes.txt").text == "Taxes rose."


def database(settings: Settings) -> Path:
    [path] = settings.store.glob("chroma/*/chroma.sqlite3")
    return path


def damaged_manifest(settings: Settings) -> None:
    next(settings.store.glob("*.json")).write_text("{")


def damaged_database(settings: Settings) -> None:
    database(settings).write_bytes(b"damaged " * 1000)


def missing_database(settings: Settings) -> None:
    database(settings).unlink()


def missing_folder(settings: Settings) -> None:
    shutil.rmtree(database(settings).parent)


def damaged_texts(settings: Settings) -> None:
    texts_of(settings).write_bytes(b"damaged " * 1000)


def missing_texts(settings: Settings) -> None:
    texts_of(settings).unlink()


@pytest.mark.parametrize(
    "damage",
    [damaged_manifest, damaged_database, missing_database, missing_folder, damaged_texts, missing_texts],
)
def test_a_damaged_store_says_what_to_do_and_is_made_again(
    bees: Settings, open_store: OpenStore, damage: Callable[[Settings], None]
) -> None:
    damage(bees)
    with pytest.raises(StoreError, match="sync --rebuild"):
        open_store(bees).document("taxes.txt")

    sync(bees, rebuild=True)

    assert open_store(bees).document("taxes.txt").text == "Taxes rose."


def test_a_store_that_lost_its_collection_says_what_to_do(bees: Settings, open_store: OpenStore) -> None:
    name = open_store(bees).manifest.collection
    other = Collection(database(bees).parent, name)
    other._client.delete_collection(name)
    other.close()

    with pytest.raises(StoreError, match="sync --rebuild"):
        open_store(bees)
