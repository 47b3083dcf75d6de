"""`check` verifies every claim that citations rest on, and says what to do where one does not hold."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import check, model
from index.collection import Row
from index.embed import OnnxEmbedding
from index.model import export_folder
from index.store import Store, texts_path
from index.sync import sync
from index.texts import Texts
from settings import Settings

OpenStore = Callable[[Settings], Store]
MakeCorpus = Callable[..., Settings]


@pytest.fixture
def bees(make_corpus: MakeCorpus) -> Settings:
    """A synced corpus of two documents."""
    settings = make_corpus(**{"bees.txt": "Bees fly.", "taxes.txt": "Taxes rose."})
    sync(settings)
    return settings


@pytest.fixture
def problems(bees: Settings, open_store: OpenStore) -> Callable[[], list[str]]:
    """problems() → what `check` finds now."""
    return lambda: list(check.problems(bees, open_store(bees)))


def test_a_synced_store_has_no_problems(problems: Callable[[], list[str]]) -> None:
    assert problems() == []


def test_the_article_has_no_problems(article_settings: Settings, store: Store) -> None:
    assert list(check.problems(article_settings, store)) == []


@pytest.mark.parametrize("text", ["Bees flew.", "Bees", "Bees fly. More."])
def test_a_file_that_has_changed_since(bees: Settings, problems: Callable[[], list[str]], text: str) -> None:
    (bees.corpus / "bees.txt").write_text(text)

    assert problems()[0] == f"bees.txt is not what was indexed. Run: {bees.sync_command}"


def test_a_file_that_has_gone(bees: Settings, problems: Callable[[], list[str]]) -> None:
    (bees.corpus / "bees.txt").unlink()

    assert problems() == [f"bees.txt is not what was indexed. Run: {bees.sync_command}"]


def test_a_file_that_is_not_indexed(bees: Settings, problems: Callable[[], list[str]]) -> None:
    (bees.corpus / "wasps.txt").write_text("Wasps sting.")

    assert problems() == [f"wasps.txt is not indexed. Run: {bees.sync_command}"]


def test_a_file_that_is_neither_indexed_nor_readable(bees: Settings, problems: Callable[[], list[str]]) -> None:
    (bees.corpus / "empty.txt").write_text("\n")

    assert problems() == [f"{bees.corpus / 'empty.txt'} holds no text. Fill it, or remove it."]


def test_a_file_that_can_no_longer_be_read(bees: Settings, problems: Callable[[], list[str]]) -> None:
    (bees.corpus / "bees.txt").write_bytes(b"%PDF-1.7")

    [problem] = problems()
    assert problem.endswith("bees.txt is a PDF by its content, not .txt. Rename it.")


def test_rows_that_are_missing(bees: Settings, open_store: OpenStore, problems: Callable[[], list[str]]) -> None:
    store = open_store(bees)
    store.collection.delete(store.passage_ids("bees.txt"))

    assert problems() == [
        f"bees.txt: 0 of 1 passages are there. Run: {bees.sync_command}",
        f"The collection holds 1 rows, the finished sync left 2. Run: {bees.sync_command}",
    ]


def test_a_text_that_is_missing(bees: Settings, problems: Callable[[], list[str]], open_store: OpenStore) -> None:
    store = open_store(bees)
    texts = Texts(texts_path(bees.store, store.manifest.collection), "")
    texts.remove([store.entry("bees.txt").version])
    texts.close()

    assert problems() == [f"The index lacks parts of bees.txt. Run: {bees.sync_command}"]


def test_texts_that_are_damaged(bees: Settings, problems: Callable[[], list[str]], open_store: OpenStore) -> None:
    texts_path(bees.store, open_store(bees).manifest.collection).write_bytes(b"damaged " * 1000)

    [problem] = problems()
    assert problem.endswith(f"{bees.sync_command} --rebuild")


def test_rows_that_no_document_owns(bees: Settings, open_store: OpenStore, problems: Callable[[], list[str]]) -> None:
    store = open_store(bees)
    ids = store.passage_ids("bees.txt")
    leftovers = [Row(replace(passage, id="leftover"), "unfinished", "hash") for passage in store.passages(ids)]
    store.collection.upsert(leftovers, store.meanings(ids))

    assert problems() == [f"The collection holds 3 rows, the finished sync left 2. Run: {bees.sync_command}"]


@pytest.mark.parametrize("harm", [{"start": 1}, {"text": "Bees flee."}])
def test_a_passage_that_is_not_its_document_there(
    bees: Settings, open_store: OpenStore, problems: Callable[[], list[str]], harm: dict[str, object]
) -> None:
    store = open_store(bees)
    ids = store.passage_ids("bees.txt")
    [passage] = store.passages(ids)
    version = store.entry("bees.txt").version
    store.collection.upsert([Row(replace(passage, **harm), version, "hash")], store.meanings(ids))  # type: ignore[arg-type]

    assert (
        f"expected to begin at 0 and to equal the document there. Run: {bees.sync_command} --rebuild" in problems()[-1]
    )


def test_a_search_by_meaning_that_finds_something_else(
    bees: Settings, open_store: OpenStore, embedder: OnnxEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows have other vectors than the graph has: here, none that is near."""
    store = open_store(bees)
    ids = store.passage_ids("bees.txt")
    [meaning], other = store.meanings(ids), embedder.embed_query("Submarines dive.")
    moved = meaning._replace(whole=(meaning.whole + other) / np.linalg.norm(meaning.whole + other))
    monkeypatch.setattr(store, "meanings", lambda ids: [moved])

    assert list(check.problems(bees, store)) == [
        f"The search by meaning does not find what is there. Run: {bees.sync_command} --rebuild"
    ]


