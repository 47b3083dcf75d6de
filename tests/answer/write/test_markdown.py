"""What models put around their sentences comes off, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.write.markdown import (
    is_block,
    is_fence,
    is_heading,
    is_row,
    is_rule,
    line_text,
    opening,
    plain,
    without_controls,
)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x00b\x07c", "abc"),
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\u202eb\u200bc\ufeffd", "abcd"),  # direction, joints that cannot be seen
        ("a\ue000b", "ab"),  # private use
        ("a\ud800b", "ab"),  # half a pair
        ("a\r\nb\tc", "a\nb\tc"),
        ("👩\u200d🚀 می\u200cخواهم", "👩\u200d🚀 می\u200cخواهم"),
        ("Été — “so” 会議", "Été — “so” 会議"),
    ],
)
def test_what_cannot_be_seen_is_removed(text: str, seen: str) -> None:
    assert without_controls(text) == seen


@given(st.text())
def test_what_is_left_can_be_seen(text: str) -> None:
    seen = without_controls(text)

    assert without_controls(seen) == seen
    assert all(c in "\n\t" or c >= " " for c in seen)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("- rain", "- "),
        ("* rain", "* "),
        ("+ rain", "+ "),
        ("• rain", "• "),
        ("‣ rain", "‣ "),
        ("– rain", "– "),
        ("1. rain", "1. "),
        ("12) rain", "12) "),
        ("(3) rain", "(3) "),
        ("> rain", "> "),
        ("> > - rain", "> > - "),
        ("  - [x] rain", "  - [x] "),
        ("- [ ] rain", "- [ ] "),
        ("rain", ""),
        ("-rain", ""),
        ("1.5 mm", ""),
        ("1997. So", ""),
        ("[a] rain", ""),
    ],
)
def test_a_lines_bullet_or_number(line: str, mark: str) -> None:
    assert opening(line) == mark


@pytest.mark.parametrize("line", ["| a", "# a", "## a", "```", "~~~", "<p", "</div", "  | a"])
def test_a_block_is_read_to_the_end_of_its_line(line: str) -> None:
    assert is_block(line)


@pytest.mark.parametrize("line", ["a | b", "It #", "``a``", "~~a~~", "< 3", "- a", ""])
def test_any_other_line_is_no_block(line: str) -> None:
    assert not is_block(line)


@pytest.mark.parametrize(
    ("line", "fence", "row", "rule"),
    [
        ("```python", True, False, False),
        ("  ~~~", True, False, False),
        ("| a | b |", False, True, False),
        ("  |---|:-:|", False, True, True),
        ("| - + - |", False, True, True),
        ("---", False, False, False),
        ("a ``` b", False, False, False),
        ("a | b", False, False, False),
    ],
)
def test_fences_rows_and_rules(line: str, fence: bool, row: bool, rule: bool) -> None:
    assert (is_fence(line), is_row(line), is_rule(line)) == (fence, row, rule)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("# Treaty", True),
        ("###### Treaty", True),
        ("####### Treaty", False),
        ("#treaty", False),
        ("**Treaty**", True),
        ("**Treaty**:", True),
        ("**Treaty:**", True),
        ("**Treaty** was signed", False),
        ("Treaty", False),
    ],
)
def test_a_heading_has_signs_or_stands_alone_in_bold(line: str, heading: bool) -> None:
    assert is_heading(line) == heading


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("## The treaty", "The treaty"),
        ("| Ukraine | support | training |", "Ukraine: support; training"),
        ("| Ukraine | support", "Ukraine: support"),
        ("| Ukraine | | training |", "Ukraine: training"),
        ("| Ukraine | |", "Ukraine"),
        ("| | support |", "support"),
        (r"| a \| b | c |", r"a \| b: c"),
        ("|---|---|", ""),
        ("```python", ""),
        ("~~~", ""),
        ("---", ""),
        ("***", ""),
        ("=====", ""),
        ("<div class='a'>", ""),
        ("</div>", ""),
        ("<p>It rained.</p>", "<p>It rained.</p>"),
        ("It rained.", "It rained."),
    ],
)
def test_what_a_line_of_a_block_says(line: str, text: str) -> None:
    assert line_text(line) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("*a* **b** ***c***", "a b c"),
        ("_a_ __b__ ~~c~~ `d` ``e``", "a b c d e"),
        ("***a** b*", "a b"),
        ("**_~~a~~_**", "a"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a<br/>b <strong>c</strong> <SUP>1</SUP>", "a b c 1"),
        ("x<sub>2</sub>, <em>y</em>.", "x 2, y."),
        ("<code>a</code><mark>b</mark><u>c</u><span class='x'>d</span><p>e<b>f</b><i>g</i>", "a b c d e f g"),
        ("1 < 2 and <unknown>", "1 < 2 and <unknown>"),
        ("a \n  b , c ; d ! e ? f .", "a b, c; d! e? f."),
        ("a ` b", "a b"),
    ],
)
def test_emphasis_and_tags_come_off(text: str, said: str) -> None:
    assert plain(text) == said
