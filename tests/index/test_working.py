"""The copy that a sync works on: what is written, what is taken from before, what is swept."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from index import working
from index.documents.document import Document
from index.embed import OnnxEmbedding
from index.manifest import Entry, Manifest, collection_name
from index.passages import Piece, split
from index.store import Store, texts_path
from index.sync import sync
from index.texts import Texts
from index.working import WorkingCopy
from made_documents import plain
from settings import Settings

MakeCorpus = Callable[..., Settings]
OpenStore = Callable[[Settings], Store]
Open = Callable[..., WorkingCopy]


@pytest.fixture
def bees(make_corpus: MakeCorpus, embedder: OnnxEmbedding) -> Settings:
    """A synced corpus of two documents of a passage each."""
    settings = make_corpus(**{"bees.txt": "Bees fly.", "taxes.txt": "Taxes rose."})
    sync(settings, embedder=embedder)
    return settings


@pytest.fixture
def before(bees: Settings, open_store: OpenStore) -> Manifest:
    return open_store(bees).manifest


@pytest.fixture
def open_copy(bees: Settings, embedder: OnnxEmbedding) -> Iterator[Open]:
    """open_copy(manifest) → a copy of what it speaks of, closed after the test."""
    opened: list[WorkingCopy] = []

    def open_one(manifest: Manifest, anew: bool = False) -> WorkingCopy:
        opened.append(WorkingCopy(bees, embedder, manifest, anew))
        opened[-1].look()
        return opened[-1]

    yield open_one
    for copy in opened:
        copy.close()


def pieces(*sentences: str, name: str = "new.txt") -> tuple[Document, list[Piece]]:
    """A document of these sentences, and its passages: one for each."""
    document = plain("\n".join(sentences), name)
    return document, split(document, lambda texts: [9] * len(texts), 9)


def nobody(written: int) -> None:
    """Hears of nothing."""


def entry_of(document: Document, count: int) -> Entry:
    return Entry(document.version, "t", "s", {}, count, 9)


def test_what_is_as_it_was_left_is_sound_and_is_not_copied(before: Manifest, open_copy: Open) -> None:
    copy = open_copy(before)

    assert copy.is_sound
    assert all(copy.is_complete(entry) for entry in before.documents.values())
    assert not copy.folder.exists()


def test_rows_that_are_missing_are_seen(
    bees: Settings, before: Manifest, open_copy: Open, open_store: OpenStore
) -> None:
    store = open_store(bees)
    store.collection.delete(store.passage_ids("bees.txt"))
    store.close()

    copy = open_copy(before)

    assert not copy.is_sound
    assert not copy.is_complete(before.documents["bees.txt"])
    assert copy.is_complete(before.documents["taxes.txt"])


def test_a_first_sync_or_a_rebuild_begins_with_nothing(before: Manifest, open_copy: Open) -> None:
    copy = open_copy(before, anew=True)

    assert not copy.is_sound
    assert not copy.is_complete(before.documents["bees.txt"])
    assert copy.collection().count() == 0


def test_a_copy_stands_beside_what_is_read_and_a_leftover_in_its_place_goes(before: Manifest, open_copy: Open) -> None:
    copy = open_copy(before)
    copy.folder.mkdir(parents=True)
    (copy.folder / "half.bin").write_text("left by a kill")

    assert copy.collection().count() == 2
    assert not (copy.folder / "half.bin").exists()
    assert copy.folder != copy.finished
    assert not copy.is_sound


def test_of_what_is_added_each_passage_is_embedded_and_written_once(before: Manifest, open_copy: Open) -> None:
    copy, written = open_copy(before), list[int]()

    document, found = pieces("Wasps sting people.", "Käse smells.")
    copy.add(document, found, None, written.append)
    copy.write(written.append)
    copy.write(written.append)

    rows = copy.collection().get([piece.passage.id for piece in found])
    assert (copy.embedded, written) == (2, [33])  # bytes: the ä has two
    assert [row.passage for row in rows] == [piece.passage for piece in found]
    assert [row.passage.text for row in rows] == ["Wasps sting people.\n", "Käse smells."]
    assert {row.version for row in rows} == {document.version}


def test_the_text_of_what_is_added_is_there_when_its_passages_are(
    bees: Settings, before: Manifest, open_copy: Open
) -> None:
    copy = open_copy(before)
    others = Texts(texts_path(bees.store, before.collection), "")

    document, found = pieces("Wasps sting people.")
    copy.add(document, found, None, nobody)
    assert others.find(document.version) is None
    copy.write(nobody)

    content = others.find(document.version)
    assert content is not None
    assert (content.text, content.blocks) == (document.text, document.blocks)
    others.close()


def test_texts_of_which_no_sync_speaks_are_forgotten(bees: Settings, before: Manifest, open_copy: Open) -> None:
    copy = open_copy(before)
    texts = Texts(texts_path(bees.store, before.collection), "")
    (old, _), (new, _), (gone, _) = (pieces(f"{n} wasps came.") for n in range(3))
    for document in (old, new, gone):
        texts.add(document)
    texts.commit()

    copy.forget_texts(
        replace(before, documents={"a": entry_of(old, 1)}), replace(before, documents={"b": entry_of(new, 1)})
    )

    assert texts.versions() == {old.version, new.version}
    texts.close()


def test_a_text_that_is_missing_is_seen(bees: Settings, before: Manifest, open_copy: Open) -> None:
    texts = Texts(texts_path(bees.store, before.collection), "")
    texts.remove([before.documents["bees.txt"].version])
    texts.close()

    copy = open_copy(before)

    assert [copy.is_complete(before.documents[name]) for name in ("bees.txt", "taxes.txt")] == [False, True]


def test_what_is_there_already_is_not_written_again(before: Manifest, open_copy: Open) -> None:
    copy, written = open_copy(before), list[int]()
    document, [first, second] = pieces("Bees fly far.", "They sting people.")
    there = replace(first, passage=replace(first.passage, id=f"{before.documents['bees.txt'].version}-0"))

    copy.add(document, [there, second], None, written.append)
    copy.write(written.append)

    assert (copy.embedded, written) == (1, [18])


def test_what_the_old_version_says_too_is_not_embedded_again(before: Manifest, open_copy: Open) -> None:
    copy = open_copy(before)
    old = before.documents["bees.txt"]

    document, found = pieces("Wasps sting people.", "Bees fly.")
    copy.add(document, found, old, nobody)
    copy.write(nobody)

    assert copy.embedded == 1
    moved, was = copy.collection().meanings([f"{document.version}-1", f"{old.version}-0"])
    assert moved.whole == pytest.approx(was.whole)


def test_a_passage_of_the_same_words_that_is_read_otherwise_is_embedded_again(
    before: Manifest, open_copy: Open
) -> None:
    """Its units are others, as those of a table with another head are."""
    copy = open_copy(before)
    old = before.documents["bees.txt"]
    document, [piece] = pieces("Bees fly.")

    copy.add(document, [replace(piece, units=piece.units * 2)], old, nobody)
    copy.write(nobody)

    [meaning] = copy.collection().meanings([piece.passage.id])
    assert len(meaning.units) == 2


def test_what_waits_is_written_when_it_is_many(
    before: Manifest, open_copy: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "ROWS_AT_ONCE", 3)
    copy, written = open_copy(before), list[int]()

    copy.add(*pieces("One bee flew by.", "Two bees flew by."), None, written.append)
    assert (written, copy.collection().count()) == ([], 2)
    copy.add(*pieces("Six bees flew by.", "Ten bees flew by.", "All bees flew by."), None, written.append)

    assert (written, copy.collection().count()) == ([17 + 17 + 18, 18 + 17], 7)


def test_what_no_document_owns_is_swept(before: Manifest, open_copy: Open) -> None:
    copy = open_copy(before)
    document, found = pieces("Wasps sting people.", "Gone they are.")
    copy.add(document, found, None, nobody)
    copy.write(nobody)

    copy.sweep([before.documents["taxes.txt"], entry_of(document, 1)])

    kept = [f"{before.documents['taxes.txt'].version}-0", f"{document.version}-0"]
    assert sorted(copy.collection().ids()) == sorted(kept)


def test_what_a_killed_sync_has_embedded_is_not_embedded_again(before: Manifest, open_copy: Open) -> None:
    killed = open_copy(before)
    killed.add(*pieces("Wasps sting people."), None, nobody)
    killed.write(nobody)
    killed.close()

    again = open_copy(before)
    again.add(*pieces("Bees sting people.", "Wasps sting people."), None, nobody)
    again.write(nobody)
    again.discard_unfinished()
    again.close()

    assert (killed.embedded, again.embedded) == (1, 1)
    after = open_copy(before)
    after.add(*pieces("Wasps sting people."), None, nobody)
    after.write(nobody)
    assert after.embedded == 1


def test_a_manifest_of_which_the_folder_is_gone_begins_anew(
    bees: Settings, before: Manifest, open_copy: Open, embedder: OnnxEmbedding
) -> None:
    name = collection_name(embedder.fingerprint, bees)
    copy = open_copy(replace(before, collection=name, generation=77))

    assert not copy.is_sound
    assert copy.collection().count() == 0
