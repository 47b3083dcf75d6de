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
    "There aren't any details in the passages.",
    "There was no mention of it in the given text.",
    "There seems to be no answer in these excerpts.",
    "There appears to be nothing about it in the context.",
    "There has been no mention of this in the snippets.",
    "There are not enough details in the passages.",
    "The search results omit the price.",
    "The extracts say nothing of it.",
    "These excerpts are insufficient.",
    "The context is irrelevant to this.",
    "The passages are unrelated.",
    "The supplied documents are unclear.",
    "The retrieved articles merely discuss troops.",
    "The passages are not helpful.",
    "The context is not sufficient.",
    "The passages have no price.",
    "This passage offers no details.",
    "Although the passages discuss troops, none names a price.",
    "Regrettably, the passages do not reveal it.",
    "Therefore, the passages cannot answer this.",
    "It seems that the passages do not tell.",
    "It appears the provided sources never mention it.",
    "I apologize, but the passages do not help.",
    "I'm afraid the passages don't say.",
    "I was not able to find it.",
    "I have no information on this.",
    "I lack the context.",
    "I am unable to answer.",
    "I'm not sure.",
    "I found no price.",
    "I see nothing on that.",
    "The query cannot be answered.",
    "That question goes unanswered.",
    "The question remains unanswered.",
    "Unknown.",
    "Unanswerable",
    "None.",
    "No answer found.",
    "Not mentioned.",
    "Insufficient context",
    "Not enough information is given.",
    "Sufficient context was not there.",
    "It is impossible to tell from the passages.",
    "This is not clear from the given text.",
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


@pytest.mark.parametrize(
    "verb",
    """say mention state specify contain provide include give answer address discuss
    describe explain indicate reveal tell cover offer refer touch report disclose support make have hold help note list
    name identify allow speak talk detail clarify elaborate""".split(),
)
def test_whatever_it_is_that_the_passages_do_not_do(verb: str) -> None:
    assert refuses(f"The passages do not {verb} this.")
    assert refuses(f"Passage 2 doesn’t clearly {verb} that.")


@pytest.mark.parametrize(
    "said",
    """mentioned stated specified provided given found addressed discussed described
    included covered available contained answered disclosed indicated explained present""".split(),
)
def test_whatever_is_not_done_in_the_passages(said: str) -> None:
    assert refuses(f"The price is not {said} in the passages.")
    assert refuses(f"Not {said}.")


@pytest.mark.parametrize(
    "given",
    """provided given supplied available above numbered retrieved following present
    relevant listed""".split(),
)
@pytest.mark.parametrize("theirs", "documents texts articles sources materials data corpus reports results".split())
def test_documents_that_were_given_are_the_passages(given: str, theirs: str) -> None:
    assert refuses(f"The {given} {theirs} do not say.")
    assert not refuses(f"The {theirs} do not say.")


@pytest.mark.parametrize("sentence", SAID_BY_DOCUMENTS_TOO)
def test_what_documents_say_too_may_be_a_refusal(sentence: str) -> None:
    assert may_refuse(sentence)
