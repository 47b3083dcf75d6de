"""What the panel asks the server for: documents, their pages' words, pictures; and what it is told where none is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from chat.brought import Brought
from chat.desk import Desk
from chat.routes import SourceRoutes
from chat.visitors import Local
from chat.whose import Whose
from index.sync import sync
from pdf_sheets import Sheets
from settings import Settings


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text, and a PDF of two pages in a folder whose name wants escaping."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "bees.txt").write_text("Bees fly.\n", encoding="utf-8")
    (folder / "a & b").mkdir()
    sheets = Sheets()
    for line in ("Bees fly in spring.", "They rest in winter."):
        sheets.lines(50, 100, [line])
        sheets.turn()
    (folder / "a & b" / "bees.pdf").write_bytes(sheets.pdf())
    return folder


@pytest.fixture(scope="module")
def client(data_folder: Path, corpus: Path) -> Iterator[TestClient]:
    settings = Settings(data=data_folder, corpus=corpus)
    sync(settings)
    with TestClient(Starlette(routes=_routes(settings))) as client:
        yield client


def _routes(settings: Settings) -> list[BaseRoute]:
    brought = Brought(settings)
    return SourceRoutes(Desk(settings, brought), settings, brought, Whose(Local(), None)).routes()


PDF = {"id": "a & b/bees.pdf"}


def test_a_document_comes_with_its_version_its_pages_and_its_blocks(client: TestClient) -> None:
    found = client.get("/footnote/document", params=PDF).json()

    assert len(found["version"]) == 16
    assert [page["name"] for page in found["pages"]] == ["page 1", "page 2"]
    assert [node["kind"] for node in found["nodes"]] == ["paragraph", "paragraph"]


def test_words_stand_where_the_page_shows_them(client: TestClient) -> None:
    words = client.get("/footnote/words", params={**PDF, "number": "1"}).json()

    start, end, left, top, right, bottom = words[0]
    assert end - start == len("They")
    assert 490 < left < right < 900  # tenths of a point
    assert 900 < top < bottom < 1050


def test_a_page_comes_as_a_picture(client: TestClient) -> None:
    answer = client.get("/footnote/page", params={**PDF, "number": "0"})

    assert answer.headers["content-type"] == "image/png"
    assert answer.content == client.get("/footnote/page", params={**PDF, "number": "0"}).content


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/footnote/document?id=none.txt", "The index holds no document 'none.txt'"),
        ("/footnote/document?id=../../etc/passwd", "The index holds no document"),
        ("/footnote/page?id=../../etc/passwd&number=0", "The index holds no document"),
        ("/footnote/page?id=bees.txt&number=0", "cannot be drawn"),
        ("/footnote/page?id=a%20%26%20b/bees.pdf&number=7", "cannot be drawn"),
        ("/footnote/page?id=bees.txt&number=-1", "has no such page"),
        ("/footnote/words?id=bees.txt&number=x", "has no such page"),
        ("/footnote/words?id=none.txt&number=0", "The index holds no document"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(client: TestClient, path: str, says: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert says in answer.json()["error"]


def test_a_file_that_has_changed_or_gone_is_not_drawn(client: TestClient, corpus: Path) -> None:
    file = corpus / "a & b" / "bees.pdf"
    before = file.read_bytes()
    try:
        file.write_bytes(before + b"\n")
        assert "has changed since" in client.get("/footnote/page", params={**PDF, "number": "1"}).json()["error"]
        file.unlink()
        assert "no longer there" in client.get("/footnote/page", params={**PDF, "number": "1"}).json()["error"]
    finally:
        file.write_bytes(before)
