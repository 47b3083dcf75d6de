"""Expressions are broken in one place each, and in a way that a person would have to look twice to see."""

from collections.abc import Callable

import pytest

Broken = Callable[..., set[str]]


@pytest.mark.parametrize(
    ("code", "operator", "expected"),
    [
        ("a < b", "comparison", {"a <= b"}),
        ("(a) >= (b)", "comparison", {"(a) > (b)"}),
        ("a == b != c", "comparison", {"a != b != c", "a == b == c"}),
        ("a in b", "comparison", {"a not in b"}),
        ("a not  in b", "comparison", {"a in b"}),
        ("a is not None", "comparison", {"a is None"}),
        ("é < (  # <\n  b)", "comparison", {"é <= (  # <\n  b)"}),
        ("a and b and c", "connective", {"a or b and c", "a and b or c"}),
        ("a or b", "connective", {"a and b"}),
        ("c = not (a or b)", "negation", {"c =  (a or b)"}),
        ("a + b * c", "arithmetic", {"a - b * c", "a + b / c"}),
        ("a += 2", "arithmetic", {"a -= 2"}),
        ("a // b", "arithmetic", {"a * b"}),
        ("f(-lead)", "sign", {"f(lead)"}),
        ("a[i:j]", "bound", {"a[i + 1:j]", "a[i:j + 1]"}),
        ("a[: len(b) - c]", "bound", {"a[: len(b) - c + 1]"}),
        ("min(a, b)", "opposite", {"max(a, b)"}),
        ("any(x for x in y)", "opposite", {"all(x for x in y)"}),
        ("sorted(x for x in y)", "order", {"sorted((x for x in y), reverse=True)"}),
        ("a.sort(key=f)", "order", {"a.sort(key=f, reverse=True)"}),
        ("sorted(a, reverse=True)", "boolean", {"sorted(a, reverse=False)"}),
    ],
)
def test_an_expression_is_broken(broken: Broken, code: str, operator: str, expected: set[str]) -> None:
    assert broken(code, operator) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("DEPTH = 4", {"DEPTH = 5", "DEPTH = 3"}),
        ("ROUNDING = 0.05", {"ROUNDING = 0.5", "ROUNDING = 0.005"}),
        ("a[0]", {"a[1]"}),
        ("a[-1]", {"a[-0]"}),
        ("def f(a=1): return a", {"def f(a=0): return a"}),
        ("WAIT = 60", {"WAIT = 600", "WAIT = 6"}),
        ("WHOLE = 1.0", {"WHOLE = 0.0"}),
    ],
)
def test_a_number_is_another_at_the_top_and_as_a_default_too(broken: Broken, code: str, expected: set[str]) -> None:
    assert broken(code, "number") == expected


def test_texts_that_are_joined_or_filled_in_stay_so(broken: Broken) -> None:
    assert broken("'a' + b", "arithmetic") == broken("'%s' % b", "arithmetic") == set()
