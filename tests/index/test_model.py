"""Where a model is, what is known of it, and when it must be exported anew."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from index import model
from index.errors import ModelError
from index.model import (
    DEFAULT_MODEL,
    ModelCard,
    ensure_export,
    export_folder,
    file_sha256,
    fingerprint,
    is_current,
    model_folder,
    read_card,
)
from settings import ROOT, Settings

CARD = ModelCard(2, "mine", "", "f00d", 8, 32, 0, "", "", "beef")


def put(folder: Path, card: ModelCard) -> None:
    """A card with a model beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.json").write_text(json.dumps(asdict(card)))
    (folder / "model.onnx").write_bytes(b"model")


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """Settings of a model in a folder, which is not exported yet."""
    (tmp_path / "my model!").mkdir()
    (tmp_path / "my model!" / "config.json").write_text("{}")
    return Settings(data=tmp_path / "data", embed_model=str(tmp_path / "my model!"))


def test_a_card_is_read_where_its_model_stands_beside_it(tmp_path: Path) -> None:
    put(tmp_path, CARD)
    assert read_card(tmp_path) == CARD

    (tmp_path / "model.onnx").unlink()
    assert read_card(tmp_path) is None


@pytest.mark.parametrize("content", ["", "5", "{}", '{"format": 2}', json.dumps(asdict(replace(CARD, format=1)))])
def test_a_card_that_is_damaged_or_of_another_format_is_none(tmp_path: Path, content: str) -> None:
    put(tmp_path, CARD)
    (tmp_path / "model.json").write_text(content)

    assert read_card(tmp_path) is None


