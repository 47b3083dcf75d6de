"""The slow imports, made once: every mutant's process is forked from one that has them behind it."""

import gc
import importlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from mutants.tree import Tree


def warm(tree: Tree, tests: Iterable[str]) -> None:
    """Import what these tests, and all that they import, import from outside the tree; nothing of the tree."""
    here = Path.cwd()
    tests = set(tests)
    os.environ["TOKENIZERS_PARALLELISM"] = "false"  # its threads would not live on in a fork
    with TemporaryDirectory() as elsewhere:  # a library may leave files where it is imported
        os.chdir(elsewhere)
        try:
            for dotted in sorted(tree.third_party(tests | tree.conftests(tests))):
                _import(dotted)
        finally:
            os.chdir(here)
    gc.collect()
    gc.freeze()


def threads() -> int:
    """How many threads this process has, those of libraries included; 1 where the system does not tell."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 1


def _import(dotted: str) -> None:
    """The module of "a.b.C", as far as there is one."""
    module: ModuleType | None = None
    parts = dotted.split(".")
    for end in range(1, len(parts) + 1):
        if module is not None and hasattr(module, parts[end - 1]):
            module = sys.modules.get(".".join(parts[:end]))
            if module is None:
                return
            continue
        try:
            module = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            return
