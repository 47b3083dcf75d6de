"""What a sync keeps: what cannot be read just now, and what is gone in such numbers that a disk may be missing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import sync as sync_module
from index.check import problems
from index.documents.source import hash_of
from index.errors import CorpusError
from index.manifest import Manifest
from index.store import Store
from index.sync import sync
from settings import Settings

OpenStore = Callable[[Settings], Store]
MakeCorpus = Callable[..., Settings]

DOCUMENTS = {f"{n:02}.txt": f"In {n} they came." for n in range(20)}


@pytest.fixture
def twenty(make_corpus: MakeCorpus) -> Settings:
    """A synced corpus of twenty documents."""
    settings = make_corpus(**DOCUMENTS)
    sync(settings)
    return settings


def allowed(settings: Settings) -> Settings:
    """The same, where documents may go unasked."""
    return settings.model_copy(update={"remove": "yes"})


def remove(settings: Settings, number: int) -> None:
    """The first so many documents go from the folder."""
    for name in list(DOCUMENTS)[:number]:
        (settings.corpus / name).unlink()


def held(store: Store) -> dict[str, str]:
    return {document_id: store.document(document_id).text for document_id in store.manifest.documents}


def no_text(file: Path) -> None:
    file.write_bytes(bytes(range(256)))


def empty(file: Path) -> None:
    file.write_text("")


def blank(file: Path) -> None:
    file.write_text(" \n\n")


def link_to_a_missing_disk(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "disk" / "file.txt")


def link_to_itself(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (no_text, "is no text. Save it as text, or remove it."),
        (empty, "holds no text. Fill it, or remove it."),
        (blank, "holds no text. Fill it, or remove it."),
        (link_to_a_missing_disk, "cannot be read: No such file or directory. Check that it is there and may be read."),
        (link_to_itself, "cannot be read: Too many levels of symbolic links. Check that it is there and may be read."),
    ],
)
def test_a_file_that_cannot_be_read_keeps_its_last_state_until_it_can(
    twenty: Settings, open_store: OpenStore, spoil: Callable[[Path], None], why: str
) -> None:
    file = twenty.corpus / "07.txt"
    spoil(file)

    report = sync(twenty)

    assert (report.kept, report.removed, report.documents) == (["07.txt"], [], 20)
    assert report.problems == [f"{file} {why} The index keeps its last state."]
    assert "1 unreadable but kept" in str(report)
    store = open_store(twenty)
    assert held(store) == DOCUMENTS
    assert store.entry("07.txt").stale == f"{file} {why}"
    assert list(problems(twenty, store)) == [f"{file} {why}"]

    file.unlink()
    file.write_text(DOCUMENTS["07.txt"])
    report = sync(twenty)

    assert (report.kept, report.problems, report.embedded, report.did_something) == ([], [], 0, False)
    assert store.refresh()
    assert store.entry("07.txt").stale == ""


def test_a_reason_that_stays_is_written_once(twenty: Settings, open_store: OpenStore) -> None:
    empty(twenty.corpus / "07.txt")
    sync(twenty)
    generation = open_store(twenty).manifest.generation

    assert sync(twenty).kept == ["07.txt"]
    assert open_store(twenty).manifest.generation == generation


def test_a_file_that_was_never_read_is_a_problem_and_no_document(twenty: Settings, open_store: OpenStore) -> None:
    empty(twenty.corpus / "new.txt")

    report = sync(twenty)

    assert (report.kept, report.problems) == (
        [],
        [f"{twenty.corpus / 'new.txt'} holds no text. Fill it, or remove it."],
    )
    assert "new.txt" not in open_store(twenty).manifest.documents


def test_a_document_that_the_index_has_not_whole_is_not_kept(twenty: Settings, open_store: OpenStore) -> None:
    store = open_store(twenty)
    store.collection.delete(store.passage_ids("07.txt"))
    store.close()
    empty(twenty.corpus / "07.txt")

    report = sync(twenty)

    assert (report.kept, report.removed) == ([], ["07.txt"])
    assert report.problems == [f"{twenty.corpus / '07.txt'} holds no text. Fill it, or remove it."]


def test_an_index_of_before_there_were_reasons_is_read(twenty: Settings, open_store: OpenStore) -> None:
    [path] = twenty.store.glob("*.json")
    path.write_text(path.read_text().replace(', "stale": ""', ""))
    assert "stale" not in path.read_text()

    assert not sync(twenty).did_something
    assert held(open_store(twenty)) == DOCUMENTS


@pytest.fixture
def at_the_first_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """at_the_first_read(f) lets f happen in the next sync once the files are listed, before one of them is read."""

    def arrange(happens: Callable[[], object]) -> None:
        def read(path: Path, max_file: int) -> str:
            monkeypatch.setattr(sync_module, "hash_of", hash_of)
            happens()
            return hash_of(path, max_file)

        monkeypatch.setattr(sync_module, "hash_of", read)

    return arrange


Arrange = Callable[[Callable[[], object]], None]


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_folder_that_vanishes_while_it_is_read_takes_nothing_along(
    twenty: Settings, open_store: OpenStore, at_the_first_read: Arrange, rebuild: bool
) -> None:
    before = open_store(twenty).manifest
    at_the_first_read(lambda: shutil.rmtree(twenty.corpus))

    with pytest.raises(
        CorpusError, match=r"went away while it was read. The index is as it was. Bring the folder back"
    ):
        sync(allowed(twenty), rebuild)
    assert open_store(twenty).manifest == before


def test_a_folder_that_is_emptied_while_it_is_read_takes_nothing_along(
    twenty: Settings, open_store: OpenStore, at_the_first_read: Arrange
) -> None:
    at_the_first_read(lambda: remove(twenty, 20))

    report = sync(twenty)

    assert (len(report.kept), report.removed) == (20, [])
    assert held(open_store(twenty)) == DOCUMENTS


def test_a_file_that_vanishes_while_it_is_read_goes_with_the_next_sync(
    twenty: Settings, open_store: OpenStore, at_the_first_read: Arrange
) -> None:
    at_the_first_read(lambda: remove(twenty, 1))

    assert sync(twenty).kept == ["00.txt"]
    assert sync(twenty).removed == ["00.txt"]
    assert "00.txt" not in held(open_store(twenty))


def test_a_few_that_are_gone_go_unasked(twenty: Settings, open_store: OpenStore) -> None:
    remove(twenty, 5)

    assert len(sync(twenty, ask=unasked).removed) == 5
    assert len(held(open_store(twenty))) == 15


def unasked(question: str) -> bool:
    raise AssertionError(question)


@pytest.mark.parametrize("gone", [6, 20])
def test_many_that_are_gone_are_kept_where_nobody_can_be_asked_and_come_back(
    twenty: Settings, open_store: OpenStore, make_corpus: MakeCorpus, gone: int
) -> None:
    remove(twenty, gone)
    make_corpus(**{"new.txt": "They came anew."})
    said: list[str] = []

    for _ in range(2):
        report = sync(twenty, tell=said.append)
        assert (len(report.missing), report.removed, report.documents) == (gone, [], 21)
        assert f"{gone} gone but kept" in str(report)

    store = open_store(twenty)
    assert held(store) == DOCUMENTS | {"new.txt": "They came anew."}
    assert store.entry("00.txt").stale == "Its file is gone from the folder."
    assert said[0].startswith(f"{gone} of {20} documents are gone from {twenty.corpus} (00.txt, 01.txt, 02.txt and ")
    assert said[0].endswith(f"To let them go: {twenty.sync_command} --yes (or FOOTNOTE_REMOVE=yes)")

    make_corpus(**DOCUMENTS)
    report = sync(twenty, ask=unasked)

    assert (report.missing, report.embedded, report.did_something) == ([], 0, False)
    assert store.refresh()
    assert {entry.stale for entry in store.manifest.documents.values()} == {""}


def test_what_was_kept_does_not_go_unasked_when_new_documents_or_returned_ones_make_it_few(
    make_corpus: MakeCorpus, open_store: OpenStore
) -> None:
    settings = make_corpus(**dict(list(DOCUMENTS.items())[:3]))
    sync(settings)
    remove(settings, 3)
    make_corpus(**{"other.txt": "Another disk."})

    assert len(sync(settings).missing) == 3
    make_corpus(**{"00.txt": DOCUMENTS["00.txt"]})
    assert sync(settings).missing == ["01.txt", "02.txt"]
    assert sync(allowed(settings)).removed == ["01.txt", "02.txt"]
    assert list(held(open_store(settings))) == ["00.txt", "other.txt"]


def test_many_that_are_gone_go_where_the_answer_is_yes(twenty: Settings, open_store: OpenStore) -> None:
    remove(twenty, 6)
    asked: list[str] = []

    def yes(question: str) -> bool:
        asked.append(question)
        return True

    assert len(sync(twenty, ask=yes).removed) == 6
    assert asked[0].endswith("(00.txt, 01.txt, 02.txt and 3 more). Remove them from the index?")
    assert len(held(open_store(twenty))) == 14


def test_many_that_only_have_another_name_go_unasked(twenty: Settings, open_store: OpenStore) -> None:
    (twenty.corpus / "years").mkdir()
    for name in DOCUMENTS:
        (twenty.corpus / name).rename(twenty.corpus / "years" / name)

    report = sync(twenty, ask=unasked)

    assert (len(report.new), len(report.removed), report.missing) == (20, 20, [])
    assert held(open_store(twenty)) == {f"years/{name}": text for name, text in DOCUMENTS.items()}


def test_the_only_document_does_not_go_unasked(make_corpus: MakeCorpus, open_store: OpenStore) -> None:
    settings = make_corpus(**{"a.txt": "They came."})
    sync(settings)
    (settings.corpus / "a.txt").unlink()

    assert sync(settings).missing == ["a.txt"]
    assert sync(allowed(settings)).removed == ["a.txt"]
    assert held(open_store(settings)) == {}


def manifest_of(store: Store) -> Manifest:
    manifest = store.manifest
    store.close()
    return manifest


@pytest.mark.parametrize("gone", [6, 20])
def test_a_rebuild_that_would_lose_many_is_not_done_unasked(twenty: Settings, open_store: OpenStore, gone: int) -> None:
    before = manifest_of(open_store(twenty))
    remove(twenty, gone)
    said: list[str] = []

    report = sync(twenty, rebuild=True, tell=said.append)

    assert (len(report.missing), report.documents, report.embedded) == (gone, 20, 0)
    assert f"The index is not rebuilt, so as to keep them. To let them go: {twenty.sync_command} --rebuild" in said[0]
    assert manifest_of(open_store(twenty)) == before

    assert len(sync(allowed(twenty), rebuild=True).removed) == gone
    assert len(held(open_store(twenty))) == 20 - gone


def test_a_rebuild_that_would_lose_what_cannot_be_read_is_not_done_unasked(
    twenty: Settings, open_store: OpenStore
) -> None:
    before = manifest_of(open_store(twenty))
    empty(twenty.corpus / "19.txt")

    with pytest.raises(CorpusError, match=r"19\.txt holds no text.*A rebuild would lose .* --rebuild --yes"):
        sync(twenty, rebuild=True)
    assert manifest_of(open_store(twenty)) == before

    assert sync(allowed(twenty), rebuild=True).removed == ["19.txt"]


@pytest.mark.parametrize("gone", [0, 20])
def test_a_rebuild_in_an_empty_folder_leaves_what_other_settings_have_made(
    twenty: Settings, open_store: OpenStore, gone: int
) -> None:
    remove(twenty, gone)
    sync(twenty.model_copy(update={"passage_tokens": 30}), rebuild=True)

    assert len([*twenty.store.glob("*.json")]) == (2 if gone else 1)
    assert not gone or held(open_store(twenty)) == DOCUMENTS
