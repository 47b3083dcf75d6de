"""Files that are brought to a conversation are read there, and nothing of them is left when it is gone."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.brought import SHELF, Brought, Ended, File
from index.embed import OnnxEmbedding
from settings import FootnoteError, Settings

MILL = "The rent of the old mill is 312 francs a month."


@pytest.fixture
def settings(data_folder: Path, tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(data_folder / "models", target_is_directory=True)
    return Settings(data=tmp_path / "data", corpus=tmp_path, own_files=3, own_passages=20)


@pytest.fixture
def brought(settings: Settings) -> Iterator[Brought]:
    brought = Brought(settings)
    yield brought
    brought.sweep(())


def file(tmp_path: Path, name: str, content: str | bytes) -> File:
    path = tmp_path / f"sent-{abs(hash((name, content)))}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return File(name, path)


def add(brought: Brought, embedder: OnnxEmbedding, *files: File, thread: str = "one") -> list[str]:
    """The problems."""
    report = brought.add(thread, files, embedder, lambda done, left: None, threading.Event())
    return [*report.problems, *report.left_out]


def documents(brought: Brought, embedder: OnnxEmbedding, thread: str = "one") -> list[str]:
    store = brought.store(thread, embedder)
    if store is None:
        return []
    store.refresh()
    return list(store.manifest.documents)


def everything(settings: Settings) -> list[Path]:
    return [p for p in settings.data.rglob("*") if p.is_file() and "models" not in p.parts]


def test_a_file_is_read_for_its_conversation_alone(brought: Brought, embedder: OnnxEmbedding, tmp_path: Path) -> None:
    assert add(brought, embedder, file(tmp_path, "mill.txt", MILL)) == []
    assert documents(brought, embedder) == [f"{SHELF}/mill.txt"]
    assert documents(brought, embedder, "another") == []


def test_what_cannot_be_read_is_said_by_its_name_and_not_kept(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path, settings: Settings
) -> None:
    problems = add(
        brought,
        embedder,
        file(tmp_path, "bad.pdf", b"%PDF no"),
        file(tmp_path, "mill.txt", MILL),
        file(tmp_path, "a.png", b"x"),
    )
    assert problems[0].startswith("bad.pdf is no PDF that can be read")
    assert problems[1] == "a.png"
    assert [path.name for path in settings.data.rglob("Your files*/*")] == ["mill.txt"]


def test_where_nothing_could_be_read_nothing_is_left(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path, settings: Settings
) -> None:
    assert len(add(brought, embedder, file(tmp_path, "bad.pdf", b"%PDF no"))) == 1
    assert everything(settings) == []


def test_more_files_or_passages_than_there_is_room_for_are_left_out(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path
) -> None:
    short = [file(tmp_path, f"{n}.txt", f"The {n}th mill grinds.") for n in range(4)]
    assert add(brought, embedder, *short) == ["3.txt is one file too many: 3 at a time."]
    long = "\n\n".join(f"# Part {n}\n\n" + f"The {n}th mill grinds many sacks. " * 30 for n in range(30))
    [problem] = add(brought, embedder, file(tmp_path, "long.md", long))
    assert "there is room for 17" in problem
    assert len(documents(brought, embedder)) == 3


@pytest.mark.parametrize("name", ["../../../escape.txt", "..\\..\\escape.txt", "/etc/escape.txt", ".escape.txt"])
def test_a_name_leads_nowhere_else(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path, settings: Settings, name: str
) -> None:
    add(brought, embedder, file(tmp_path, name, MILL))
    assert documents(brought, embedder) == [f"{SHELF}/escape.txt"]


@pytest.mark.parametrize("thread", ["", "..", "a/b", ".hidden", "../one", "a\0", "x" * 65])
def test_a_conversation_leads_nowhere_else(brought: Brought, embedder: OnnxEmbedding, thread: str) -> None:
    with pytest.raises(FootnoteError, match="There is no conversation"):
        brought.store(thread, embedder)


def test_the_same_file_again_is_no_other_but_another_of_its_name_is(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path
) -> None:
    for content in (MILL, MILL, "Another mill."):
        add(brought, embedder, file(tmp_path, "mill.txt", content))
    assert sorted(documents(brought, embedder)) == [
        f"{SHELF}/mill (2).txt",
        f"{SHELF}/mill.txt",
    ]


def test_a_reading_that_is_stopped_takes_nothing_in_and_leaves_what_was_there(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path
) -> None:
    add(brought, embedder, file(tmp_path, "mill.txt", MILL))
    ended = threading.Event()
    ended.set()
    again, new = file(tmp_path, "mill.txt", MILL), file(tmp_path, "barn.txt", "The barn is red.")
    with pytest.raises(Ended):
        brought.add("one", [again, new], embedder, lambda done, left: None, ended)
    assert documents(brought, embedder) == [f"{SHELF}/mill.txt"]
    assert brought.path_of("one", f"{SHELF}/mill.txt").read_text() == MILL


def test_one_file_can_be_taken_away_and_with_the_last_all_goes(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path, settings: Settings
) -> None:
    add(brought, embedder, file(tmp_path, "mill.txt", MILL), file(tmp_path, "barn.txt", "The barn is red."))
    brought.remove("one", f"{SHELF}/mill.txt", embedder)
    assert documents(brought, embedder) == [f"{SHELF}/barn.txt"]
    brought.remove("one", f"{SHELF}/barn.txt", embedder)
    assert documents(brought, embedder) == []
    assert everything(settings) == []


@pytest.mark.parametrize(
    "document",
    [
        "mill.txt",
        f"{SHELF}/../x.txt",
        f"{SHELF}/none.txt",
        f"{SHELF}/a/mill.txt",
    ],
)
def test_only_what_was_brought_has_a_path(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path, document: str
) -> None:
    add(brought, embedder, file(tmp_path, "mill.txt", MILL))
    with pytest.raises(FootnoteError, match="was not brought"):
        brought.path_of("one", document)


def test_a_sweep_removes_the_files_of_conversations_that_are_no_more(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path
) -> None:
    for thread in ("one", "two"):
        add(brought, embedder, file(tmp_path, "mill.txt", MILL), thread=thread)
    brought.sweep({"two"})
    assert (documents(brought, embedder, "one"), len(documents(brought, embedder, "two"))) == ([], 1)


def test_how_far_it_is_and_how_long_it_takes_is_told(brought: Brought, embedder: OnnxEmbedding, tmp_path: Path) -> None:
    told: list[float] = []
    long = "\n\n".join(f"The {n}th mill grinds many sacks of wheat a day." for n in range(40))
    files = [file(tmp_path, "a.txt", long), file(tmp_path, "b.txt", MILL)]
    brought.add("one", files, embedder, lambda done, left: told.append(done), threading.Event())
    assert told == sorted(told)
    assert told[-1] == 1


def test_other_corpora_and_chats_that_run_keep_what_is_theirs(
    settings: Settings, embedder: OnnxEmbedding, tmp_path: Path
) -> None:
    ours, other = Brought(settings), Brought(settings.of_corpus(tmp_path / "other"))
    running, ended = Brought(settings, kept=False), Brought(settings, kept=False)
    ended._home = settings.data / "brought" / "unkept-999999999"
    for brought in (ours, other, running, ended):
        add(brought, embedder, file(tmp_path, "mill.txt", MILL), thread=f"t{id(brought)}")
    ours.sweep(())
    left = [len(documents(brought, embedder, f"t{id(brought)}")) for brought in (ours, other, running, ended)]
    assert left == [0, 1, 1, 0]
    assert not ended._home.exists()
    for brought in (other, running):
        brought.sweep(())


def test_a_conversation_that_is_deleted_while_its_files_are_read_leaves_nothing(
    brought: Brought, embedder: OnnxEmbedding, tmp_path: Path, settings: Settings
) -> None:
    ended = threading.Event()
    forgetting = threading.Thread(target=brought.forget, args=["one"])
    files = [file(tmp_path, f"{n}.txt", f"The {n}th mill grinds.") for n in range(3)]

    def tell(done: float, left: float) -> None:
        forgetting.start()
        assert ended.wait(5)

    with pytest.raises(Ended):
        brought.add("one", files, embedder, tell, ended)
    forgetting.join(10)
    assert everything(settings) == []


def test_a_long_name_is_cut_to_what_a_disk_takes(brought: Brought, embedder: OnnxEmbedding, tmp_path: Path) -> None:
    add(brought, embedder, file(tmp_path, "水" * 120 + ".txt", MILL))
    assert documents(brought, embedder) == [f"{SHELF}/" + "水" * 50 + ".txt"]
