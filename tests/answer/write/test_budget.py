"""What does not fit into the context is left out, the least likely first."""

import pytest
from llama_index.core.utils import get_tokenizer

from answer.write.budget import TURN, fitting, tokens
from index.passages import Hit


def test_no_tokenizer_makes_more_of_an_article(article: str) -> None:
    exact = len(get_tokenizer()(article))

    assert exact <= tokens(article) <= 2 * exact


def test_digits_and_other_scripts_count_more() -> None:
    assert tokens("1234") == 4
    assert tokens("乌克兰") >= 3


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("abc", 1), ("abcd", 2), ("a1!", 3), ("\n", 1), ("é", 1), ("乌克", 3), ("[`{~", 4), ("a b", 1)],
)
def test_a_token_is_three_letters_a_sign_or_two_bytes(text: str, count: int) -> None:
    assert tokens(text) == count


def test_the_last_passages_are_left_out(hits: tuple[Hit, ...]) -> None:
    def prompt(kept: object) -> str:
        return "".join(hit.passage.text for hit in kept)  # type: ignore[attr-defined]

    assert fitting(prompt, hits, tokens(prompt(hits)) + TURN) == hits
    assert fitting(prompt, hits, tokens(prompt(hits)) + TURN - 1) == hits[:1]
    assert fitting(prompt, hits, 0) == hits[:1]
