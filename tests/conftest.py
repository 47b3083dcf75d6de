"""Shared by all tests: the exported model, a scripted language model, and small corpora of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from answer.assistant import Assistant
from chat_driver import NO_CHROMIUM, find_chromium, running_browser
from index.embed import OnnxEmbedding, load_embedder
from index.model import ensure_export, export_folder
from index.store import Store
from index.sync import sync
from scripted_model import ScriptedModel, running_model
from settings import ROOT, Settings

ARTICLE = "eurasia-daily-monitor-2-128.txt"

MakeCorpus = Callable[..., Settings]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: while Playwright lives, its event loop leaves no room for other tests' own."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's own FOOTNOTE_ settings, and none may fetch a model."""
    for name in list(os.environ):
        if name.startswith("FOOTNOTE_") and name != "FOOTNOTE_REQUIRE_BROWSER":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; skipped where there is none, unless FOOTNOTE_REQUIRE_BROWSER is 1."""
    chromium = find_chromium()
    if chromium is None and os.environ.get("FOOTNOTE_REQUIRE_BROWSER") == "1":
        pytest.fail(NO_CHROMIUM)
    if chromium is None:
        pytest.skip(NO_CHROMIUM)
    with running_browser(chromium) as browser:
        yield browser


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the exported model and the index of the article.

    The model is the one that the project's own data folder holds: it is exported once for all runs, and no more.
    """
    folder = tmp_path_factory.mktemp("data")
    settings = Settings(data=folder, corpus=ROOT / "corpus")
    (folder / "models").mkdir()
    export_folder(settings).symlink_to(ensure_export(Settings(data=ROOT / ".footnote")), target_is_directory=True)
    sync(settings)
    return folder


@pytest.fixture(scope="session")
def article_settings(data_folder: Path) -> Settings:
    """Settings for the article, synced."""
    return Settings(data=data_folder, corpus=ROOT / "corpus")


@pytest.fixture(scope="session")
def article(article_settings: Settings) -> str:
    """The article's text."""
    return (article_settings.corpus / ARTICLE).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def embedder(article_settings: Settings) -> OnnxEmbedding:
    return load_embedder(article_settings)


@pytest.fixture(scope="session")
def store(article_settings: Settings, embedder: OnnxEmbedding) -> Store:
    """The article's store; tests only read it."""
    return Store(article_settings, embedder.fingerprint)


@pytest.fixture(scope="session")
def assistant(article_settings: Settings) -> Assistant:
    """The assistant on the article, as the chat opens it."""
    return Assistant.open(article_settings)


@pytest.fixture
def make_corpus(data_folder: Path, tmp_path: Path) -> MakeCorpus:
    """make_corpus(**{"a.txt": "text"}) → settings of a corpus with these files, not yet synced.

    The exported model is shared; the stores stand apart, as every corpus has one of its own.
    """

    def make(**files: str) -> Settings:
        folder = tmp_path / "corpus"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return Settings(data=data_folder, corpus=folder)

    return make


@pytest.fixture(scope="session")
def _server() -> Iterator[ScriptedModel]:
    with running_model() as model:
        yield model


@pytest.fixture
def server(_server: ScriptedModel) -> ScriptedModel:
    """A scripted language model on a free port of the loopback; nobody has asked it anything yet."""
    _server.begin_anew()
    return _server
