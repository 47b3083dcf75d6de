"""Requests are told from questions by how near they come to a few examples."""

import pytest

from answer.understand.intent import Kind, Request, Requests
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
