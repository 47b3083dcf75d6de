"""What a follow-up takes from the conversation, and what it must not take."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answer.answer import Answer
from answer.assistant import Assistant
from answer.carry import CARD, FOLDER, WEIGHTS
from answer.followup import FollowUp
from index.embed import OnnxEmbedding

MakeAnswer = Callable[..., Answer]

OFFER = "What did Russia offer Tajikistan?"
MINISTER = "The Ukrainian minister Anatoliy Hrytsenko agreed to it."
COUNTRIES = "Rakhmonov said that Russia, Ukraine and Iran had played a positive role."


@pytest.fixture(scope="module")
def followup(embedder: OnnxEmbedding) -> FollowUp:
    return FollowUp(embedder)


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        (OFFER, "And Ukraine?", "What did Ukraine offer Tajikistan?"),
        (OFFER, "what about Ukraine", "What did Ukraine offer Tajikistan?"),
        (OFFER, "And what about Ukraine?", "What did Ukraine offer Tajikistan?"),
        ("When was the accord signed?", "Where?", "Where was the accord signed?"),
        ("Did Ukraine help?", "Why?", "Why did Ukraine help?"),
        ("What did Ukraine offer?", "Why?", "Why? (What did Ukraine offer?)"),
        ("Why does Moscow stay?", "Who says so?", "Who says so? (Why does Moscow stay?)"),
        ("Who trained the guards?", "Who else?", "Who else trained the guards?"),
        ("What did Ukraine offer?", "And what else?", "What else did Ukraine offer?"),
        ("Where does Rakhmonov live?", "And the queen?", "The queen? (Where does Rakhmonov live?)"),
        ("What happened in Dushanbe?", "And on June 25?", "What happened in Dushanbe on June 25?"),
    ],
)
def test_a_piece_of_a_question_takes_the_last_ones_frame(
    followup: FollowUp, make_answer: MakeAnswer, before: str, question: str, understood: str
) -> None:
    assert followup.standalone(question, [make_answer(before)]) == understood


@pytest.mark.parametrize(
    ("before", "question", "understood"),
    [
        ("What did Ivanov say?", "When did he arrive?", "When did Ivanov arrive?"),
        ("What did Ivanov say?", "Who was his counterpart?", "Who was Ivanov’s counterpart?"),
        ("What did Ivanov say in Dushanbe?", "Where did he go next?", "Where did Ivanov go next?"),
        ("What is NATO?", "When was it founded?", "When was NATO founded?"),
    ],
)
def test_a_pronoun_takes_the_name_it_stands_for(
    followup: FollowUp, make_answer: MakeAnswer, before: str, question: str, understood: str
) -> None:
    assert followup.standalone(question, [make_answer(before)]).startswith(understood)


def test_after_who_the_pronoun_is_the_person_of_the_answer(followup: FollowUp, make_answer: MakeAnswer) -> None:
    who = make_answer("Who represented Ukraine?", MINISTER)

    assert "Anatoliy Hrytsenko" in followup.standalone("How old is he?", [who])


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("What did the second one do?", "What did Ukraine do?"),
        ("The last one?", "Iran?"),
        ("And the first one?", "Russia? (Who helped?)"),
    ],
)
def test_a_number_chooses_from_what_was_listed(
    followup: FollowUp, make_answer: MakeAnswer, question: str, understood: str
) -> None:
    assert followup.standalone(question, [make_answer("Who helped?", COUNTRIES)]) == understood


def test_what_is_taken_up_without_a_pronoun_stands_behind(followup: FollowUp, make_answer: MakeAnswer) -> None:
    before = make_answer("What are the symptoms of throat cancer?", "Hoarseness and a lump in the neck.")

    understood = followup.standalone("What are the treatments?", [before])

    assert understood.startswith("What are the treatments? (")
    assert "throat cancer" in understood


def test_a_topic_lives_on_through_a_question_that_names_it_not(followup: FollowUp, make_answer: MakeAnswer) -> None:
    history = [make_answer("Who is Nina Simone?", "Nina Simone was an American singer.")]
    for question in ("Where was she born?", "When did she die?"):
        history.append(make_answer(question, standalone_question=followup.standalone(question, history)))

    assert "Nina Simone" in followup.standalone("Did she win any awards?", history)


@pytest.mark.parametrize(
    "question",
    ["Who is Queen Noor?", "What did Ivanov say about his talks?", "Which volume is this article in?", "Is Nurek old?"],
)
def test_a_new_topic_stays_as_asked(followup: FollowUp, make_answer: MakeAnswer, question: str) -> None:
    assert followup.standalone(question, [make_answer("What did Ukraine offer?")]) == question


def test_the_first_question_stays_as_asked(followup: FollowUp) -> None:
    assert followup.standalone("And Ukraine?", []) == "And Ukraine?"


def test_a_greeting_in_between_is_no_topic(followup: FollowUp, make_answer: MakeAnswer) -> None:
    history = [make_answer("What did Russia offer?"), make_answer("Hi", mode="help")]

    assert followup.standalone("And Ukraine?", history) == "What did Ukraine offer?"


@pytest.mark.parametrize(
    "question",
    [
        "Und was sagte er über die Ukraine?",
        "Почему он уехал?",
        "他什么时候到的?",
        "🙂 and it?",
        "it " * 1300,
        "?!",
        "it",
        "the second one",
        "\u200b",
    ],
)
@pytest.mark.parametrize("before", [OFFER, "🙂", "他说了什么?", "x" * 3900])
def test_odd_messages_do_no_harm(followup: FollowUp, make_answer: MakeAnswer, before: str, question: str) -> None:
    understood = followup.standalone(question, [make_answer(before), make_answer(before, before)])

    assert isinstance(understood, str)
    assert len(understood) < len(question) + 1000


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=80), before=st.text(max_size=80), said=st.text(max_size=120))
def test_no_text_breaks_it_and_the_same_gives_the_same(
    followup: FollowUp, make_answer: MakeAnswer, question: str, before: str, said: str
) -> None:
    history = [make_answer(before, said)]

    assert followup.standalone(question, history) == followup.standalone(question, history)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A copy of the model whose weights differ in one byte."""
    folder = tmp_path / "followup_model"
    shutil.copytree(FOLDER, folder)
    weights = bytearray((folder / WEIGHTS).read_bytes())
    weights[-1] ^= 1
    (folder / WEIGHTS).write_bytes(weights)
    return folder


