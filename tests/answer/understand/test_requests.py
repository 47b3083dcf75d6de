"""Requests are told from questions by how near they come to a few examples."""

import pytest

from answer.understand.intent import OVERVIEWS, Kind, Request, Requests
from index.embed import OnnxEmbedding


@pytest.fixture(scope="module")
def requests(embedder: OnnxEmbedding) -> Requests:
    return Requests(embedder.embed_query)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("what documents do you have", "documents"),
        ("show me a list of all documents", "documents"),
        ("How many files have you read?", "documents"),
        ("show me the full article", "whole"),
        ("I want to read the complete document", "whole"),
        ("full text please", "whole"),
        ("can you translate that", "translate"),
        ("translate this article into Russian", "translate"),
        ("what do you think about this?", "opinion"),
        ("do you believe the author", "opinion"),
        ("would you agree?", "opinion"),
    ],
)
def test_a_request_is_known_in_words_that_are_no_example(requests: Requests, message: str, kind: Kind) -> None:
    found = requests.request(message)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("How many documents mention Tajikistan?", ("Tajikistan",)),
        ("Which of the documents say something about pensions?", ("pensions",)),
        ("How many documents mention water rights?", ("water", "rights")),
    ],
)
def test_what_is_to_be_counted_is_known(requests: Requests, message: str, subject: tuple[str, ...]) -> None:
    assert requests.request(message) == Request("mentions", subject)


@pytest.mark.parametrize(
    "message",
    [
        "Who wrote the article?",
        "When was the report made?",
        "How many documents did the ministers sign?",
        "What does the author think of the treaty?",
        "Where is the original treaty kept?",
        "What does this French sentence translate to?",
        "Which documents must a tenant bring?",
        "Does Russia agree with Ukraine?",
        "How does the article end?",
        "",
        "?",
    ],
)
def test_what_a_document_may_say_is_a_question(requests: Requests, message: str) -> None:
    assert requests.request(message) is None


def is_overview(requests: Requests, message: str) -> bool:
    """Whether it is a wish for an overview that names nothing, as the assistant asks."""
    found = requests.request(message)
    return found is not None and found.kind in OVERVIEWS and not found.subject


@pytest.mark.parametrize(
    "message",
    [
        "What is this article about?",
        "Summarise it",
        "tldr? whats the text about",
        "give me the gist",
        "main takeaways?",
        "what's it about",
        "Can you sum this up in three sentences?",
        "What are the key points?",
        "What does it talk about?",
        "What does the article deal with?",
    ],
)
def test_a_wish_for_an_overview_as_people_type_it(requests: Requests, message: str) -> None:
    assert is_overview(requests, message)


@pytest.mark.parametrize(
    "message",
    [
        "Summarize the talks with Ivanov",
        "What are the talks about?",
        "What is the 201st MRD about?",
        "What is the main threat?",
        "What does the article say about Iran?",
        "What is Nurek?",
        "Что предложила Украина?",
        "What are you saying about Ukraine?",
        "How do I use the base?",
        "What can you do about Russia's base?",
    ],
)
def test_what_asks_for_something_in_particular_is_a_question(requests: Requests, message: str) -> None:
    assert not is_overview(requests, message)


@pytest.mark.parametrize(
    "wish",
    """summary / summarise / summarize / summarizing / summarising / summaries / sum it up / sum up
    / tldr / tl;dr / recap / the gist / an overview / an outline / the abstract / a synopsis / in a nutshell
    / takeaways / take-aways / a takeaway / highlights / main topics / key subject / central theme / core message
    / principal points / most important ideas / overall argument / major claims / main thesis / main findings
    / key conclusions / main article points / topic of the text / themes of this paper / thesis of the article
    / what is it about / what are these documents about / what’s this about / what's that about / what it is about
    / what is the text mainly about / what is it mostly about / what are the articles all about / what does it deal with
    / text dealing with what / what does it talk about / say in short / say it in brief, what it says in brief
    / what is your text about""".replace("\n", " ").split("/"),
)
def test_a_wish_for_an_overview_in_many_wordings(requests: Requests, wish: str) -> None:
    assert is_overview(requests, wish.strip())


@pytest.mark.parametrize(
    "wish",
    """summary of the article / summary of these documents / summarise the text / summarise this paper in two sentences
    / summarise the files / a summary of the corpus please / sum up the story in a few lines / summary of this page
    / give me a brief summary / write a short summary / I need a quick summary / pls summarise quickly
    / summary in five bullet points / summary in plain english / summarise it in simple terms
    / provide a summary of this piece / describe the contents / kindly give me an overview / let me have the key points
    / the whole thing in one paragraph, please summarise / summarise the report in general terms
    """.replace("\n", " ").split("/"),
)
def test_a_wish_may_say_of_what_and_how_long(requests: Requests, wish: str) -> None:
    assert is_overview(requests, wish.strip())


@pytest.mark.parametrize(
    "thing", ["the talks", "these deals", "those talks", "this deal", "that talk", "a deal", "an talk"]
)
def test_talks_and_deals_are_something_in_particular(requests: Requests, thing: str) -> None:
    assert not is_overview(requests, f"give a summary of {thing}")


@pytest.mark.parametrize(
    ("message", "kind", "subject"),
    [
        ("Summarise the pump FAQ", "overview", ("pump", "FAQ")),
        ("What is the pump FAQ about?", "overview", ("pump", "FAQ")),
        ("tl;dr of the pump FAQ", "gist", ("pump", "FAQ")),
        ("What are these documents about?", "corpus", ()),
        ("Summarise all the documents", "corpus", ()),
        ("main argument?", "gist", ()),
    ],
)
def test_of_what_an_overview_is_wanted(requests: Requests, message: str, kind: Kind, subject: tuple[str, ...]) -> None:
    assert requests.request(message) == Request(kind, subject)
