"""The same said otherwise: what the sentence says stays."""

from random import Random

import pytest

from training.rephrase import reworded, stated, turned


@pytest.mark.parametrize(
    ("question", "answer", "statement"),
    [
        ("Who wrote Emma?", "Jane Austen", "Jane Austen wrote Emma."),
        ("Which team won the cup in 1998?", "France", "France won the cup in 1998."),
        ("How many schools were opened in Arlen?", "20", "20 schools were opened in Arlen."),
        ("When was the treaty signed?", "May 1867", "The treaty was signed May 1867."),
        ("In what year did Ivanov resign?", "2007", "Ivanov resign in 2007."),
        ("Why was the market closed?", "farmers stayed away", "The market was closed because farmers stayed away."),
        ("What is the capital of Tajikistan?", "Dushanbe", "Dushanbe is the capital of Tajikistan."),
    ],
)
def test_a_question_and_its_answer_become_a_statement(question: str, answer: str, statement: str) -> None:
    assert statement in {stated(question, answer, Random(seed)) for seed in range(20)}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What brand is the reviewer writing about?", "Oster"),  # "Oster is the reviewer writing about."
        ("What can't you use?", "knives"),
        ("Who wrote it?", "he"),
        ("Who wrote it?", ""),
        ("Is it noisy?", "no"),
        ("Why?", "a very long answer of many more words than anybody would put into one short statement"),
    ],
)
def test_what_would_make_no_sentence_is_left_alone(question: str, answer: str) -> None:
    assert stated(question, answer, Random(1)) is None


@pytest.mark.parametrize(
    ("sentence", "other"),
    [
        ("The treaty was signed by Ivanov in Moscow.", "Ivanov signed the treaty in Moscow."),
        ("John Murray printed the novel in 1815.", "The novel was printed by John Murray in 1815."),
        ("It rained.", "It rained."),
    ],
)
def test_active_and_passive_are_turned(sentence: str, other: str) -> None:
    assert turned(sentence) == other


def test_rewording_leaves_out_asides_and_keeps_names_and_numbers() -> None:
    sentence = "However, Emma (a novel) was published by John Murray in 1815, which was late."

    found = {reworded(sentence, Random(seed)) for seed in range(40)}

    assert len(found) > 2
    assert all({"Emma", "Murray", "1815"} <= set(text.replace(".", " ").replace(",", " ").split()) for text in found)
    assert not any("However" in text or "(" in text for text in found)
