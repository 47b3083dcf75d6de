"""A plain sentence becomes questions that can be understood alone; any other becomes none."""

import pytest

from eval.draft.ask import Asked, ask
from eval.draft.clause import clause_of

NAMES = frozenset({"Anna", "Bell", "Oslo", "Lisbon", "Norway", "Poland", "Klara", "Vogt", "MRD"})
PEOPLE = frozenset({"Anna Bell", "Bell", "Klara Vogt", "Vogt"})


def asked(sentence: str) -> dict[str, list[str]]:
    """Each question with its accepted answers."""
    found: list[Asked] = ask(sentence, clause_of(sentence, NAMES), PEOPLE)
    return {one.question: list(one.accepted) for one in found}


@pytest.mark.parametrize(
    ("sentence", "question", "accepted"),
    [
        (
            "Anna Bell signed the treaty on June 27, 1997.",
            "When did Anna Bell sign the treaty?",
            ["June 27, 1997", "27 June 1997"],
        ),
        (
            "The treaty was signed in Oslo on 3 May 1909.",
            "When was the treaty signed in Oslo?",
            ["3 May 1909", "May 3, 1909"],
        ),
        ("In 1867, the council bought the lighthouse.", "In which year did the council buy the lighthouse?", ["1867"]),
        (
            "The 201st MRD, long since deployed there, will acquire recognition as a base in the fall of 2005.",
            "When will the 201st MRD acquire recognition as a base?",
            ["fall of 2005"],
        ),
        ("Klara Vogt has led the museum since 2011.", "Since when has Klara Vogt led the museum?", ["2011"]),
        ("The treaty was signed in Oslo.", "Where was the treaty signed?", ["Oslo"]),
        ("However, Bell met the engineers in Oslo.", "Where did Bell meet the engineers?", ["Oslo"]),
        ("Norway ordered 300 buses from Poland.", "How many buses did Norway order from Poland?", ["300"]),
        ("The troops deployed in Oslo left in 1997.", "In which year did the troops deployed in Oslo leave?", ["1997"]),
        ("Fifty guards were trained abroad.", "How many guards were trained abroad?", ["fifty", "50"]),
        ("Anna Bell wrote the first report.", "Who wrote the first report?", ["Anna Bell", "Bell"]),
        (
            "At the meeting in Oslo, Norway offered enlarged support (Interfax, June 24).",
            "Who offered enlarged support at the meeting in Oslo?",
            ["Norway"],
        ),
        (
            "The wall was opened by the German Transport Minister Klara Vogt.",
            "Who is the German Transport Minister?",
            ["Klara Vogt", "Vogt"],
        ),
    ],
)
def test_a_plain_sentence_is_asked_about(sentence: str, question: str, accepted: list[str]) -> None:
    assert asked(sentence).get(question) == accepted


@pytest.mark.parametrize(
    "sentence",
    [
        "He signed the treaty in 1997.",  # who?
        "They were trained in Oslo.",
        "Anna Bell never signed the treaty in Oslo.",  # what did not happen
        "“It’s long-term,” Bell said of the base.",
        "Was it signed in Oslo?",
        "The Glass Mountain in the north.",
        "Norway ordered it in 2005.",  # what?
        "The exhibition lasted three weeks.",  # no count of things
    ],
)
def test_what_cannot_be_asked_about_is_not(sentence: str) -> None:
    assert asked(sentence) == {}


def test_a_question_does_not_give_its_answer_away() -> None:
    assert "Who told Bell that Bell was right?" not in asked("Bell told Bell that Bell was right.")
