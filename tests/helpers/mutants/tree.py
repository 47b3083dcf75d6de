"""The project's files, what they import, and which tests belong to a module."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from mutants.errors import MutantsError

FILES = 3
"""At most so many test files try one module: the nearest."""


class Tree:
    """The files of a folder that git knows or would add. Raises MutantsError where it is no repository."""

    def __init__(self, root: Path) -> None:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        if listed.returncode:
            raise MutantsError(f"{root} is no git repository. Run this in the project's folder.")
        self.root = root
        self.files = sorted(name for name in set(listed.stdout.split("\0")) if name and (root / name).is_file())

    def modules(self, *packages: str) -> list[str]:
        """The modules of these packages."""
        return [name for name in self.files if name.endswith(".py") and name.split("/")[0] in packages]

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """For each Python file what it imports, wherever in it: "a.b.C" for `from a.b import C`."""
        return {name: set(_imported(self.root / name)) for name in self.files if name.endswith(".py")}

    @cached_property
    def imported(self) -> dict[str, set[str]]:
        """For each Python file those of the tree that it imports."""
        return {name: set(filter(None, map(self._module, found))) for name, found in self.imports.items()}

    def _module(self, dotted: str) -> str | None:
        """The file that a dotted name leads to: the module, or that which holds it."""
        parts = dotted.split(".")
        for end in range(len(parts), 0, -1):
            stem = "/".join(parts[:end])
            for name in (f"{stem}.py", f"{stem}/__init__.py"):
                if name in self.imports:
                    return name
        return None

    def tests_of(self, module: str) -> list[str]:
        """The test files that try a module: its mirror and what imports it, the nearest first, FILES at most.

        Where it has no mirror, those of the modules that import it too, and so on outwards.
        """
        tests: list[str] = []
        level, seen = {module}, {module}
        while level and len(tests) < FILES:
            mirrors = self._mirrors(level)
            tests += sorted((mirrors | self._tests_importing(level)) - set(tests), key=partial(self._far, level))
            if mirrors:
                break
            level = {name for name, found in self.imported.items() if found & level and not _is_test(name)} - seen
            seen |= level
        return tests[:FILES]

    def _mirrors(self, modules: Iterable[str]) -> set[str]:
        return {mirror(module) for module in modules} & set(self.files)

    def _tests_importing(self, modules: set[str]) -> set[str]:
        return {
            name
            for name, found in self.imported.items()
            if _is_test(name) and PurePosixPath(name).name.startswith("test_") and found & modules
        }

    def _far(self, modules: set[str], test: str) -> tuple[bool, bool, int, str]:
        """A mirror is nearest; then tests of the same folder; then those that import little else."""
        folders = {PurePosixPath(mirror(module)).parent for module in modules}
        mirrored = test in self._mirrors(modules)
        return not mirrored, PurePosixPath(test).parent not in folders, len(self.imported[test]), test

    def third_party(self, starts: Iterable[str]) -> set[str]:
        """What these files import from outside the tree, and what the files import that they import."""
        waiting, seen = set(starts), set[str]()
        while waiting:
            seen |= waiting
            waiting = {other for name in waiting for other in self.imported[name]} - seen
        return {dotted for name in seen for dotted in self.imports[name] if self._module(dotted) is None}

    def conftests(self, tests: Iterable[str]) -> set[str]:
        """The conftest.py files that these tests see."""
        folders = {folder for test in tests for folder in PurePosixPath(test).parents}
        return {str(folder / "conftest.py") for folder in folders} & set(self.files)


def mirror(module: str) -> str:
    """The test file that mirrors a module: a/b/c.py ↔ tests/a/b/test_c.py, a/__main__.py ↔ tests/a/test_main.py."""
    path = PurePosixPath(module)
    return str("tests" / path.with_name(f"test_{path.stem.strip('_')}.py"))


def _is_test(name: str) -> bool:
    return name.startswith("tests/")


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
