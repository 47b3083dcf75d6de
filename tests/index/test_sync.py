"""A sync makes the store equal to the folder and embeds only what changed."""

import hashlib
import threading
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from index import sync as sync_module
from index.bar import Bar
from index.check import problems
from index.documents.document import Document
from index.documents.reading import NotRead, read_documents
from index.embed import OnnxEmbedding
from index.errors import CorpusError, StoreError
from index.report import Report
from index.store import Store
from index.sync import Wishes, sync
from settings import Settings

OpenStore = Callable[[Settings], Store]
MakeCorpus = Callable[..., Settings]

BEES = "Bees fly far and wide. " * 12 + "\n\n" + "They make honey all summer. " * 12
TAXES = "Taxes rose."


@pytest.fixture
def bees(make_corpus: MakeCorpus) -> Settings:
    """A synced corpus: bees.txt of two passages, taxes.txt of one."""
    settings = make_corpus(**{"bees.txt": BEES, "taxes.txt": TAXES})
    sync(settings)
    return settings


def write(settings: Settings, name: str, text: str) -> None:
    (settings.corpus / name).write_text(text, encoding="utf-8")


def texts(store: Store) -> dict[str, str]:
    return {document_id: store.document(document_id).text for document_id in store.manifest.documents}


def test_a_first_sync_takes_in_all_files(make_corpus: MakeCorpus, open_store: OpenStore) -> None:
    settings = make_corpus(**{"bees.txt": BEES, "sub/taxes.md": TAXES})

    report = sync(settings)

    assert (report.new, report.documents, report.passages, report.embedded) == (["bees.txt", "sub/taxes.md"], 2, 3, 3)
    assert texts(open_store(settings)) == {"bees.txt": BEES, "sub/taxes.md": TAXES}


def test_a_first_sync_exports_the_model_where_that_was_not_done(
    bees: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Settings] = []
    monkeypatch.setattr(sync_module, "ensure_export", lambda settings, tell: asked.append(settings))

    sync(bees)

    assert asked == [bees]


def test_a_second_sync_does_nothing(bees: Settings, open_store: OpenStore) -> None:
    before = open_store(bees).manifest

    report = sync(bees)

    assert not report.did_something
    assert report.embedded == 0
    assert open_store(bees).manifest == before


def test_a_new_file_is_embedded_alone(bees: Settings, open_store: OpenStore) -> None:
    write(bees, "wasps.txt", "Wasps sting.")

    report = sync(bees)

    assert (report.new, report.embedded, report.passages) == (["wasps.txt"], 1, 4)
    assert texts(open_store(bees))["wasps.txt"] == "Wasps sting."


def test_of_a_changed_file_only_the_changed_passages_are_embedded(bees: Settings, open_store: OpenStore) -> None:
    write(bees, "bees.txt", BEES.replace("summer. They", "summer, too. They", 1))

    report = sync(bees)

    assert (report.changed, report.embedded, report.passages) == (["bees.txt"], 1, 3)
    assert "summer, too" in open_store(bees).document("bees.txt").text


def test_a_text_put_in_front_moves_passages_without_embedding_them(bees: Settings, open_store: OpenStore) -> None:
    write(bees, "bees.txt", "A word before that is long enough to stand alone. " * 9 + "\n\n" + BEES)

    assert sync(bees).embedded == 1
    assert list(problems(bees, open_store(bees))) == []


def test_a_removed_file_is_gone_from_both_searches(
    bees: Settings, open_store: OpenStore, embedder: OnnxEmbedding
) -> None:
    (bees.corpus / "bees.txt").unlink()

    report = sync(bees)

    store = open_store(bees)
    assert (report.removed, report.passages) == (["bees.txt"], 1)
    assert [p.document_id for p, _ in store.nearest(embedder.embed_query("honey"), 5)] == ["taxes.txt"]
    assert store.lexical.query("honey", 5) == []


def test_a_renamed_file_is_removed_and_new(bees: Settings) -> None:
    (bees.corpus / "taxes.txt").rename(bees.corpus / "levies.txt")

    report = sync(bees)

    assert (report.new, report.removed) == (["levies.txt"], ["taxes.txt"])


