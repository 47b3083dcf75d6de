"""A follow-up and what it leaves out: one plain question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.understand.followup import exchanged, put_in

POOL = "When does the upper pool open?"


@pytest.mark.parametrize(
    ("question", "meant", "understood"),
    [
        ("When does it close?", "the lower pool", "When does the lower pool close?"),
        ("how deep is it", "the lower pool", "how deep is the lower pool"),
        ("Who was his counterpart?", "Mr Ivanov", "Who was Mr Ivanov’s counterpart?"),
        ("What are their aims?", "The miners", "What are the miners’ aims?"),
        ("Who met her?", "Ms Orr", "Who met Ms Orr?"),
        ("Where is her office?", "Ms Orr", "Where is Ms Orr’s office?"),
        ("How far is the station from there?", "Ostrenne", "How far is the station from Ostrenne?"),
        ("Who paid for that?", "the new roof", "Who paid for the new roof?"),
        ("Is that dangerous?", "A bank of gravel", "Is a bank of gravel dangerous?"),
        ("Who was at that meeting?", "the meeting in Arosa", "Who was at the meeting in Arosa?"),
        ("Who signed the agreement?", "the agreement of 1950", "Who signed the agreement of 1950?"),
        ("and the uncommon ones?", "side effects", "and the uncommon side effects?"),
        ("Why was that one late?", "block 4", "Why was block 4 late?"),
    ],
)
def test_what_is_meant_takes_the_place_of_what_stands_for_it(question: str, meant: str, understood: str) -> None:
    assert put_in(question, meant, POOL) == understood


@pytest.mark.parametrize(
    ("before", "question", "meant", "understood"),
    [
        ("When does the upper pool open?", "And the lower pool?", "open", "When does the lower pool open?"),
        ("Who is the mayor of Ostrenne?", "and of Ustrine", "the mayor", "Who is the mayor of Ustrine?"),
        ("What did Ivo offer Nurek?", "And Ukraine?", "Ivo offer Nurek", "What did Ukraine offer Nurek?"),
        ("What did Russia offer Nurek?", "And Ukraine?", "Nurek", "What did Ukraine offer Nurek?"),
        ("Who is the mayor of Ostrenne?", "What about Ustrine?", "the mayor", "Who is the mayor of Ustrine?"),
        ("Who gave the bugle to the museum?", "and the bagpipe?", "gave", "Who gave the bagpipe to the museum?"),
        ("How many tablets do I take?", "and for an ulcer?", "How many tablets", "How many tablets for an ulcer?"),
        ("how much is breakfast?", "and for children?", "breakfast", "How much is breakfast for children?"),
        ("When did the crane stand idle?", "Why?", "the crane", "Why did the crane stand idle?"),
        ("Was the crane idle?", "since when", "the crane", "Since when was the crane idle?"),
    ],
)
def test_what_has_no_verb_goes_into_the_frame_of_the_last_question(
    before: str, question: str, meant: str, understood: str
) -> None:
    assert put_in(question, meant, before) == understood


@pytest.mark.parametrize(
    ("question", "meant", "understood"),
    [
        ("why?", "the crane stood idle", "Why the crane stood idle?"),
        ("By whom?", "The gas was stopped", "By whom the gas was stopped?"),
        ("for members?", "the catalogue", "The catalogue for members?"),
        ("How much is the fare?", "the last bus", "How much is the fare the last bus?"),
    ],
)
def test_else_it_stands_beside(question: str, meant: str, understood: str) -> None:
    assert put_in(question, meant, POOL) == understood


def test_what_says_of_what_it_speaks_takes_the_place_of_its_like() -> None:
    before, likest = "When was the harbour of Lindau opened?", ["Anna Bell", "The harbour of Lindau"]

    assert exchanged("And the railway?", likest, before) == "When was the railway opened?"
    assert exchanged("What about the railway", likest, before) == "When was the railway opened?"
    for question in ("The railway?", "And when is lunch?", "And was it late?"):
        assert exchanged(question, ["Anna Bell"], before) == question
    assert exchanged("And is the railway late?", likest, before) == "And is the railway late?"


@given(
    st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,4}\?", fullmatch=True),
    st.from_regex(r"[A-Za-z]{2,8}( [a-z]{2,8}){0,3}", fullmatch=True),
    st.text(max_size=60),
)
def test_it_is_one_question_that_holds_what_is_meant(question: str, meant: str, before: str) -> None:
    understood = put_in(question, meant, before)

    assert meant.lower()[1:] in understood.lower()
    assert "(" not in understood or "(" in before