def test_a_model_of_ones_own_is_not_held_against_the_default_s_weights(
    bees: Settings, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, exported = open_store(bees), export_folder(bees)
    monkeypatch.setattr(model, "DEFAULT_WEIGHTS_SHA256", "0" * 64)
    monkeypatch.setattr(check, "export_folder", lambda settings: exported)

    assert list(check.problems(bees.model_copy(update={"embed_model": "mine"}), store)) == []


def test_a_variable_that_is_empty_makes_nothing_report(
    problems: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITERAL_API_KEY", "")

    assert problems() == []


NAMES = ["LITERAL_API_KEY", "TRACELOOP_API_KEY", "LANGFUSE_SECRET_KEY", "OTEL_EXPORTER_OTLP_ENDPOINT"]


def test_an_exported_model_that_was_altered(
    bees: Settings, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for file in export_folder(bees).iterdir():
        os.link(file, tmp_path / file.name)
    (tmp_path / "model.onnx").unlink()
    (tmp_path / "model.onnx").write_bytes(b"altered")
    monkeypatch.setattr(check, "export_folder", lambda settings: tmp_path)

    [problem] = check.problems(bees, open_store(bees))
    assert "model.onnx has SHA-256 4aa009153649a0a7…, expected " in problem
    assert problem.endswith("Delete its folder and run: python -m index sync")


def test_a_model_that_is_not_exported(
    bees: Settings, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(check, "export_folder", lambda settings: tmp_path)

    [problem] = check.problems(bees, open_store(bees))
    assert problem == f"There is no exported model in {tmp_path}. Run: {bees.sync_command}"


def test_altered_weights(problems: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "DEFAULT_WEIGHTS_SHA256", "0" * 64)

    [problem] = problems()
    assert problem.startswith(
        "The weights of all-MiniLM-L6-v2 have SHA-256 53aa51172d142c89…, expected 0000000000000000…"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_variable_that_makes_a_library_report_elsewhere(
    problems: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "something")

    assert problems() == [f"{name} is set in the environment and makes a library report elsewhere. Unset it."]


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ('[UI]\ncustom_css = "/public/own.css"', 0),
        ('[UI]\ncustom_css = "https://cdn.example/own.css"\ncustom_js = "http://cdn.example/own.js"', 2),
        ("no toml", 0),
    ],
)
def test_a_page_that_would_fetch_from_elsewhere(
    problems: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, config: str, found: int
) -> None:
    (tmp_path / ".chainlit").mkdir()
    (tmp_path / ".chainlit" / "config.toml").write_text(config)
    monkeypatch.setattr(check, "ROOT", tmp_path)

    assert [p.split(",")[-1] for p in problems()] == [" which the page would fetch. Remove it."] * found


def test_a_graph_that_is_lost(make_corpus: MakeCorpus, open_store: OpenStore) -> None:
    """Chroma keeps its graph in files of its own from a thousand rows on."""
    settings = make_corpus(**{"many.txt": "\n\n".join(f"In {n} they came." for n in range(1100))})
    settings = settings.model_copy(update={"passage_tokens": 16})
    sync(settings)
    for file in settings.store.glob("chroma/*/*/index_metadata.pickle"):
        file.unlink()

    [problem] = check.problems(settings, open_store(settings))
    assert f"{settings.sync_command} --rebuild" in problem