def test_the_hash_of_a_file_is_its_content_s(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")

    assert file_sha256(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize("name", ["config.json", "vocab.txt", "model.safetensors", "w.bin", "spm.model", "deep/a.json"])
def test_any_file_of_a_model_makes_it_another_model(tmp_path: Path, name: str) -> None:
    (tmp_path / "deep").mkdir()
    prints = [fingerprint(tmp_path)]
    for content in ("one", "two"):
        (tmp_path / name).write_text(content)
        prints.append(fingerprint(tmp_path))
    (tmp_path / name).rename(tmp_path / name.replace(".", "2."))

    assert len({*prints, fingerprint(tmp_path)}) == 4


def test_what_is_no_part_of_a_model_makes_no_other_model(tmp_path: Path) -> None:
    before = fingerprint(tmp_path)
    (tmp_path / "README.md").write_text("read me")
    (tmp_path / "folder.json").mkdir()

    assert fingerprint(tmp_path) == before


def test_the_fingerprint_does_not_hang_on_where_the_model_is(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "b.json").write_text("b")
        (tmp_path / name / "a.json").write_text("a")

    assert fingerprint(tmp_path / "one") == fingerprint(tmp_path / "two")
    sums = [f"{name}.json {file_sha256(tmp_path / 'one' / f'{name}.json')}\n" for name in "ab"]
    (tmp_path / "sums").write_text("".join(sums))
    assert fingerprint(tmp_path / "one") == file_sha256(tmp_path / "sums")


def test_the_default_model_comes_with_its_package_and_others_are_folders(tmp_path: Path) -> None:
    default = model_folder(DEFAULT_MODEL)

    assert default is not None
    assert (default / "model.safetensors").is_file()
    assert model_folder(str(tmp_path)) == tmp_path.resolve()
    assert model_folder(str(tmp_path / "none")) is None


def test_each_model_has_an_export_folder_of_its_own_named_after_it(own: Settings, tmp_path: Path) -> None:
    (tmp_path / "other" / "my model!").mkdir(parents=True)
    other = own.model_copy(update={"embed_model": str(tmp_path / "other" / "my model!")})
    by_name = own.model_copy(update={"embed_model": "somebody/my-model"})

    folders = [export_folder(s) for s in (own, other, by_name)]

    assert len(set(folders)) == 3
    assert all(f.parent == own.data / "models" and f.name[:-8] == "my-model-" for f in folders)


def test_the_same_folder_named_otherwise_is_the_same_model(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(own.embed_model).parent)

    assert export_folder(own.model_copy(update={"embed_model": "my model!"})) == export_folder(own)


def test_the_default_model_s_export_does_not_hang_on_where_its_package_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = export_folder(Settings(data=tmp_path))
    monkeypatch.setattr(model, "model_folder", lambda name: tmp_path / "elsewhere")

    assert export_folder(Settings(data=tmp_path)) == here
    assert here.name.startswith("all-MiniLM-L6-v2-")


def test_an_export_is_current_while_its_source_is_what_it_was(own: Settings) -> None:
    folder, source = export_folder(own), Path(own.embed_model)
    assert not is_current(own, folder)
    put(folder, replace(CARD, fingerprint=fingerprint(source)))
    assert is_current(own, folder)

    (source / "config.json").write_text("{ }")

    assert not is_current(own, folder)


def test_an_export_of_a_model_by_name_is_current_whatever_it_was_made_from(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, embed_model="somebody/model")
    put(export_folder(settings), CARD)

    assert is_current(settings, export_folder(settings))


def test_what_is_current_is_not_exported_again(own: Settings) -> None:
    put(export_folder(own), replace(CARD, fingerprint=fingerprint(Path(own.embed_model))))
    said: list[str] = []

    assert ensure_export(own, said.append) == export_folder(own)
    assert said == []


PROGRAM = """#!{python}
import os, sys
assert sys.argv[1:] == ["-m", "index.export"], sys.argv
with open(__file__ + ".log", "a") as log:
    print(*[os.environ[f"{{name}}"] for name in ("FOOTNOTE_EMBED_MODEL", "FOOTNOTE_DATA", "HF_HUB_OFFLINE")], file=log)
    print(os.getcwd(), file=log)
sys.stderr.write({said!r})
sys.exit({code})
"""
"""A stand-in for the Python that exports, which notes what it is told."""

Exporting = Callable[[str, int], Path]


@pytest.fixture
def exporting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Exporting:
    """exporting("words", code) → the notes of a stand-in that says these words and ends so."""

    def put_in_place(said: str, code: int) -> Path:
        program = tmp_path / "python"
        program.write_text(PROGRAM.format(python=sys.executable, said=said, code=code))
        program.chmod(0o700)
        monkeypatch.setattr(sys, "executable", str(program))
        return tmp_path / "python.log"

    return put_in_place


def test_an_export_is_announced_to_whoever_listens(own: Settings, exporting: Exporting) -> None:
    exporting("", 0)
    said: list[str] = []

    assert ensure_export(own, said.append) == ensure_export(own) == export_folder(own)
    assert said == [f"Preparing the embedding model {own.embed_model} (once, about half a minute)…"]


@pytest.mark.parametrize(
    ("said", "code", "error"),
    [
        ("a warning\nThe model is none. Choose another.\n", 2, "The model is none. Choose another."),
        ("Traceback\nMemoryError\n", 1, "{model} could not be exported: MemoryError"),
        ("", 1, "{model} could not be exported: it ended without a word"),
    ],
)
def test_an_export_that_fails_says_why(own: Settings, exporting: Exporting, said: str, code: int, error: str) -> None:
    exporting(said, code)

    with pytest.raises(ModelError) as caught:
        ensure_export(own)
    assert str(caught.value) == error.format(model=own.embed_model)


def test_the_export_is_told_which_model_and_where_and_fetches_only_where_it_may(
    own: Settings, exporting: Exporting, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = exporting("", 0)
    monkeypatch.delenv("HF_HUB_OFFLINE")
    ensure_export(own)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    ensure_export(own)

    told = [f"{own.embed_model} {own.data} {offline}" for offline in "10"]
    assert log.read_text().splitlines() == [told[0], str(ROOT), told[1], str(ROOT)]