def test_a_changed_text_leaves_none_of_its_old_rows(bees: Settings, open_store: OpenStore) -> None:
    write(bees, "bees.txt", "No more bees.")
    sync(bees)

    assert open_store(bees).collection.count() == 2


def test_two_files_of_the_same_text_are_two_documents(bees: Settings, open_store: OpenStore) -> None:
    write(bees, "copy.txt", TAXES)
    sync(bees)

    store = open_store(bees)
    assert texts(store)["copy.txt"] == texts(store)["taxes.txt"]


def test_an_unreadable_file_is_reported_and_the_others_are_taken_in(bees: Settings, open_store: OpenStore) -> None:
    (bees.corpus / "report.txt").write_bytes(b"%PDF-1.7")
    (bees.corpus / "plan.xyz").write_bytes(b"plan")
    write(bees, "wasps.txt", "Wasps sting.")

    report = sync(bees)

    [problem] = report.problems
    assert problem == f"{bees.corpus / 'report.txt'} is a PDF by its content, not .txt. Rename it."
    assert report.warnings == [problem, "1 file left out, of no kind that is read: plan.xyz (.xyz 1)."]
    assert list(texts(open_store(bees))) == ["bees.txt", "taxes.txt", "wasps.txt"]


@pytest.mark.parametrize("text", ["Bees\x00fly.\x00", "\n\n.\n\n", "🐝" * 5000])
def test_odd_files_are_taken_in_whole(bees: Settings, open_store: OpenStore, text: str) -> None:
    write(bees, "odd.txt", text)

    assert sync(bees).new == ["odd.txt"]
    assert open_store(bees).document("odd.txt").text == text
    assert list(problems(bees, open_store(bees))) == []


@pytest.mark.parametrize("text", ["", " \n\n ", "\x00" * 9])
def test_a_file_without_text_is_reported(bees: Settings, text: str) -> None:
    write(bees, "empty.txt", text)

    assert sync(bees).problems == [f"{bees.corpus / 'empty.txt'} holds no text. Fill it, or remove it."]


