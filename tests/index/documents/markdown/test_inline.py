"""Markup within lines of Markdown: what is read is what CommonMark shows."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.documents.markdown.inline import Inline
from index.documents.markdown.nodes import Node, words

COMMONMARK = MarkdownIt("commonmark").disable("entity")


def read(text: str, references: Sequence[str] = ()) -> str:
    """The words of a paragraph without its markup."""
    return words(text, Node("paragraph", 0, len(text), marks=Inline(text, references).marks(0, len(text))))


def shown(tokens: Sequence[Token]) -> str:
    """The words of a paragraph as CommonMark shows it."""
    found = []
    for token in tokens:
        found.append(" " if token.type in ("softbreak", "hardbreak") else "")
        found.append(token.content if token.type in ("text", "code_inline") else shown(token.children or ()))
    return "".join(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **bold** and *leaning* and ***both*** and ~~gone~~", "a bold and leaning and both and gone"),
        ("foo_bar_baz and _so_, 2*3*4, 5 * 6 * 7", "foo_bar_baz and so, 234, 5 * 6 * 7"),
        ("2*3**4, ~5 to ~6", "2*3**4, ~5 to ~6"),
        ("`a * b` and ``c ` d`` and ` alone", "a * b and c ` d and ` alone"),
        (r"\*no\* and \[no](b) and \d", r"*no* and [no](b) and \d"),
        ('[one *two*](a.md "Three") and [four](<b c> (d))', "one two and four"),
        ("[![build](a.svg)](b_(c)) passes", "build passes"),
        ("[22.x][] and int[][]", "22.x and int[][]"),
        ("[x](y z", "[x](y z"),
        ("<https://a.b/c_d_e> or <a@b.c>", "https://a.b/c_d_e or a@b.c"),
        ("a < b > c, <b>d</b>, <Tab id='1'>e</Tab>, <your name>", "a < b > c, d, e, <your name>"),
        ("so<!-- sic --> it is {/* so */}here", "so it is here"),
        ("noted[^1], and[^so]", "noted, and"),
        ("[[Page]] and [[Page|words]]", "Page and words"),
        ("[!NOTE]\nUseful", "Useful"),
        (":::tip\nDrink\n:::", "Drink"),
    ],
)
def test_markup_is_told_from_words(text: str, expected: str) -> None:
    assert read(text) == expected


def test_a_name_in_brackets_is_a_link_where_it_is_defined() -> None:
    assert read("[One  two], [this][one two], [three], [this][three]", ["ONE TWO"]) == (
        "One two, this, [three], [this][three]"
    )


PIECES = r"* ** *** _ __ ` `` \ \* ! . ( ) a b [a](u) [*b*](u_v) [a][r] ![a](u) <b> </b> <http://a.b/c_d>".split()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, " ", " ", "\n"]), max_size=14).map("".join))
def test_what_is_read_is_what_commonmark_shows(text: str) -> None:
    text = f"a{text}a".replace("\n", "\na")
    tokens = COMMONMARK.parseInline(text, {"references": {"R": {"href": "r", "title": ""}}})

    assert "".join(read(text, ["R"]).split()) == "".join(shown(tokens).split())
