"""Copies of the tree that mutants are tried in: the working tree is never touched."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mutants.tree import Tree

MODELS = Path(".footnote") / "models"
"""Git does not know the exported model, but the tests want it, and exporting it takes half a minute."""

Stamps = dict[Path, tuple[int, int]]


@dataclass(frozen=True)
class Bench:
    """A copy of the tree. Whatever a mutant has done to it, `mend` undoes."""

    folder: Path
    scratch: Path
    """For the tests' temporary files."""
    pristine: Path
    stamps: Stamps

    def put(self, module: str, content: bytes) -> None:
        (self.folder / module).write_bytes(content)

    def mend(self) -> None:
        """Make the copy as it was, and empty the scratch folder."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir(exist_ok=True)
        now = _stamps(self.folder)
        for path in now.keys() - self.stamps.keys():
            (self.folder / path).unlink()
        for path, stamp in self.stamps.items():
            if now.get(path) != stamp:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self.pristine / path, self.folder / path)


@contextmanager
def benches(tree: Tree, count: int) -> Iterator[Sequence[Bench]]:
    """So many copies of the tree in a temporary folder, which is removed at the end."""
    with TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True) as temporary:
        pristine = Path(temporary) / "pristine"
        _copy(tree, pristine)
        yield [_bench(Path(temporary) / str(number), pristine) for number in range(count)]


def _bench(home: Path, pristine: Path) -> Bench:
    folder, scratch = home / "tree", home / "scratch"
    shutil.copytree(pristine, folder)
    scratch.mkdir()
    return Bench(folder, scratch, pristine, _stamps(folder))


def _copy(tree: Tree, target: Path) -> None:
    for name in tree.files:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(tree.root / name, target / name)
    if (tree.root / MODELS).is_dir():
        shutil.copytree(tree.root / MODELS, target / MODELS)


def _stamps(folder: Path) -> Stamps:
    """Size and time of each file: what is written to has another time."""
    stamps = {path: path.lstat() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}
    return {path.relative_to(folder): (status.st_size, status.st_mtime_ns) for path, status in stamps.items()}
