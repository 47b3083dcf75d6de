"""What kind of thing is asked for, and does a sentence hold one?"""

import pytest

from answer.read.kinds import kind_fits

FITS, DOES_NOT, AGAINST, NOT_ASKED = 1.0, 0.0, -1.0, 0.5


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("When was it signed?", "It was signed on June 27, 1997.", FITS),
        ("When was it signed?", "It was signed in Moscow.", DOES_NOT),
        ("In what year did it open?", "It opened on June 24.", AGAINST),
        ("How many guards were there?", "Fifty-two came, then 30 guards.", FITS),
        ("How many soldiers serve in the 201st?", "The 201st has been there since June 24, 2005.", AGAINST),
        ("How much money was invested?", "Moscow invests in the base.", AGAINST),
        ("How much money was invested?", "It paid 20 million dollars.", FITS),
        ("Who met Ivanov?", "Ivanov met Rakhmonov.", FITS),
        ("Who met Ivanov?", "yesterday Ivanov came.", DOES_NOT),
        ("Why did it stay?", "It stayed because of the drugs.", FITS),
        ("Which news agency reported it?", "They agreed (Interfax, June 24).", FITS),
        ("Is it a base?", "It is a base.", NOT_ASKED),
    ],
)
def test_the_kind_that_is_asked_for(question: str, sentence: str, expected: float) -> None:
    assert kind_fits(question, sentence) == expected


def test_what_the_question_names_itself_is_no_answer() -> None:
    assert kind_fits("Who besides Ivanov spoke?", "Ivanov spoke.") == DOES_NOT
