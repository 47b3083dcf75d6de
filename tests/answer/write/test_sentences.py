"""A stream becomes sentences, each as soon as it is whole."""

from collections.abc import Iterator

import pytest

from answer.errors import LLMError
from answer.write.sentences import LONGEST, sentences


def given_out_after(pieces: list[str]) -> list[tuple[str, int]]:
    """Each sentence with the number of pieces that had come by then."""
    count = 0

    def counted() -> Iterator[str]:
        nonlocal count
        for piece in pieces:
            count += 1
            yield piece

    return [(s.text, count) for s in sentences(counted(), 9)]


def test_the_next_word_releases_a_sentence() -> None:
    assert given_out_after(["It rained", " [1]", ".", " It", " snowed."])[0] == ("It rained.", 4)


def test_a_marker_behind_the_full_stop_is_waited_for() -> None:
    assert given_out_after(["It rained", ".", " [", "1", "]", " It"])[0] == ("It rained.", 6)


def test_a_bracket_that_is_no_marker_is_not_waited_for() -> None:
    assert given_out_after(["It rained.", " (They", " say so at length, and with great patience.)"])[0] == (
        "It rained.",
        2,
    )


def test_a_silence_releases_what_is_complete() -> None:
    assert given_out_after(["It rained [1].", "", " It snowed."])[0] == ("It rained.", 2)


@pytest.mark.parametrize("begun", [" \n", "```\nx = 1. So", "| a. So", "# A. So"])
def test_a_silence_releases_nothing_of_a_block_or_of_blanks(begun: str) -> None:
    before = [text for text, count in given_out_after([begun, "", "\nIt rained."]) if count < 3]

    assert before == []


@pytest.mark.parametrize(("length", "parts"), [(600, 1), (601, 2)])
def test_what_has_no_end_is_a_sentence_up_to_600_characters(length: int, parts: int) -> None:
    text = ("word " * 200)[: length - 1] + "x"

    assert len([s for s, count in given_out_after([text, "", "y"]) if count < 3]) == parts - 1


def test_a_silence_releases_nothing_half() -> None:
    assert given_out_after(["It rained", "", " in May.", " So"])[0] == ("It rained in May.", 4)


def test_a_marker_that_comes_too_late_goes_to_nobody_else() -> None:
    said = list(sentences(["It rained.", "", " [1] It snowed [2]."], 9))

    assert [(s.text, s.numbers) for s in said] == [("It rained.", ()), ("It snowed.", (2,))]


def test_an_item_of_a_list_is_released_by_its_line() -> None:
    assert given_out_after(["- rain [1]", "\n", "- sn", "ow [2]"])[0] == ("rain", 2)


def test_what_was_complete_is_kept_when_the_stream_breaks_off() -> None:
    def broken() -> Iterator[str]:
        yield "It rained [1]. It snowed [2]."
        yield " It th"
        raise LLMError("cut")

    said = sentences(broken(), 9)

    assert [next(said).text, next(said).text] == ["It rained.", "It snowed."]
    with pytest.raises(LLMError):
        next(said)


def test_what_cannot_be_seen_is_removed() -> None:
    said = "It \x00rai\x1b[2Jned\u202e \u200bagain\ufeff [1].\r\nIt\tsnowed [2]."

    assert [s.text for s in sentences([said], 9)] == ["It rained again.", "It snowed."]


def test_words_without_an_end_come_in_parts() -> None:
    parts = [s.text for s in sentences(["word "] * 400, 9)]

    assert max(map(len, parts)) <= LONGEST
    assert " ".join(parts) == " ".join(["word"] * 400)


def test_a_block_of_code_is_read_line_by_line() -> None:
    assert [s.text for s in sentences(["Look:\n```python\nx = 1\ny = 2\n```\nDone."], 9)] == [
        "Look:",
        "x = 1",
        "y = 2",
        "Done.",
    ]


@pytest.mark.parametrize("pieces", [[], [""], ["\n", " \n"], ["```"], ["[1]"], ["|---|"]])
def test_nothing_said_is_no_sentence(pieces: list[str]) -> None:
    assert not list(sentences(pieces, 9))
