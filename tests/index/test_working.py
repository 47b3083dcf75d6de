"""The copy that a sync works on: what is written, what is taken from before, what is swept."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from index import working
from index.embed import OnnxEmbedding
from index.manifest import Entry, Manifest, collection_name
from index.passages import Location, Passage, passage_id
from index.store import Store
from index.sync import sync
from index.working import WorkingCopy
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


def passages(version: str, *texts: str) -> list[Passage]:
    return [Passage(passage_id(version, n), "new.txt", 0, len(t), t, Location(1, 1)) for n, t in enumerate(texts)]


def entry_of(version: str, count: int) -> Entry:
    return Entry(version, "t", "s", {}, count, 9)


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

    copy.add("v9", passages("v9", "Wasps sting.", "Käse."), None, written.append)
    copy.write(written.append)
    copy.write(written.append)

    assert (copy.embedded, written) == (2, [18])  # bytes: the ä has two
    assert [row.passage.text for row in copy.collection().get(["v9-0", "v9-1"])] == ["Wasps sting.", "Käse."]
    assert {row.version for row in copy.collection().get(["v9-0"])} == {"v9"}


def test_what_is_there_already_is_not_written_again(before: Manifest, open_copy: Open) -> None:
    copy, written = open_copy(before), list[int]()

    copy.add("v", passages(before.documents["bees.txt"].version, "Bees fly.", "They sting."), None, written.append)
    copy.write(written.append)

    assert (copy.embedded, written) == (1, [11])


def test_what_the_old_version_says_too_is_not_embedded_again(before: Manifest, open_copy: Open) -> None:
    copy = open_copy(before)
    old = before.documents["bees.txt"]

    copy.add("v9", passages("v9", "Wasps sting.", "Bees fly."), old, lambda size: None)
    copy.write(lambda size: None)

    assert copy.embedded == 1
    moved, was = copy.collection().meanings(["v9-1", f"{old.version}-0"])
    assert moved.whole == pytest.approx(was.whole)


def test_what_waits_is_written_when_it_is_many(
    before: Manifest, open_copy: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "ROWS_AT_ONCE", 3)
    copy, written = open_copy(before), list[int]()

    copy.add("v8", passages("v8", "One.", "Two."), None, written.append)
    assert (written, copy.collection().count()) == ([], 2)
    copy.add("v9", passages("v9", "Six.", "Ten.", "Era."), None, written.append)

    assert (written, copy.collection().count()) == ([12, 8], 7)


def test_what_no_document_owns_is_swept(before: Manifest, open_copy: Open) -> None:
    copy = open_copy(before)
    copy.add("v9", passages("v9", "Wasps sting.", "Gone."), None, lambda size: None)
    copy.write(lambda size: None)

    copy.sweep([before.documents["taxes.txt"], entry_of("v9", 1)])

    assert sorted(copy.collection().ids()) == sorted([f"{before.documents['taxes.txt'].version}-0", "v9-0"])


def test_what_a_killed_sync_has_embedded_is_not_embedded_again(before: Manifest, open_copy: Open) -> None:
    killed = open_copy(before)
    killed.add("v9", passages("v9", "Wasps sting."), None, lambda size: None)
    killed.write(lambda size: None)
    killed.close()

    again = open_copy(before)
    again.add("v9", passages("v9", "Wasps sting.", "Bees sting."), None, lambda size: None)
    again.write(lambda size: None)
    again.discard_unfinished()
    again.close()

    assert (killed.embedded, again.embedded) == (1, 1)
    after = open_copy(before)
    after.add("v9", passages("v9", "Wasps sting."), None, lambda size: None)
    after.write(lambda size: None)
    assert after.embedded == 1


def test_a_manifest_of_which_the_folder_is_gone_begins_anew(
    bees: Settings, before: Manifest, open_copy: Open, embedder: OnnxEmbedding
) -> None:
    name = collection_name(embedder.fingerprint, bees)
    copy = open_copy(replace(before, collection=name, generation=77))

    assert not copy.is_sound
    assert copy.collection().count() == 0
