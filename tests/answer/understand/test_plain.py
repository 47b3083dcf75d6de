"""A request is read as the question that it stands for; a question is read as it was asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.understand.plain import plain_question


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Tell me who signed the accord.", "Who signed the accord?"),
        ("Can you please explain to me when the accord was signed?", "When was the accord signed?"),
        ("I'd like to know what Moscow is paying for", "What is Moscow paying for?"),
        ("do you know, by any chance", "do you know, by any chance"),
        ("Tell me whether Ukraine is offering help.", "Is Ukraine offering help?"),
        ("Explain what the CIS is.", "What is the CIS?"),
        ("Explain why Moscow wants a base.", "Why Moscow wants a base?"),
        ("pls tell me which of the two is older", "Which of the two is older?"),
        ("Tell me what the company does.", "What the company does?"),
        ("Tell me what the May accord was about.", "What was the May accord about?"),
        ("Tell me whether or not the accord is in force.", "Is the accord in force?"),
        ("I was wondering where it was signed.", "Where was it signed?"),
        ("When exactly was it signed?", "When exactly was it signed?"),
        ("When was it signed exactly?", "When was it signed?"),
        ("Who signed it.", "Who signed it?"),
        ("who signed it???", "Who signed it?"),
    ],
)
def test_what_stands_around_a_question_is_left_out(message: str, question: str) -> None:
    assert plain_question(message) == question


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("List all the ministers.", "Which ministers?"),
        ("Name two countries which helped to bring peace.", "Which countries helped to bring peace?"),
        ("give me a list of every treaty", "Which treaty?"),
        ("List the ministers mentioned in Annex 2.", "Which ministers mentioned in Annex 2?"),
        ("Give the reasons why Dushanbe looks to the West.", "Why Dushanbe looks to the West?"),
        ("Name the residence of the president.", "What is the residence of the president?"),
        ("Name the officer who commands the base.", "Who is the officer who commands the base?"),
        ("Name one of the residences of the president.", "What is one of the residences of the president?"),
        ("Give another reason for the delay", "What is another reason for the delay?"),
        ("Name the three things he wants", "Which things he wants?"),
        ("List the countries in which it works.", "Which countries in which it works?"),
        ("List who signed it.", "Who signed it?"),
        ("List his books.", "What are his books?"),
        ("List the 1990 reforms.", "Which 1990 reforms?"),
        ("Name the United States president.", "Who is the United States president?"),
        ("Can you give me the date of the talks?", "What is the date of the talks?"),
        ("Explain in one sentence what the accord is", "What the accord is?"),
        ("Describe the role of the division.", "What is the role of the division?"),
        ("Describe the talks between the ministers.", "What are the talks between the ministers?"),
        ("Could you tell me more about Nurek?", "What is said about Nurek?"),
    ],
)
def test_what_is_to_be_listed_or_described_is_asked_for(message: str, question: str) -> None:
    assert plain_question(message) == question


@pytest.mark.parametrize(
    "message",
    [
        "How many countries did he thank, and which?",
        "How many countries did he thank? List them.",
        "how many countries did he thank and what are they",
        "How many countries did he thank? Please name them all.",
    ],
)
def test_of_how_many_and_which_the_list_is_asked_for(message: str) -> None:
    assert plain_question(message) == "Which countries did he thank?"


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("According to the article, who pays?", "Who pays?"),
        ("Who pays according to this text?", "Who pays?"),
        ("Which ministers are mentioned in the article?", "Which ministers are mentioned?"),
        ("List the ministers that are named in the text.", "Which ministers?"),
        ("Can you list all treaties mentioned in the documents?", "Which treaties?"),
        ("How is the queen described in the text?", "How is the queen described?"),
    ],
)
def test_the_document_is_no_part_of_what_is_asked(message: str, question: str) -> None:
    assert plain_question(message) == question


@pytest.mark.parametrize(
    "message",
    [
        "Who is Russia's defence minister?",
        "In the document that he signed, what is said?",
        "When was the article published?",
        "How many states are in the CIS, and when did they join?",
        "Name of the queen?",
        "State aid to Ukraine",
        "date of the meeting",
        "Who will explain it?",
        "What is in the article?",
        "Which man in the article is the president?",
        "Who was harmed by this article?",
        "How many people were killed, and by what?",
        "Name all of them",
        "What did he list?",
        "Whom did they thank?",
        "identify and describe two of the bases",
        "Tajikistan",
        "list",
        "tell me",
        "?",
        "",
    ],
)
def test_a_question_is_left_as_it_is(message: str) -> None:
    assert plain_question(message) == message


@given(st.text())
def test_whatever_is_typed_something_is_asked(message: str) -> None:
    assert plain_question(message).strip() or not message.strip()


@given(
    st.lists(st.sampled_from("minister base which signed treaty of Nurek and how".split()), min_size=1).map(" ".join),
    st.sampled_from(["Tell me who {}.", "List the {}s.", "According to the article, who {}?", "Describe {}."]),
)
def test_a_question_once_plain_stays_so(words: str, request: str) -> None:
    plain = plain_question(request.format(words))
    assert plain_question(plain) == plain
