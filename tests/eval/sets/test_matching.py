"""Texts are compared on token borders, and look-alike characters are the same."""

import pytest

from eval.sets.matching import contains, nearest_text, rests_on


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("in the fall of 2005", "5", False),
        ("the 201st Division", "201", False),
        ("the 201st Division", "201st", True),
        ("1,500 men", "500", False),
        ("1.5 million", "1", False),
        ("1.5 million", "1.5", True),
        ("there were 5.", "5", True),
        ("on June 24, 2005", "june 24", True),
        ("Russia’s base", "Russia's base", True),
        ("“long–term” plans", '"long-term"', True),
        ("the\n  fall\u00a0of 2005", "fall of 2005", True),
        ("STRASSE", "straße", True),
        ("it costs $5 now", "$5", True),
        ("a+b", "a.b", False),
        ("Ivanova", "Ivanov", False),
        ("anything", "", False),
    ],
)
def test_a_phrase_is_found_on_token_borders(text: str, phrase: str, found: bool) -> None:
    assert contains(text, phrase) is found


@pytest.mark.parametrize(
    ("other", "rests"), [((0, 10), True), ((5, 15), True), ((6, 16), False), ((10, 20), False), ((2, 4), True)]
)
def test_spans_rest_on_each_other_from_half_of_the_shorter_one(other: tuple[int, int], rests: bool) -> None:
    assert rests_on((0, 10), other) is rests


def test_the_nearest_text_of_a_misquotation_is_found() -> None:
    text = "One thing. Ukraine offered enlarged support for bilateral cooperation. Another thing."
    assert nearest_text("Ukraine offered much support for bilateral co-operation", text) == (
        "Ukraine offered enlarged support for bilateral cooperation."
    )


def test_there_is_no_nearest_text_where_no_word_is_shared() -> None:
    assert nearest_text("zebra", "One thing.") == ""
