"""A message that asks several things falls into its questions; one that asks one thing stays whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.understand.parts import MOST_PARTS, parts


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("When and where was X signed?", ("When was X signed?", "Where was X signed?")),
        ("When, where and why was it signed?", ("When was it signed?", "Where was it signed?", "Why was it signed?")),
        ("In what year and where was Bell born?", ("In what year was Bell born?", "Where was Bell born?")),
        ("Tell me when and where it was signed.", ("Tell me when it was signed.", "Tell me where it was signed.")),
        ("When was the accord signed, and where?", ("When was the accord signed?", "Where was the accord signed?")),
        ("Did Ukraine help and, if so, when?", ("Did Ukraine help?", "When did Ukraine help?")),
        ("Did Ukraine help, and if so, when?", ("Did Ukraine help?", "When did Ukraine help?")),
    ],
)
def test_question_words_together_ask_one_by_one(message: str, asked: tuple[str, ...]) -> None:
    assert parts(message) == asked


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("What did Russia offer, and what did Ukraine offer?", ("What did Russia offer?", "What did Ukraine offer?")),
        ("Who won and who lost?", ("Who won?", "Who lost?")),
        ("Which states signed, and which states refused?", ("Which states signed?", "Which states refused?")),
        (
            "who runs the base and how many men guard it",
            ("Who runs the base?", "How many men guard the base?"),
        ),
        (
            "Tell me who Bell is and what she said about Russia.",
            ("Tell me who Bell is.", "Tell me what Bell said about Russia."),
        ),
        ("What is Nurek? Is it old?", ("What is Nurek?", "Is Nurek old?")),
        ("Did Ukraine help? Why?", ("Did Ukraine help?", "Why did Ukraine help?")),
        (
            "Who was Anna Bell, what did she say about her talks, and when did she leave?",
            ("Who was Anna Bell?", "What did Anna Bell say about her talks?", "When did Anna Bell leave?"),
        ),
    ],
)
def test_whole_questions_are_asked_one_by_one(message: str, asked: tuple[str, ...]) -> None:
    assert parts(message) == asked


@pytest.mark.parametrize(
    ("message", "second"),
    [
        ("Who is Rahmonov and what did he say about Russia?", "What did Rahmonov say about Russia?"),
        ("who is rahmonov and what did he say", "What did rahmonov say?"),
        ("Who is Rahmonov? And where is his house?", "Where is Rahmonov’s house?"),
        ("Who is Russia's defence minister and how old is he?", "How old is Russia's defence minister?"),
        ("What did Ivanov say in Dushanbe, and when did he leave?", "When did Ivanov leave?"),
        ("When was the General Agreement signed and who signed it?", "Who signed the General Agreement?"),
        ("When was the bridge of Lindau opened, and who built it?", "Who built the bridge of Lindau?"),
        ("Who commands the depot and which goods does it accept?", "Which goods does the depot accept?"),
        ("When did Russia sign the treaty and where was it signed?", "Where was the treaty signed?"),
        ("How many troops does Russia have there and who commands them?", "Who commands the troops?"),
    ],
)
def test_a_pronoun_gives_way_to_what_it_stands_for(message: str, second: str) -> None:
    assert parts(message)[1] == second


@pytest.mark.parametrize(
    ("message", "second"),
    [
        ("Who won the election, and what did she promise?", "What did she promise? (Who won the election?)"),
        ("What did Bell sign and where was it kept?", "Where was it kept? (What did Bell sign?)"),
        ("When was the base in Nurek opened and who built it?", "Who built it? (When was the base in Nurek opened?)"),
        ("Why did the talks end the war and what did it cost?", "What did it cost? (Why did the talks end the war?)"),
        ("What is the base used for and who runs it?", "Who runs it? (What is the base used for?)"),
        ("Why did the talks fail and what does that mean?", "What does that mean? (Why did the talks fail?)"),
    ],
)
def test_a_pronoun_that_cannot_be_told_brings_the_first_question_along(message: str, second: str) -> None:
    assert parts(message)[1] == second


@pytest.mark.parametrize(
    "message",
    [
        "Who won and lost the election of 1990?",
        "What is the border between Russia and Ukraine?",
        "Which films are in black and white?",
        "Who wrote War and Peace?",
        "What is Who Framed Roger Rabbit and When Harry Met Sally about?",
        'What does "who pays and who plays" mean?',
        "What is the difference between what Russia offered and what Ukraine offered?",
        "Is there a country that borders China and which has a base?",
        "What did Ivanov say about the base and what he saw there?",
        "What did he do, which was surprising?",
        "When Ivanov visited, what did he say?",
        "What happened to those who stayed and who helped them?",
        "What did Russia and Ukraine offer?",
        "Who signed it, and when?",
        "Which country was the last to sign, and what year?",
        "How many countries helped, and which?",
        "How many areas did they settle on, and what are they?",
        "How many partners are there? List them.",
        "I read of a treaty. When and where?",
        "Where and when?",
        "",
        "?",
        "? ? ?",
    ],
)
def test_what_asks_one_thing_is_left_as_it_is(message: str) -> None:
    assert parts(message) == (message,)


def test_what_is_said_beside_the_questions_is_no_part_of_them() -> None:
    assert parts("Hello! Who won and who lost? Please be brief. Thanks!") == ("Who won?", "Who lost?")
    assert parts("What did they agree on: base, education? Give me everything.") == (
        "What did they agree on: base, education?",
    )


def test_more_questions_than_three_stay_together_in_the_last_part() -> None:
    asked = parts("Who is Bell? Where does she live? When was she born? Why is she famous?")

    assert asked == ("Who is Bell?", "Where does Bell live?", "When was Bell born? Why is she famous?")


_QUESTION_WORD = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
_WORDS = st.lists(
    st.sampled_from("and or, the in Russia between it he said was signed did base; white who when what".split()),
    max_size=14,
)


@given(st.builds(" ".join, _WORDS) | st.text(max_size=80))
def test_without_a_second_question_word_nothing_is_parted(text: str) -> None:
    message = f"{text.replace('?', '')}?"

    assert len(_QUESTION_WORD.findall(message)) > 1 or parts(message) == (message,)


@given(
    st.text(max_size=200)
    | st.builds(" ".join, st.lists(st.sampled_from("who did it and when where was ? , .".split())))
)
def test_parts_are_few_and_never_empty(message: str) -> None:
    asked = parts(message)

    assert 1 <= len(asked) <= MOST_PARTS
    assert len(asked) == 1 or all(re.search(r"\w", part) for part in asked)


_WHOLE = st.sampled_from(
    ["Who signed the accord", "What did Russia offer", "How many guards were trained", "Why did the talks fail"]
)


@given(
    st.lists(_WHOLE, min_size=2, max_size=MOST_PARTS), st.sampled_from([" and ", ", and ", "? ", "? And ", ", but "])
)
def test_questions_put_together_come_apart_again(questions: list[str], joint: str) -> None:
    small = [f"{q[0].lower()}{q[1:]}" for q in questions[1:]]

    assert parts(f"{joint.join([questions[0], *small])}?") == tuple(f"{q}?" for q in questions)