def test_altered_weights_are_not_used_and_rules_do(
    embedder: OnnxEmbedding, make_answer: MakeAnswer, damaged: Path
) -> None:
    followup = FollowUp(embedder, damaged)

    assert followup.carrier is None
    assert "SHA-256" in followup.problem
    assert "git checkout" in followup.problem
    assert followup.standalone("When was it?", [make_answer("What is NATO?")]) == "When was NATO?"


@pytest.mark.parametrize("spoil", [lambda f: f.unlink(), lambda f: f.write_text("{}"), lambda f: f.write_text("no")])
@pytest.mark.parametrize("name", [CARD, WEIGHTS])
def test_missing_or_foreign_files_are_said(
    embedder: OnnxEmbedding, damaged: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    spoil(damaged / name)

    assert "by rule alone" in FollowUp(embedder, damaged).problem


def test_by_rule_alone_what_cannot_be_resolved_is_put_beside(
    embedder: OnnxEmbedding, make_answer: MakeAnswer, tmp_path: Path
) -> None:
    rules = FollowUp(embedder, tmp_path)

    understood = rules.standalone("What will it cost them?", [make_answer("What did Russia and Tajikistan agree on?")])

    assert understood == "What will it cost them? (What did Russia and Tajikistan agree on?)"


def test_the_answer_to_a_followup_says_that_rules_alone_were_used(
    assistant: Assistant, make_answer: MakeAnswer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assistant, "_followup", FollowUp(assistant._embedder, tmp_path))

    assert "follow-up model is missing" in assistant.ask("And Ukraine?", [make_answer(OFFER)]).note
    assert assistant.ask("What did Ukraine offer?").note == ""
