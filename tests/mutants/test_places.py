"""What no test is to notice is left alone; the bodies of what is cached or a property are not."""

from collections.abc import Callable

import pytest

Broken = Callable[..., set[str]]


@pytest.mark.parametrize(
    "code",
    [
        '"""One or two words."""',
        'class A:\n    a: int\n    """More than 1 word."""',
        'def f(a: Literal["a", "b"] = None) -> "tuple[int, 3]": ...',
        'Choice = Literal["a", "b"]',
        '__all__ = ["a", "b"]',
        "if TYPE_CHECKING:\n    import a",
        'if __name__ == "__main__":\n    main(1)',
        'raise ValueError("one two", 1 + 2)',
        'logger.info("one two", 3)',
        'f"one two {3} " f"{a + b}"',
        "assert a == 1",
        "from a import b, c",
        "@lru_cache(maxsize=4096)\ndef f(): ...",
        "a = json.dumps(b, ensure_ascii=False)",
    ],
)
def test_it_is_left_alone(broken: Broken, code: str) -> None:
    assert broken(code) == set()


@pytest.mark.parametrize("decorator", ["@lru_cache(maxsize=4096)", "@property", "@cached_property"])
def test_a_body_is_broken_whatever_decorates_it(broken: Broken, decorator: str) -> None:
    assert broken(f"{decorator}\ndef f(a):\n    return a < 1", "comparison") == {
        f"{decorator}\ndef f(a):\n    return a <= 1"
    }
