"""A sync that is killed at any moment leaves a store that answers, and the next sync converges.

Real processes are killed by SIGKILL after random delays; and, at the very steps that matter, a sync is
broken off by an exception that nothing catches.
"""

import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from index import sync as sync_module
from index.check import problems
from index.collection import Collection
from index.embed import OnnxEmbedding
from index.errors import StoreError
from index.lexical import LexicalIndex
from index.search import HybridRetriever
from index.store import Store
from index.sync import sync
from settings import Settings

OpenStore = Callable[[Settings], Store]
MakeCorpus = Callable[..., Settings]
Texts = dict[str, str]

DOCUMENTS = 12  # few: the less time goes into embedding, the more kills fall where something is written
NOUNS = "bees wasps taxes treaties rivers bases guards borders ministers soldiers".split()
VERBS = "rose fell moved stayed grew left returned signed agreed waited".split()


@pytest.fixture(scope="module")
def processes() -> multiprocessing.context.ForkServerContext:
    """Processes that have the slow imports behind them when they start."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["index.sync"])
    return context


@pytest.fixture
def start_sync(
    processes: multiprocessing.context.ForkServerContext,
) -> Iterator[Callable[[Settings], ForkServerProcess]]:
    """start_sync(settings) → a process that syncs."""
    started: list[ForkServerProcess] = []

    def start(settings: Settings) -> ForkServerProcess:
        process = processes.Process(target=sync, args=(settings,))
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()
        process.close()


def write_corpus(settings: Settings, seed: int) -> Texts:
    """A dozen documents of eight paragraphs; one or two of them come and go with the seed, the others change."""
    chance = random.Random(seed)
    for file in settings.corpus.iterdir():
        file.unlink()
    texts = {f"{n:02}.txt": _document(chance) for n in range(DOCUMENTS) if n % 10 != seed % 10}
    for name, text in texts.items():
        (settings.corpus / name).write_text(text, encoding="utf-8")
    return texts


def _document(chance: random.Random) -> str:
    sentences = [f"The {chance.choice(NOUNS)} {chance.choice(VERBS)} in {chance.randint(1, 9999)}." for _ in range(48)]
    return "\n\n".join(" ".join(sentences[n : n + 6]) for n in range(0, 48, 6))


def texts_of(store: Store) -> Texts:
    return {document_id: store.document(document_id).text for document_id in store.manifest.documents}


def assert_answers(store: Store, embedder: OnnxEmbedding, *states: Texts) -> None:
    """The store holds one of these states whole, and what it finds is verbatim in it."""
    texts = texts_of(store)
    assert texts in states
    for question in ("Which treaties were signed?", "soldiers", "Who left?"):
        hits = HybridRetriever(store, embedder, 8).search(question)
        assert len(hits) == 8
        assert all(texts[h.passage.document_id][h.passage.start : h.passage.end] == h.passage.text for h in hits)


def test_syncs_killed_at_random_leave_an_index_that_answers(
    make_corpus: MakeCorpus,
    open_store: OpenStore,
    embedder: OnnxEmbedding,
    start_sync: Callable[[Settings], ForkServerProcess],
) -> None:
    chance, kills = random.Random(128), 6
    settings = make_corpus()
    state = write_corpus(settings, seed=0)
    started = time.perf_counter()
    start_sync(settings).join()
    lifetime = time.perf_counter() - started
    assert_answers(open_store(settings), embedder, state)

    for kill in range(kills):
        new = write_corpus(settings, seed=kill + 1)
        process = start_sync(settings)
        process.join(lifetime * (kill + chance.random()) / kills)
        process.kill()
        process.join()
        store = open_store(settings)
        assert_answers(store, embedder, state, new)
        state = texts_of(store)
        store.close()

    sync(settings)
    assert_answers(open_store(settings), embedder, new)
    assert list(problems(settings, open_store(settings))) == []


def test_a_first_sync_that_is_killed_is_taken_up_by_the_next(
    make_corpus: MakeCorpus,
    open_store: OpenStore,
    embedder: OnnxEmbedding,
    start_sync: Callable[[Settings], ForkServerProcess],
) -> None:
    settings = make_corpus()
    state = write_corpus(settings, seed=0)
    process = start_sync(settings)
    while process.is_alive() and not list(settings.store.glob("chroma/*/*/data_level0.bin")):
        time.sleep(0.01)  # until the first rows are written
    process.kill()
    process.join()

    with pytest.raises(StoreError, match="There is no index"):
        open_store(settings)
    report = sync(settings)

    assert report.embedded < report.passages  # what the killed one had embedded is not embedded again
    assert_answers(open_store(settings), embedder, state)
    assert list(problems(settings, open_store(settings))) == []


def test_questions_asked_during_a_sync_are_answered(
    make_corpus: MakeCorpus,
    open_store: OpenStore,
    embedder: OnnxEmbedding,
    start_sync: Callable[[Settings], ForkServerProcess],
) -> None:
    settings = make_corpus()
    old = write_corpus(settings, seed=0)
    sync(settings)
    store = open_store(settings)
    new = write_corpus(settings, seed=1)

    process = start_sync(settings)
    while process.is_alive():
        store.refresh()
        assert_answers(store, embedder, old, new)

    store.refresh()
    assert_answers(store, embedder, new)


def written(settings: Settings, name: str) -> set[int]:
    """When Chroma has written files of this name (a copy keeps the time)."""
    times = set()
    for folder, _, files in os.walk(settings.store):
        if name in files:
            with suppress(FileNotFoundError):
                times.add((Path(folder) / name).stat().st_mtime_ns)
    return times


def test_a_sync_killed_while_chroma_writes_its_files_harms_nothing(
    make_corpus: MakeCorpus,
    open_store: OpenStore,
    embedder: OnnxEmbedding,
    start_sync: Callable[[Settings], ForkServerProcess],
) -> None:
    """Chroma writes its graph to disk from a thousand rows on; killed in between, it may crash on what it finds."""
    rows = "\n\n".join(f"In {n} they came." for n in range(1200))
    settings = make_corpus(**{"many.txt": rows}).model_copy(update={"passage_tokens": 16})
    sync(settings)
    for kill, file in enumerate(["link_lists.bin", "header.bin", "index_metadata.pickle"]):
        old, new = {"many.txt": f"{'So. ' * kill}{rows}"}, {"many.txt": f"{'So. ' * (kill + 1)}{rows}"}
        make_corpus(**new)
        process = start_sync(settings)
        before = written(settings, file)
        while process.is_alive() and written(settings, file) <= before:
            pass
        process.kill()
        process.join()

        assert_answers(open_store(settings), embedder, old, new)
        sync(settings)
        assert_answers(open_store(settings), embedder, new)


class Killed(BaseException):
    """The end of a sync, as sudden as it can be within a process."""


STEPS: list[tuple[object, str]] = [
    (Collection, "upsert"),
    (LexicalIndex, "save"),
    (sync_module, "write_manifest"),
    (Collection, "delete"),
]


@pytest.fixture(params=STEPS, ids=[step for _, step in STEPS])
def ending_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """ending_at("before" | "after") lets the next sync end there, at one of its steps."""
    owner, step = request.param
    real = getattr(owner, step)

    def arrange(when: str) -> None:
        def end(*arguments: object) -> None:
            monkeypatch.setattr(owner, step, real)
            if when == "after":
                real(*arguments)
            raise Killed

        monkeypatch.setattr(owner, step, end)

    return arrange


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_sync_that_ends_at_a_step_is_taken_up_by_the_next(
    make_corpus: MakeCorpus, open_store: OpenStore, ending_at: Callable[[str], None], when: str
) -> None:
    old = {"bees.txt": "Bees fly.", "taxes.txt": "Taxes rose."}
    new = {"bees.txt": "No more bees.", "wasps.txt": "Wasps sting."}
    settings = make_corpus(**old)
    sync(settings)
    make_corpus(**new)
    (settings.corpus / "taxes.txt").unlink()

    ending_at(when)
    with pytest.raises(Killed):
        sync(settings)

    assert texts_of(open_store(settings)) in (old, new)
    sync(settings)
    assert texts_of(open_store(settings)) == new
    assert list(problems(settings, open_store(settings))) == []
