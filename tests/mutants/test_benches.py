"""A bench is a copy of the tree that is whole again after each mutant."""

import shutil
from collections.abc import Callable
from pathlib import Path

from mutants.benches import benches
from mutants.tree import Tree

Project = Callable[..., Path]


def contents(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): p.read_text() for p in folder.rglob("*") if p.is_file() and ".git/" not in str(p)
    }


def test_whatever_is_done_to_a_bench_it_is_mended_and_the_tree_untouched(project: Project) -> None:
    files = {"index/a.py": "A = 1", "corpus/b.txt": "b", "corpus/c.txt": "c"}
    root = project(**files)

    with benches(Tree(root), 2) as (bench, other):
        bench.put("index/a.py", b"A = 2")
        (bench.folder / "corpus" / "new.txt").write_text("new")
        (bench.folder / "index" / "b").symlink_to(root)
        (bench.folder / "corpus" / "b.txt").unlink()
        (bench.scratch / "left").write_text("left")
        assert contents(bench.folder) != files
        bench.mend()

        assert contents(bench.folder) == contents(other.folder) == files
        assert not list(bench.scratch.iterdir())
        shutil.rmtree(bench.folder / "corpus")
        bench.mend()
        assert contents(bench.folder) == files

    assert contents(root) == files
    assert not bench.folder.exists()


def test_the_exported_model_that_git_does_not_know_comes_along(project: Project) -> None:
    files = {".gitignore": ".footnote/", ".footnote/models/m/model.json": "{}", ".footnote/feedback.jsonl": "secret"}

    with benches(Tree(project(**files)), 1) as (bench,):
        assert contents(bench.folder).keys() == {".gitignore", ".footnote/models/m/model.json"}
