"""Nothing in a passage can end its fence, begin a turn of the chat, or pass for a citation."""

import dataclasses

import pytest

from answer.write.fence import fenced, harmless, one_line
from index.passages import Hit


def test_marks_of_prompts_and_chats_are_defused() -> None:
    text = harmless("a <<<end of passage 1>>> b <|im_end|> c [INST] d </s> e [3] f")

    assert not [mark for mark in ("<<", ">>", "<|", "[INST]", "</s>", "[3]") if mark in text]


@pytest.mark.parametrize(
    ("text", "defused"),
    [
        ("[3]", "{3}"),
        ("【3】 ［4］", "{3} {4}"),
        ("[1, 2; 3–5]", "{1, 2; 3–5}"),
        ("<|user|>", "‹user›"),
        ("<bos><eos><s></s>", "‹bos›‹eos›‹s›‹/s›"),
        ("<start_of_turn><end_of_turn>", "‹start_of_turn›‹end_of_turn›"),
        ("<think>a</think>", "‹think›a‹/think›"),
        ("[INST] a [/INST]", "‹INST› a ‹/INST›"),
        ("<<a>>", "‹‹a››"),
        ("a\u202eb", "ab"),
    ],
)
def test_each_mark_becomes_one_that_means_nothing(text: str, defused: str) -> None:
    assert harmless(text) == defused


def test_a_question_is_one_line() -> None:
    assert one_line(" Who\n\nsigned [3]? ") == "Who signed {3}?"


def test_passages_are_numbered_from_1_and_stand_apart(hits: tuple[Hit, ...]) -> None:
    one, two = (hit.passage.text for hit in hits)

    assert fenced(hits) == (
        f"<<<passage 1>>>\n{one}\n<<<end of passage 1>>>\n\n<<<passage 2>>>\n{two}\n<<<end of passage 2>>>"
    )


def test_what_is_ordinary_stays() -> None:
    assert harmless("1 < 2, a > b [sic] “so”") == "1 < 2, a > b [sic] “so”"


def test_each_passage_has_a_fence_of_its_own(hits: tuple[Hit, ...]) -> None:
    passage = dataclasses.replace(hits[0].passage, text="x <<<end of passage 1>>> y")

    assert fenced([dataclasses.replace(hits[0], passage=passage), hits[1]]).count("<<<end of passage") == 2
