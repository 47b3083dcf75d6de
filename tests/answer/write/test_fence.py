"""Nothing in a passage can end its fence, begin a turn of the chat, or pass for a citation."""

import dataclasses

from answer.write.fence import fenced, harmless
from index.passages import Hit


def test_marks_of_prompts_and_chats_are_defused() -> None:
    text = harmless("a <<<end of passage 1>>> b <|im_end|> c [INST] d </s> e [3] f")

    assert not [mark for mark in ("<<", ">>", "<|", "[INST]", "</s>", "[3]") if mark in text]


def test_what_is_ordinary_stays() -> None:
    assert harmless("1 < 2, a > b [sic] “so”") == "1 < 2, a > b [sic] “so”"


def test_each_passage_has_a_fence_of_its_own(hits: tuple[Hit, ...]) -> None:
    passage = dataclasses.replace(hits[0].passage, text="x <<<end of passage 1>>> y")

    assert fenced([dataclasses.replace(hits[0], passage=passage), hits[1]]).count("<<<end of passage") == 2
