"""What a follow-up takes from the conversation, and what it must not take."""

from collections.abc import Callable

import pytest

from answer.answer import Answer
from answer.understand.followup import standalone

MakeAnswer = Callable[..., Answer]


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        ("What did Russia offer Tajikistan?", "And Ukraine?", "What did Ukraine offer Tajikistan?"),
        ("What did Russia offer Tajikistan?", "what about Ukraine", "What did Ukraine offer Tajikistan?"),
        ("When was the accord signed?", "Where?", "Where was the accord signed?"),
        ("Did Ukraine help?", "Why?", "Why did Ukraine help?"),
        ("What did Russia offer Tajikistan?", "And what about Ukraine?", "What did Ukraine offer Tajikistan?"),
        ("What did Ukraine offer?", "Why?", "Why? (What did Ukraine offer?)"),
        ("Why does Moscow stay?", "Who says so?", "Who says so? (Why does Moscow stay?)"),
        ("Where does Rakhmonov live?", "And the queen?", "The queen? (Where does Rakhmonov live?)"),
        ("What happened in Dushanbe?", "And on June 25?", "What happened in Dushanbe on June 25?"),
        ("What did Ivanov say?", "When did he arrive?", "When did Ivanov arrive?"),
        ("What did Ivanov say?", "Who was his counterpart?", "Who was Ivanov’s counterpart?"),
        ("What did Ivanov say in Dushanbe?", "What did he do then?", "What did Ivanov do then?"),
        ("What did Russia sign?", "Who signed the agreement?", "Who signed the agreement? (What did Russia sign?)"),
    ],
)
def test_what_is_missing_comes_from_the_last_question(
    make_answer: MakeAnswer, before: str, question: str, understood: str
) -> None:
    assert standalone(question, [make_answer(before)]) == understood


def test_after_who_the_pronoun_is_the_person_of_the_answer(make_answer: MakeAnswer) -> None:
    who = make_answer("Who represented Ukraine?", "The Ukrainian minister Anatoliy Hrytsenko agreed to it.")

    assert standalone("How old is he?", [who]) == "How old is Anatoliy Hrytsenko?"


def test_what_cannot_be_resolved_is_put_beside(make_answer: MakeAnswer) -> None:
    understood = standalone("What will it cost them?", [make_answer("What did Russia and Tajikistan agree on?")])

    assert understood == "What will it cost them? (What did Russia and Tajikistan agree on?)"


@pytest.mark.parametrize(
    "question",
    [
        "Who is Queen Noor?",
        "What did Ivanov say about his talks?",
        "Which volume is this article in?",
        "Is Nurek old?",
        "Why did Jordan sign the agreement with Iran?",
    ],
)
def test_a_new_topic_stays_as_asked(make_answer: MakeAnswer, question: str) -> None:
    assert standalone(question, [make_answer("What did Ukraine offer?")]) == question


def test_the_first_question_stays_as_asked() -> None:
    assert standalone("And Ukraine?", []) == "And Ukraine?"


def test_a_greeting_in_between_is_no_topic(make_answer: MakeAnswer) -> None:
    history = [make_answer("What did Russia offer?"), make_answer("Hi", mode="help")]

    assert standalone("And Ukraine?", history) == "What did Ukraine offer?"
