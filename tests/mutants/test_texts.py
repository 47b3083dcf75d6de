"""A word less, an alternative less, an element less: the text that is left still stands in the source."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutants.texts import alternatives

Broken = Callable[..., set[str]]


def test_a_list_of_words_lacks_one(broken: Broken) -> None:
    assert broken('A = "no not\\tn".split()') == set()  # an escape: which letter stands where is not looked into
    assert broken('A = """one two\n    three""".split()', "word") == {
        'A = """two\n    three""".split()',
        'A = """one three""".split()',
        'A = """one two""".split()',
    }


def test_a_pattern_lacks_an_alternative_and_no_word(broken: Broken) -> None:
    code = 'P = re.compile(r"\\b(?:more than|under)\\s")'

    assert broken(code, "word") == set()
    assert broken(code, "alternative") == {
        'P = re.compile(r"\\b(?:under)\\s")',
        'P = re.compile(r"\\b(?:more than)\\s")',
    }


def test_a_pattern_in_several_literals_is_broken_within_one(broken: Broken) -> None:
    assert broken('P = (\n    r"(?:a|b"\n    r"c|d)"\n)', "alternative") == {
        'P = (\n    r"(?:b"\n    r"c|d)"\n)',
        'P = (\n    r"(?:a|b"\n    r"c)"\n)',
    }


@pytest.mark.parametrize(
    ("pattern", "without"),
    [
        ("a|b|c", {"b|c", "a|c", "a|b"}),
        (r"x(?P<n>a\|b|[|)]c)y", {"x(?P<n>[|)]c)y", r"x(?P<n>a\|b)y"}),
        ("(?<=a|b)c|(?i:d|(e|f))", {"(?i:d|(e|f))", "(?<=a|b)c", "(?<=b)c|(?i:d|(e|f))", "(?<=a|b)c|(?i:d|(f))"}),
    ],
)
def test_alternatives_are_found_at_every_depth(pattern: str, without: set[str]) -> None:
    left = {pattern[:start] + pattern[end:] for start, end in alternatives(pattern)}

    assert without <= left


@given(st.lists(st.from_regex(r"\A[a-z ]{1,5}\Z"), min_size=2, max_size=5, unique=True))
def test_without_an_alternative_all_others_are_matched_as_before(parts: list[str]) -> None:
    pattern = f"(?:{'|'.join(parts)})!"

    for part, (start, end) in zip(parts, alternatives(pattern), strict=True):
        left = pattern[:start] + pattern[end:]
        assert [p for p in parts if not re.fullmatch(left, f"{p}!")] == [part]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('A = ("a", "b")', {'A = ("b")', 'A = ("a", )'}),
        ('A = ["a", "b",]', {'A = ["b",]', 'A = ["a", ]'}),
        ('A = frozenset({"a", "b"})', {'A = frozenset({"b"})', 'A = frozenset({"a", })'}),
        ('A = {"a": 1, "b": x}', {'A = {"b": x}', 'A = {"a": 1, }'}),
        ('A = ("a", b)', set()),
    ],
)
def test_a_collection_of_texts_is_one_shorter(broken: Broken, code: str, expected: set[str]) -> None:
    assert broken(code, "element") == expected


def test_what_people_read_is_left_alone(broken: Broken) -> None:
    assert broken('tell("Nothing was found. Ask again.")', "word") == set()
    assert broken('p.add_argument("--a", help="how many lines")', "word") == set()
