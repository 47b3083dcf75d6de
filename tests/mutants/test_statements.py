"""Conditions, results and steps are broken; nothing is broken twice in the same way."""

from collections.abc import Callable

import pytest

Broken = Callable[..., set[str]]


@pytest.mark.parametrize(
    ("code", "operator", "expected"),
    [
        ("if a:\n    b", "condition", {"if True:\n    b", "if False:\n    b"}),
        ("c = a if b else d", "condition", {"c = a if True else d", "c = a if False else d"}),
        ("while a:\n    b", "condition", {"while False:\n    b"}),
        ("[a for a in b if c]", "condition", {"[a for a in b if True]"}),
        ("def f():\n    return a", "result", {"def f():\n    return None"}),
        ("def f() -> bool:\n    return a or b", "result", {"def f() -> bool:\n    return not (a or b)"}),
        ("def f():\n    return True", "result", set()),
        ("def f():\n    return True", "boolean", {"def f():\n    return False"}),
        ("a.b()", "step", {"pass"}),
        ("self.a = b", "step", {"pass"}),
        ("a[b] = c", "step", {"pass"}),
        ("a += b", "step", {"pass"}),
        ("a = b", "step", set()),
    ],
)
def test_a_statement_is_broken(broken: Broken, code: str, operator: str, expected: set[str]) -> None:
    assert broken(code, operator) == expected


def test_a_functions_own_results_are_its_own(broken: Broken) -> None:
    code = "def f():\n    def g() -> bool:\n        return a\n    return g"

    assert broken(code, "result") == {
        "def f():\n    def g() -> bool:\n        return not (a)\n    return g",
        "def f():\n    def g() -> bool:\n        return a\n    return None",
    }
