"""A document becomes a set that is valid as it stands."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eval.draft.document import draft
from eval.lines import Line, parse_line
from eval.matching import contains
from index.documents import Document
from settings import ROOT

ARTICLE = ROOT / "corpus" / "eurasia-daily-monitor-2-128.txt"
TEXT = """Publication: Harbour News Volume: 3 Issue: 9

The harbour of Port Ellis was founded in 1841. In 1867, the town council bought the old lighthouse.
Mayor Helen Strand opened the wall in Port Ellis on June 1, 1909. Strand said that it would last a hundred years.

The Norling Company built a shipyard in Westhaven in 1922. The museum received 80,000 visitors in 2019.
The council ordered 300 buses from Lisbon. The bridge was built. The bridge was built.
"""
SENTENCES = [s for s in TEXT.replace("\n", " ").split(". ") if s.strip()]


def document(text: str) -> Document:
    return Document("harbour.txt", "Harbour", text, "harbour.txt", {})


def problems(lines: list[Line], text: str) -> list[str]:
    """What `python -m eval check` would say, and whether the quote holds the answer."""
    found = [problem for line in lines for problem in parse_line(line.model_dump_json())[1]]
    for line in lines:
        for quote in line.evidence:
            found += [f"{line.id}: stands {text.count(quote.quote)} times"] * (text.count(quote.quote) != 1)
            found += [f"{line.id}: lacks the answer"] * (not contains(quote.quote, line.accepted[0][0]))
    return found


def test_every_kind_of_question_is_drafted() -> None:
    questions = [line.question for line in draft(document(TEXT), 20)]
    assert "In which year was the harbour of Port Ellis founded?" in questions
    assert "Who opened the wall in Port Ellis on June 1, 1909?" in questions
    assert "Where did the Norling Company build a shipyard?" in questions
    assert "How many visitors did the museum receive in 2019?" in questions


def test_the_draft_is_valid_and_its_quotes_hold_the_answers() -> None:
    lines = draft(document(TEXT), 20)
    assert problems(lines, TEXT) == []
    assert len({line.id for line in lines}) == len(lines)


def test_a_few_must_not_be_answered_and_are_marked_for_review() -> None:
    lines = draft(document(TEXT), 20)
    review = [line for line in lines if "review" in line.id]
    assert review == [line for line in lines if not line.answerable]
    assert {line.category for line in review} == {"near_miss", "later_event"}
    assert all("2028" in line.question for line in review if line.category == "later_event")


def test_the_limit_holds_and_leaves_every_kind() -> None:
    lines = [line for line in draft(document(TEXT), 3) if line.answerable]
    assert len(lines) == 3
    assert len({line.question.split()[0] for line in lines}) == 3


def test_a_sentence_that_stands_twice_is_quoted_with_what_is_before_it() -> None:
    text = "Bell came home.\nNorway ordered 300 buses.\n\nNobody knew why.\nNorway ordered 300 buses."
    assert problems(draft(document(text), 9), text) == []


def test_the_header_is_not_asked_about() -> None:
    assert not [line for line in draft(document(TEXT), 20) for q in line.evidence if "Publication" in q.quote]


def test_the_same_document_gives_the_same_draft() -> None:
    assert draft(document(TEXT), 20) == draft(document(TEXT), 20)


def test_a_document_of_no_sentences_gives_none() -> None:
    assert draft(document("# A list\n\n- one\n- two\n"), 20) == []


def test_the_article_gives_a_valid_draft() -> None:
    article = ARTICLE.read_text(encoding="utf-8")
    lines = draft(Document("article.txt", "Article", article, "article.txt", {}), 20)
    assert problems(lines, article) == []
    assert "When will the 201st MRD acquire official recognition as a base?" in [line.question for line in lines]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*SENTENCES, "He left", "“No,” said Strand", "- item"]), max_size=9), st.integers(1, 9))
def test_whatever_the_sentences_the_draft_is_valid(sentences: list[str], limit: int) -> None:
    text = ". ".join(sentences) + "."
    assert problems(draft(document(text), limit), text) == []
