"""The library lists its documents, takes one in for all, and takes one out into the trash."""

import threading
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from answer.assistant import Assistant
from chat.brought import Brought, File
from chat.desk import Desk
from chat.library import Library, LibraryError, chosen_of, in_short
from chat.library_routes import LibraryRoutes
from chat.routes import SourceRoutes
from chat.scope import Scopes
from chat.visitors import Local
from chat.whose import Whose
from index.sync import sync
from settings import Settings


@pytest.fixture
def settings(data_folder: Path, tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(data_folder / "models", target_is_directory=True)
    (tmp_path / "corpus" / "farm").mkdir(parents=True)
    (tmp_path / "corpus" / "mill.md").write_text("---\ntitle: The mill\ndate: 2024-05-01\n---\nThe rent is 312 francs.")
    (tmp_path / "corpus" / "farm" / "barn.txt").write_text("The barn is red.")
    (tmp_path / "corpus" / "bad.pdf").write_bytes(b"%PDF no")
    settings = Settings(data=tmp_path / "data", corpus=tmp_path / "corpus")
    sync(settings)
    return settings


@pytest.fixture
def brought(settings: Settings) -> Brought:
    return Brought(settings)


@pytest.fixture
def page(settings: Settings, brought: Brought) -> TestClient:
    """What the list in the panel talks to."""
    desk = Desk(settings, brought)
    routes = LibraryRoutes(desk, Library(settings, brought), Scopes(None), brought, Whose(Local(), None)).routes()
    return TestClient(
        Starlette(routes=[*routes, *SourceRoutes(desk, settings, brought, Whose(Local(), None)).routes()])
    )


def bring(settings: Settings, brought: Brought, name: str, text: str) -> str:
    sent = settings.data / "sent"
    sent.write_text(text)
    assistant = Assistant.open(settings)
    report = brought.add("one", [File(name, sent)], assistant.embedder, lambda done, left: None, threading.Event())
    return report.new[0]


def ids(answer: dict[str, list[dict[str, str]]]) -> set[str]:
    return {document["id"] for document in answer["documents"]}


def test_each_document_is_listed_with_what_is_known_of_it_and_each_other_file_with_its_reason(page: TestClient) -> None:
    listed = page.get("/footnote/library?chat=one").json()
    by_id = {document["id"]: document for document in listed["documents"]}
    assert (
        by_id["mill.md"] | {"title": "The mill", "kind": "MD", "date": "2024-05-01", "own": False} == by_id["mill.md"]
    )
    assert by_id["farm/barn.txt"]["read_at"]
    assert listed["only"] is None
    [left] = listed["left_out"]
    assert left["name"] == "bad.pdf"
    assert "no PDF" in left["reason"]


def test_what_is_chosen_is_listed_as_such_until_all_are_asked_again(page: TestClient) -> None:
    some = {"asked": 1, "documents": 2}
    assert page.post("/footnote/choose", json={"chat": "one", "only": ["mill.md", "gone.txt"]}).json() == some
    assert page.get("/footnote/library?chat=one").json()["only"] == ["mill.md"]
    assert page.get("/footnote/library?chat=two").json()["only"] is None
    assert page.post("/footnote/choose", json={"chat": "one", "without": ["mill.md"]}).json() == some
    assert page.get("/footnote/library?chat=one").json()["only"] == ["farm/barn.txt"]
    page.post("/footnote/choose", json={"chat": "one", "only": None})
    assert page.get("/footnote/library?chat=one").json()["only"] is None


def test_what_is_chosen_stays_so_where_it_is_kept_for_all(
    page: TestClient, settings: Settings, brought: Brought
) -> None:
    document_id = bring(settings, brought, "lease.txt", "The lease ends in June.")
    page.post("/footnote/choose", json={"chat": "one", "only": [document_id]})
    assert page.post("/footnote/keep", json={"chat": "one", "id": document_id}).json()["only"] == ["lease.txt"]


def test_where_the_folder_cannot_be_written_it_is_said_and_nothing_is_left(
    page: TestClient, settings: Settings, brought: Brought, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = bring(settings, brought, "lease.txt", "The lease ends in June.")

    def fail(source: Path, path: Path) -> None:
        path.write_text("The le")
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("chat.library.shutil.copyfile", fail)
    answer = page.post("/footnote/keep", json={"chat": "one", "id": document_id})
    assert "lease.txt cannot be read or written (No space left on device)." in answer.json()["error"]
    assert not (settings.corpus / "lease.txt").exists()
    assert document_id in ids(page.get("/footnote/library?chat=one").json())


@pytest.mark.parametrize("asked", [b"", b"[]", b'"x"', b'{"chat": 3}', b'{"chat": "one", "only": "x"}', b"\xff"])
def test_a_request_that_is_none_is_told_so(page: TestClient, asked: bytes) -> None:
    answer = page.post("/footnote/choose", content=asked)
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_a_file_that_was_brought_is_listed_opened_and_kept_for_all(
    page: TestClient, settings: Settings, brought: Brought
) -> None:
    document_id = bring(settings, brought, "lease.txt", "The lease ends in June.")
    assert document_id in ids(page.get("/footnote/library?chat=one").json())
    assert document_id not in ids(page.get("/footnote/library?chat=two").json())
    assert page.get(f"/footnote/document?id={document_id}&chat=one").status_code == 200
    assert page.get(f"/footnote/document?id={document_id}&chat=two").status_code == 404

    kept = page.post("/footnote/keep", json={"chat": "one", "id": document_id}).json()
    assert ids(kept) == {"mill.md", "farm/barn.txt", "lease.txt"}
    assert (settings.corpus / "lease.txt").read_text() == "The lease ends in June."
    assert ids(page.get("/footnote/library?chat=two").json()) == ids(kept)


def test_what_is_kept_takes_no_other_file_s_place(page: TestClient, settings: Settings, brought: Brought) -> None:
    document_id = bring(settings, brought, "mill.md", "Another mill.")
    kept = page.post("/footnote/keep", json={"chat": "one", "id": document_id}).json()
    assert ids(kept) == {"mill.md", "farm/barn.txt", "mill (2).md"}


def test_a_document_is_taken_out_into_the_trash(page: TestClient, settings: Settings) -> None:
    left = page.post("/footnote/remove", json={"chat": "one", "id": "farm/barn.txt"}).json()
    assert ids(left) == {"mill.md"}
    [trashed] = (settings.data / "trash").rglob("farm/barn.txt")
    assert trashed.read_text() == "The barn is red."
    assert ids(page.post("/footnote/remove", json={"chat": "one", "id": "mill.md"}).json()) == set()


@pytest.mark.parametrize("document", ["../secret.txt", "gone.txt", "", "farm", "/etc/hostname"])
def test_what_is_no_file_of_the_folder_stays(settings: Settings, brought: Brought, document: str) -> None:
    (settings.corpus.parent / "secret.txt").write_text("secret")
    with pytest.raises(LibraryError, match="is no file in"):
        Library(settings, brought).take_out(document, Assistant.open(settings))
    assert (settings.corpus.parent / "secret.txt").exists()


def test_the_page_is_told_how_many_there_are_and_which_is_the_newest(settings: Settings) -> None:
    manifest = Assistant.open(settings).store.manifest
    told = in_short(manifest, 1)
    assert (told["documents"], told["asked"], told["left_out"]) == (2, 1, 1)
    assert told["newest"] in ("The mill", "barn")


def test_a_choice_of_nothing_that_there_is_or_of_all_is_none(settings: Settings) -> None:
    manifest = Assistant.open(settings).store.manifest
    assert chosen_of(manifest, None) is None
    assert chosen_of(manifest, ["gone.txt"]) is None
    assert chosen_of(manifest, ["mill.md", "farm/barn.txt"]) is None
    assert chosen_of(manifest, ["mill.md"]) == frozenset({"mill.md"})
