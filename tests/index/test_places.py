"""Where something stands, as people say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn_documents import documents
from index.documents.document import Block, Document, Page
from index.documents.draft import Draft
from index.places import LONGEST, place_of
from made_documents import drafted, plain


@pytest.fixture
def draft() -> Draft:
    return Draft()


def heading(draft: Draft, text: str, level: int = 1) -> None:
    draft.leaf("heading", text, level)
    draft.gap()


def paragraph(draft: Draft, text: str) -> None:
    draft.leaf("paragraph", text)
    draft.gap()


def place(document: Document, words: str) -> str:
    """Where these words stand."""
    return place_of(document, document.text.index(words))


def test_where_there_is_nothing_better_the_paragraph_is_counted() -> None:
    document = plain("Volume: 2\n\nBees fly far.\n\nFlies buzz. They never stop.")

    assert place(document, "Bees") == "paragraph 1 of 2"
    assert place(document, "They never") == "paragraph 2 of 2"


def test_what_stands_before_all_paragraphs_is_said_to_stand_in_the_first(draft: Draft) -> None:
    draft.leaf("furniture", "Page 12")
    draft.gap()
    paragraph(draft, "Bees fly far.")

    assert place(drafted(draft), "Page") == "paragraph 1 of 1"
    assert place_of(plain(""), 0) == "paragraph 1 of 1"


def test_blocks_that_say_nothing_are_not_counted(draft: Draft) -> None:
    paragraph(draft, "Bees fly far.")
    draft.leaf("furniture", "Page 12")
    draft.gap()
    paragraph(draft, "Flies buzz.")

    assert place(drafted(draft), "Flies") == "paragraph 2 of 2"


def test_a_heading_says_more_than_a_number(draft: Draft) -> None:
    heading(draft, "§ 4 Termination")
    paragraph(draft, "Either party may leave.")

    assert place(drafted(draft), "Either") == "§ 4 Termination"


def test_a_heading_stands_under_itself(draft: Draft) -> None:
    heading(draft, "§ 4 Termination")

    assert place(drafted(draft), "§ 4") == "§ 4 Termination"


def test_the_two_innermost_headings_are_named(draft: Draft) -> None:
    for level, text in enumerate(["Contract", "Part B", "§ 4 Termination"], 1):
        heading(draft, text, level)
    paragraph(draft, "Either party may leave.")
    heading(draft, "Part C", 2)
    paragraph(draft, "Each pays its share.")
    document = drafted(draft)

    assert place(document, "Either") == "Part B › § 4 Termination"
    assert place(document, "Each") == "Contract › Part C"


def test_the_document_s_own_title_is_not_named(draft: Draft) -> None:
    heading(draft, "CONTRACT")
    paragraph(draft, "Both agree.")
    heading(draft, "Part B", 2)
    paragraph(draft, "Either party may leave.")
    document = drafted(draft, title="Contract")

    assert place(document, "Both") == "paragraph 2 of 4"
    assert place(document, "Either") == "Part B"


def test_a_heading_is_read_without_its_markup(draft: Draft) -> None:
    with draft.block("heading", 1):
        draft.leaf("markup", "#")
        draft.write(" Bees\n fly")
    draft.gap()
    paragraph(draft, "They sting.")

    assert place(drafted(draft), "They") == "Bees fly"


def test_a_long_heading_is_cut_between_words(draft: Draft) -> None:
    heading(draft, "Bees and flies " * 5)
    paragraph(draft, "They sting.")

    name = place(drafted(draft), "They")

    assert name == "Bees and flies Bees and flies Bees and flies Bees and flies…"
    assert len(name) <= LONGEST + 1


def test_the_page_comes_first(draft: Draft) -> None:
    heading(draft, "Bees")
    paragraph(draft, "They sting people.")
    paragraph(draft, "They make honey.")
    content = draft.content()
    edge = content.text.index("They make")
    pages = (Page(0, edge, "page xii"), Page(edge, len(content.text), "page 1"))
    document = Document("a.pdf", "A", content.text, "a.pdf", {}, content.blocks, pages)

    assert place(document, "They sting") == "page xii, Bees"
    assert place(document, "They make") == "page 1, Bees"


def test_a_page_alone_is_enough() -> None:
    document = Document("a.pdf", "A", "Bees fly.", "", {}, (Block("paragraph", 0, 9),), (Page(0, 9, "slide 3"),))

    assert place(document, "Bees") == "slide 3"
    assert place_of(document, 9) == "paragraph 1 of 1"


def test_a_turn_is_named_by_its_speaker(draft: Draft) -> None:
    for speaker, text in (("Anna", "I saw a bee."), ("Ben", "It stung me.")):
        with draft.block("turn"):
            draft.leaf("speaker", speaker)
            draft.write(": ")
            draft.leaf("paragraph", text)
        draft.gap()

    assert place(drafted(draft), "It stung") == "Ben"


def test_a_message_is_named_by_its_sender_and_its_date(draft: Draft) -> None:
    heading(draft, "Bees")
    with draft.block("message"):
        draft.leaf("sender", "Anna Bell")
        draft.gap(1)
        draft.leaf("date", "3 May")
        draft.gap()
        draft.leaf("paragraph", "The bees are back.")

    assert place(drafted(draft), "back") == "Bees, Anna Bell, 3 May"


def test_a_row_is_named_by_its_number_where_it_has_one(draft: Draft) -> None:
    with draft.block("table"):
        for number, text in ((14, "Pear"), (0, "Plum")):
            with draft.block("row", number):
                draft.leaf("cell", text, 0)
            draft.gap(1)
    document = drafted(draft)

    assert place(document, "Pear") == "row 14"
    assert place(document, "Plum") == "paragraph 1 of 1"


@given(documents(), st.data())
def test_every_character_stands_somewhere(document: Document, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(document.text)))

    found = place_of(document, offset)

    assert found.strip() == found != ""
    assert "\n" not in found
