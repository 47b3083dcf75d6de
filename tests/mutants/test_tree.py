"""The tests of a module are found by their names and by what they import."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mutants.errors import MutantsError
from mutants.tree import Tree, mirror

Project = Callable[..., Path]


def test_the_mirror_comes_first_then_the_tests_that_import_the_module(project: Project) -> None:
    files = {
        "index/a.py": "",
        "index/b.py": "",
        "tests/conftest.py": "import index.a",
        "tests/index/test_a.py": "",
        "tests/index/test_other.py": "from index.a import A\nfrom index.b import B",
        "tests/test_far.py": "def test():\n    import index.a",
        "tests/index/test_b.py": "import index.b",
    }

    assert Tree(project(**files)).tests_of("index/a.py") == [
        "tests/index/test_a.py",
        "tests/index/test_other.py",
        "tests/test_far.py",
    ]


def test_a_module_without_a_mirror_is_tried_by_the_tests_of_those_that_import_it(project: Project) -> None:
    files = {
        "index/deep/c.py": "",
        "index/b.py": "from index.deep import c",
        "index/a.py": "from index.b import B",
        "tests/index/test_a.py": "import index.a",
    }

    tree = Tree(project(**files))

    assert tree.tests_of("index/deep/c.py") == ["tests/index/test_a.py"]
    assert tree.tests_of("tests/index/test_a.py") == []


def test_what_tests_import_from_outside_is_known_through_all_modules(project: Project) -> None:
    files = {
        "index/a.py": "from numpy import linalg",
        "tests/index/conftest.py": "import hypothesis",
        "tests/index/test_a.py": "import index.a",
        "tests/chat/conftest.py": "import chainlit",
    }
    tree, tests = Tree(project(**files)), {"tests/index/test_a.py"}

    assert tree.third_party(tests | tree.conftests(tests)) == {"numpy.linalg", "hypothesis"}


def test_mirrors() -> None:
    assert mirror("answer/read/span.py") == "tests/answer/read/test_span.py"
    assert mirror("index/__main__.py") == "tests/index/test_main.py"


def test_a_folder_without_git_says_so(tmp_path: Path) -> None:
    with pytest.raises(MutantsError, match="no git repository"):
        Tree(tmp_path)
