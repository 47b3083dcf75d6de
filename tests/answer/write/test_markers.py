"""Markers, wherever and however models put them. Every answer is read whole and letter by letter."""

import pytest

from answer.write.markers import parse
from answer.write.sentences import Sentence, sentences

OFFERED = 8

ANSWERS: list[tuple[str, list[tuple[str, tuple[int, ...]]]]] = [
    ("Bell signed [1]. Guards left [2].", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed. [1] Guards left. [2]", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed.[1] Guards left.[2]", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed[1].", [("Bell signed.", (1,))]),
    ("Bell signed [1, 2].", [("Bell signed.", (1, 2))]),
    ("Bell signed [1][2].", [("Bell signed.", (1, 2))]),
    ("Bell signed [1], [2], and [3].", [("Bell signed.", (1, 2, 3))]),
    ("Bell signed [1 and 2].", [("Bell signed.", (1, 2))]),
    ("Bell signed [1-3].", [("Bell signed.", (1, 2, 3))]),
    ("Bell signed [2–3].", [("Bell signed.", (2, 3))]),
    ("Bell signed (1). Guards left (2).", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed. (1) Guards left. (2)", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed (1, 2).", [("Bell signed.", (1, 2))]),
    ("Bell signed 【1】. Guards left.【2†source】", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed!【1】【2】", [("Bell signed!", (1, 2))]),
    ("Bell signed [1:0†source].", [("Bell signed.", (1,))]),
    ("Bell signed [Passage 1]. Guards left (passage 2).", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed (Passages 1 and 2).", [("Bell signed.", (1, 2))]),
    ("Bell signed (see passage 1).", [("Bell signed.", (1,))]),
    ("Bell signed [Sources: 1, 2].", [("Bell signed.", (1, 2))]),
    ("Bell signed (source: [1]).", [("Bell signed.", (1,))]),
    ("Bell signed [citation:1][citation:2].", [("Bell signed.", (1, 2))]),
    ("Bell signed [^1]. Guards left [#2].", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed [1](https://example.org).", [("Bell signed.", (1,))]),
    ("Bell signed <sup>1</sup>.", [("Bell signed.", (1,))]),
    ("Bell signed <<<passage 1>>>.", [("Bell signed.", (1,))]),
    ("Bell signed [[1]]. Guards left \\[2\\].", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed ［1］.", [("Bell signed.", (1,))]),
    ("Bell signed [2, paragraph 3].", [("Bell signed.", (2,))]),
    ("Bell signed **[1]**. Guards left `[2]`.", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("`Bell signed [1]`. Guards left [2].", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("[1] Bell signed. [2] Guards left.", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("[1]: Bell signed.\n[2]: Guards left.", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("Bell signed.\n[1]\nGuards left.\n[2]", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("According to [1], Bell signed. In [2], guards left.", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("As stated in passage 2, guards left.", [("Guards left.", (2,))]),
    ("Passage 1 says that Bell signed. [2] adds that guards left.", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("[1] states that Bell signed.", [("Bell signed.", (1,))]),
    ("Bell signed [1], and guards left [2].", [("Bell signed, and guards left.", (1, 2))]),
    ("- Bell signed [1]\n- Guards left [2]\n", [("Bell signed", (1,)), ("Guards left", (2,))]),
    ("1. Bell signed [1].\n2. Guards left [2].", [("Bell signed.", (1,)), ("Guards left.", (2,))]),
    ("* **Bell**: signed it [1].", [("Bell: signed it.", (1,))]),
    ("| Who | What |\n|---|---|\n| Bell | signed [1] |\n| Guards | left [2] |",
     [("Bell: signed", (1,)), ("Guards: left", (2,))]),
    ("| Bell | signed [1] |\n| Guards | left [2] |\n", [("Bell: signed", (1,)), ("Guards: left", (2,))]),
    ("“Bell signed.” [1] Guards left.", [("“Bell signed.”", (1,)), ("Guards left.", ())]),
    ("Bell left the U.S. [1] in May [2].", [("Bell left the U.S. in May.", (1, 2))]),
    # numbers that were never offered
    ("Bell signed [99].", [("Bell signed.", (99,))]),
    ("Bell signed [1, 99].", [("Bell signed.", (1, 99))]),
    # what is no marker
    ("(1) Bell signed. (2) Guards left.", [("Bell signed.", ()), ("Guards left.", ())]),
    ("It aims at: (1) peace, (2) trade [3].", [("It aims at: (1) peace, (2) trade.", (3,))]),
    ("Bell signed (2005) [1].", [("Bell signed (2005).", (1,))]),
    ("The Accord [2005] holds [1].", [("The Accord [2005] holds.", (1,))]),
    ("He “seen [sic] it” [2].", [("He “seen [sic] it”.", (2,))]),
    ("The team lost (1-3).", [("The team lost (1-3).", ())]),
    ("Of the guards (12) none left [1].", [("Of the guards (12) none left.", (1,))]),
    ("The value of `array[1]` is 3 [2].", [("The value of array[1] is 3.", (2,))]),
    ("Bell signed [1].\n```\nx = arr[2]\n```\n", [("Bell signed.", (1,)), ("x = arr[2]", ())]),
    ("Only 3.5 guards left [1].", [("Only 3.5 guards left.", (1,))]),
]  # fmt: skip


def read(pieces: list[str]) -> list[tuple[str, tuple[int, ...]]]:
    return [(s.text, s.numbers) for s in sentences(pieces, OFFERED)]


@pytest.mark.parametrize(("answer", "expected"), ANSWERS)
def test_an_answers_markers_are_read(answer: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read([answer]) == expected


@pytest.mark.parametrize(("answer", "expected"), ANSWERS)
def test_they_are_read_the_same_letter_by_letter(answer: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read([*answer]) == expected


@pytest.mark.parametrize(
    "lead",
    [
        *("According to", "As stated in", "As noted in", "As described in", "As mentioned by", "As reported by"),
        *("As said in", "As shown in", "Based on", "As in", "As per", "Per", "See", "See also", "Cf.", "In"),
    ],
)
def test_words_that_lead_to_a_marker_go_with_it(lead: str) -> None:
    assert read([f"{lead} [2], guards left."]) == [("Guards left.", (2,))]
    assert read([f"{lead} passage 2, guards left."]) == [("Guards left.", (2,))]


@pytest.mark.parametrize(
    "verb",
    """says states mentions notes reports explains indicates shows adds say state mention note report explain indicate
    show add""".split(),
)
def test_a_passage_that_is_said_to_say_so_is_a_marker(verb: str) -> None:
    assert read([f"Passage 2 {verb} that guards left."]) == [("Guards left.", (2,))]
    assert read([f"[2] {verb} that guards left."]) == [("Guards left.", (2,))]


@pytest.mark.parametrize(
    "word", "passage source document doc reference ref citation excerpt text Passages Docs.".split()
)
def test_a_marker_may_say_what_it_names(word: str) -> None:
    assert read([f"Guards left [{word} 2]."]) == read([f"Guards left ({word} 2)."]) == [("Guards left.", (2,))]


@pytest.mark.parametrize(("said", "numbers"), [("[1-50]", tuple(range(1, 51))), ("[1-51]", (1, 51)), ("[3-1]", (3, 1))])
def test_a_range_is_spelled_out_up_to_fifty(said: str, numbers: tuple[int, ...]) -> None:
    assert read([f"Guards left {said}."]) == [("Guards left.", numbers)]


@pytest.mark.parametrize(("said", "numbers"), [("(8)", (8,)), ("(9)", ()), ("(0)", ())])
def test_a_number_in_round_brackets_is_a_marker_where_so_many_were_offered(said: str, numbers: tuple[int, ...]) -> None:
    assert [n for _, n in read([f"Guards left {said}."])] == [numbers]


def test_each_letter_keeps_its_place() -> None:
    text = "Bell [1] signed (see [2]) it. [3] Guards"
    parsed = parse(text, OFFERED)

    assert "".join(text[i] for i in parsed.origin) == parsed.text == "Bell signed it. Guards"


def test_a_heading_is_told_from_a_claim() -> None:
    assert [*sentences(["# Treaty\nBell signed [1].\n**Guards**\n"], OFFERED)] == [
        Sentence("Treaty", (), heading=True),
        Sentence("Bell signed.", (1,)),
        Sentence("Guards", (), heading=True),
    ]