def test_a_file_whose_bytes_are_as_they_were_is_not_read_again(bees: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    write(bees, "wasps.txt", "Wasps sting.")
    read: list[Path] = []

    def read_and_note(paths: Iterable[Path], *rest: Any) -> Generator[Document | NotRead, None, None]:
        read.extend(paths)
        return read_documents(read, *rest)

    monkeypatch.setattr(sync_module, "read_documents", read_and_note)
    sync(bees)

    assert read == [bees.corpus / "wasps.txt"]


def test_other_bytes_of_the_same_text_are_taken_over_without_embedding(bees: Settings, open_store: OpenStore) -> None:
    before = open_store(bees).entry("bees.txt")
    data = BEES.encode("utf-16")
    (bees.corpus / "bees.txt").write_bytes(data)

    report = sync(bees)

    assert (report.did_something, report.embedded) == (False, 0)
    assert open_store(bees).entry("bees.txt") == replace(
        before, encoding="UTF-16", file_sha256=hashlib.sha256(data).hexdigest()
    )


def test_an_emptied_folder_empties_the_store_where_it_may(bees: Settings, open_store: OpenStore) -> None:
    for file in bees.corpus.iterdir():
        file.unlink()

    assert sync(bees.model_copy(update={"remove": "yes"})).removed == ["bees.txt", "taxes.txt"]
    assert open_store(bees).collection.count() == 0


def test_rows_that_were_deleted_are_repaired(bees: Settings, open_store: OpenStore) -> None:
    store = open_store(bees)
    store.collection.delete(store.passage_ids("bees.txt")[1:])
    store.close()

    report = sync(bees)

    assert (report.repaired, report.embedded) == (["bees.txt"], 1)
    assert list(problems(bees, open_store(bees))) == []


def test_rebuild_embeds_everything_again(bees: Settings, open_store: OpenStore) -> None:
    report = sync(bees, rebuild=True)

    assert (report.new, report.embedded) == (["bees.txt", "taxes.txt"], 3)
    assert texts(open_store(bees)) == {"bees.txt": BEES, "taxes.txt": TAXES}


def test_another_passage_length_is_another_collection_beside(bees: Settings, open_store: OpenStore) -> None:
    short = bees.model_copy(update={"passage_tokens": 20})

    report = sync(short)

    assert report.passages > 3
    assert open_store(bees).manifest.passages == 3
    assert texts(open_store(short)) == texts(open_store(bees))


def test_a_store_of_an_earlier_version_is_made_anew_and_that_is_said(bees: Settings) -> None:
    told: list[str] = []
    [manifest] = bees.store.glob("footnote-*.json")
    manifest.rename(manifest.with_name("footnote-0123456789abcdef.json"))  # as another splitter would name it

    report = sync(bees, tell=told.append)

    assert report.documents == len(report.new) > 0
    assert any("earlier version" in line for line in told)


def test_a_store_opened_before_sees_the_sync_after_refresh(bees: Settings, open_store: OpenStore) -> None:
    store = open_store(bees)
    store.document("bees.txt")
    write(bees, "bees.txt", "No more bees.")
    sync(bees)

    assert store.document("bees.txt").text == BEES
    assert store.refresh()
    assert store.document("bees.txt").text == "No more bees."


def test_a_second_sync_at_once_says_that_it_waits_and_then_syncs(bees: Settings) -> None:
    said: list[str] = []
    told = threading.Event()

    def tell(line: str) -> None:
        said.append(line)
        told.set()

    reports: list[Report] = []
    second = threading.Thread(target=lambda: reports.append(sync(bees, tell=tell)))
    with FileLock(bees.store / "sync.lock"):
        second.start()
        assert told.wait(30)
        assert reports == []
    second.join(30)

    assert said == ["Another sync of this corpus is running; waiting for it to end…"]
    assert not reports[0].did_something


def test_a_damaged_store_says_to_rebuild_it(bees: Settings) -> None:
    [database] = bees.store.glob("chroma/*/chroma.sqlite3")
    database.write_bytes(b"damaged " * 1000)

    with pytest.raises(StoreError, match="sync --rebuild"):
        sync(bees)
    assert sync(bees, rebuild=True).embedded == 3


def test_a_missing_folder_is_said_before_anything_is_made(make_corpus: MakeCorpus) -> None:
    settings = make_corpus().of_corpus(make_corpus().corpus / "nowhere")

    with pytest.raises(CorpusError, match="There is no folder"):
        sync(settings)
    assert not settings.store.exists()


def test_the_report_says_what_was_done() -> None:
    report = Report(new=["a"], removed=["b", "c"], embedded=7, documents=1, passages=1234, seconds=0.26)

    assert str(report) == (
        "Synced: 1 new, 2 removed; 7 passages embedded. The index holds 1 document in 1,234 passages (0.3 s)."
    )


def test_a_document_with_which_there_would_be_too_many_passages_is_left_out(make_corpus: MakeCorpus) -> None:
    long = "\n\n".join(
        f"# Part {n}\n\nThe {n}th mill grinds {n} sacks. " + "It goes on and on. " * 40 for n in range(9)
    )
    settings = make_corpus(**{"a.txt": "A short one.", "b.md": long, "c.txt": "Another short one."})
    report = sync(settings, wishes=Wishes(most=5))
    assert report.new == ["a.txt", "c.txt"]
    assert "passages; there is room for 4. Split it." in report.problems[0]
    assert report.passages == 2


def test_what_was_taken_away_on_purpose_goes_however_much_it_is(make_corpus: Any) -> None:
    settings = make_corpus(**{"a.txt": "The only document."})
    sync(settings)
    (settings.corpus / "a.txt").unlink()
    assert sync(settings).missing == ["a.txt"]
    assert sync(settings, wishes=Wishes(gone=["a.txt"])).removed == ["a.txt"]


def test_who_shows_the_progress_can_end_it_and_the_index_is_as_it_was(make_corpus: Any) -> None:
    class Ends(Bar):
        def update(self, n: int) -> None:
            raise RuntimeError("stopped")

    settings = make_corpus(**{"a.txt": "The first document."})
    sync(settings)
    (settings.corpus / "b.txt").write_text("A second one.", encoding="utf-8")
    with pytest.raises(RuntimeError, match="stopped"):
        sync(settings, wishes=Wishes(bar=Ends))
    assert sync(settings).new == ["b.txt"]
