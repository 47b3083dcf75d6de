"""A refusal is told from an answer that speaks of not doing."""

import pytest

from answer.write.refusal import may_refuse, refuses

REFUSALS = [
    "NOT FOUND",
    "**NOT FOUND**",
    "Not found.",
    "The passages do not say what price was agreed.",
    "The passages don't mention a price.",
    "None of the passages mention a price.",
    "The provided context doesn't mention any price.",
    "Sorry, the provided context doesn't mention a price.",
    "I could not find any information about the price in the passages.",
    "I couldn't find an answer to your question.",
    "I'm sorry, but I cannot answer this question based on the passages.",
    "There is no information about the price in the provided passages.",
    "There is no mention of a price in the text.",
    "Unfortunately, the documents do not contain that information.",
    "Based on the passages provided, it is not possible to determine the price.",
    "The price is not mentioned in the passages.",
    "The text does not specify when it was signed.",
    "No information about China is given in the passages.",
    "The given excerpts are silent on this.",
    "This question cannot be answered from the passages.",
    "I don't know.",
    "I do not have enough information to answer that.",
    "Passage 1 does not state the price.",
    "It is unclear from the passages who signed it.",
    "The passages provide no details on the price.",
    "Insufficient information.",
    "N/A",
    "However, they do not mention a price.",
    "While the passages discuss Ukraine's support, they do not mention a price.",
    "The answer is not in the passages.",
    "The answer to this question is not provided in the passages.",
    "Your question is not answered by the documents.",
    "Nothing in the passages answers this.",
    "I was unable to find that in the sources.",
    "As an AI language model, I cannot tell.",
    "Neither passage mentions China.",
    "The available sources say nothing about a price.",
    "There isn't enough information in the passages to answer.",
    "The article does not discuss the weather.",
    "No relevant information.",
    "The passages only discuss military cooperation and not prices.",
    "The information provided does not include a price.",
    "The context lacks any mention of a price.",
    "There is no answer to this in the passages.",
    "The passages fail to mention the price.",
]
ANSWERS = [
    "Ukraine did not mention a price.",
    "Ukraine offered enlarged support for bilateral military cooperation.",
    "Tajikistan does not want Russian border guards.",
    "The agreement does not specify a date for the withdrawal.",
    "The accord contains no clause on prices.",
    "Moscow could not find a replacement for the guards.",
    "No agreement was signed in Moscow.",
    "He said that he did not know.",
    "The treaty was not signed by Belarus.",
    "The ministers did not discuss the base.",
    "Russia cannot leave Tajikistan.",
    "Neither Ukraine nor Kazakhstan sent troops.",
    "The document was signed on June 27.",
    "The information was passed to the ministry in 2005.",
    "The text of the treaty was published by the ministry.",
    "Passage through the strait is free.",
    "The source of the river lies in Afghanistan.",
    "“I do not know,” said Ivanov.",
    "The Queen was unable to attend.",
    "The contract provides no guarantee.",
    "Without the accord, the base cannot stay.",
    "Sorry remains of the old base stand near Kulob.",
    "The results were not published until May.",
    "In the article, Ivanov is quoted as opposing it.",
    "Data from the ministry show no decline.",
]
SAID_BY_DOCUMENTS_TOO = [
    "There are no Russian border guards left in Tajikistan.",
    "Nothing was decided in Dushanbe.",
    "It was not possible to reach Dushanbe by train.",
    "There is no information on casualties, the ministry said.",
    "They did not mention the base.",
]


@pytest.mark.parametrize("sentence", REFUSALS)
def test_a_refusal_in_any_words(sentence: str) -> None:
    assert may_refuse(sentence)


@pytest.mark.parametrize("sentence", [*ANSWERS, *SAID_BY_DOCUMENTS_TOO])
def test_what_a_document_may_say_is_never_surely_a_refusal(sentence: str) -> None:
    assert not refuses(sentence)


@pytest.mark.parametrize("sentence", ANSWERS)
def test_a_true_answer_is_no_refusal(sentence: str) -> None:
    assert not may_refuse(sentence)
