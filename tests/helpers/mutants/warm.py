"""The slow imports, made once: every mutant's process is forked from one that has them behind it."""

import gc
import importlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

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


def _import(dotted: str) -> None:
    """The module of "a.b.C", as far as there is one: C may be a class."""
    parts = dotted.split(".")
    for end in range(1, len(parts) + 1):
        outer, name = sys.modules.get(".".join(parts[: end - 1])), parts[end - 1]
        if outer is not None and hasattr(outer, name) and ".".join(parts[:end]) not in sys.modules:
            return
        try:
            importlib.import_module(".".join(parts[:end]))
        except ImportError:
            return
