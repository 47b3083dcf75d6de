"""A quote brings what it needs to be understood, and is shown as a person would write it down."""

from collections.abc import Sequence

import pytest

from answer.read.complete import LONGEST_LIST, LONGEST_ROW, MOST_ITEMS, completed, leans
from answer.read.quote import Quote, quote_of
from index.documents.document import Document
from index.documents.draft import Draft
from made_documents import drafted, plain, quoted, unit_with, whole


@pytest.mark.parametrize(
    "sentence",
    [
        "They also agreed to more.",
        "Moreover, he intimated that.",
        "Although it is taking steps, x.",
        "This measure fails.",
    ],
)
def test_what_leans_on_the_sentence_before(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "“It was the only one.”",
        "But she came.",
        "The latter left.",
        "(It rained.)",
        "When he came, it rained.",
        "yet both stayed",
        "It is red.",
        "That was he.",
    ],
)
def test_an_opening_quotation_mark_a_but_or_a_when_changes_nothing_about_that(sentence: str) -> None:
    assert leans(sentence)


@pytest.mark.parametrize(
    "opening",
    """But And Yet Also Thus Moreover However Similarly Equally Furthermore Nevertheless Therefore Instead Then
    Still""".split(),
)
def test_he_behind_a_word_that_joins_points_back_too(opening: str) -> None:
    assert leans(f"{opening}, he left.")
    assert not leans(f"{opening}, Bell left.")


@pytest.mark.parametrize("sentence", ["It is clear that he left.", "It was not by chance.", "It is necessary to go."])
def test_it_is_clear_that_points_at_nothing(sentence: str) -> None:
    assert not leans(sentence)


@pytest.mark.parametrize(
    "sentence", ["Ivanov came.", "“It was not by chance that…", "Thus the forces stay.", "Theirs."]
)
def test_what_stands_alone(sentence: str) -> None:
    assert not leans(sentence)


@pytest.fixture
def draft() -> Draft:
    return Draft()


def found(document: Document, words: str, emphasis: str = "", as_list: bool = False) -> Quote:
    """The unit that holds these words, completed; `emphasis`: the words of it that answer."""
    quote = quote_of(unit_with(document, words), whole(document))
    at = quote.form.text.find(emphasis)
    spans = ((at, at + len(emphasis)),) if emphasis else ()
    return completed(document, quote_of(quote.unit, quote.passage, spans), as_list)


def emphasised(quote: Quote) -> list[str]:
    return [quote.form.text[a:b] for a, b in quote.emphasis]


# The sentence before


def test_a_leaning_sentence_begins_where_it_can_be_understood() -> None:
    document = plain(
        "Bell met Cole in May.\n\nShe came late that day. They talked\n for long. They also agreed on a date."
    )

    quote = found(document, "They also", "a date")

    assert quote.form.text == "She came late that day. They talked for long. They also agreed on a date."
    assert quoted(document, quote) == "She came late that day. They talked\n for long. They also agreed on a date."
    assert emphasised(quote) == ["a date"]


def test_at_most_two_sentences_lead_to_a_leaning_one() -> None:
    document = plain(
        "Bell met Cole in May. She came late that day. They talked for long. They ate a lot. They left early."
    )

    assert found(document, "They left").form.text == "They talked for long. They ate a lot. They left early."


def test_a_sentence_that_stands_alone_brings_no_lead() -> None:
    assert found(plain("Bell met Cole in May. Rain fell all day."), "Rain").form.text == "Rain fell all day."


def test_a_lead_is_not_taken_from_another_paragraph() -> None:
    assert found(plain("They left early."), "They left").form.text == "They left early."
    assert found(plain("They met in May.\n\nThey left early."), "They left").form.text == "They left early."


def test_a_lead_comes_from_deep_within_a_long_paragraph() -> None:
    document = plain("Rain fell all day. " * 400 + "Bell met Cole in May. They left early.")

    assert found(document, "They left").form.text == "Bell met Cole in May. They left early."


def test_who_speaks_is_said_once_before_the_lead(draft: Draft) -> None:
    with draft.block("turn"):
        draft.leaf("speaker", "Ben")
        draft.write(": ")
        draft.leaf("paragraph", "I met Cole in May. He left early.")
    document = drafted(draft)

    quote = found(document, "He left", "early")

    assert quote.form.text == "Ben: I met Cole in May. He left early."
    assert quoted(document, quote) == "I met Cole in May. He left early."
    assert [document.text[slice(*span)] for span in quote.context] == ["Ben"]
    assert emphasised(quote) == ["early"]


# Lists


def listed(draft: Draft, *items: str, marker: str = "- ", level: int = 0) -> None:
    with draft.block("list", level):
        for number, text in enumerate(items, 3):
            with draft.block("item"):
                draft.leaf("markup", marker.format(number))
                draft.write(" ")
                draft.leaf("paragraph", text)
            draft.gap(1)
    draft.gap()


def kit(draft: Draft, *items: str, introduction: str = "The kit holds:", marker: str = "-", level: int = 0) -> Document:
    """A list with the sentence that introduces it, and a paragraph behind."""
    draft.leaf("paragraph", introduction)
    draft.gap()
    listed(draft, *items, marker=marker, level=level)
    draft.leaf("paragraph", "It weighs next to nothing.")
    return drafted(draft)


def test_what_announces_a_list_brings_it_line_by_line_and_no_more(draft: Draft) -> None:
    document = kit(draft, "a lamp", "two ropes")

    quote = found(document, "The kit holds:")

    assert quote.form.text == "The kit holds:\n- a lamp\n- two ropes"
    assert quoted(document, quote) == "The kit holds:\n\n- a lamp\n- two ropes"
    assert emphasised(quote) == ["a lamp", "two ropes"]


def test_a_heading_brings_the_list_under_it(draft: Draft) -> None:
    draft.leaf("heading", "What the kit holds", 1)
    draft.gap()
    listed(draft, "a lamp", "two ropes")

    assert found(drafted(draft), "What the kit").form.text == "What the kit holds\n- a lamp\n- two ropes"


def test_without_a_colon_no_list_is_brought(draft: Draft) -> None:
    document = kit(draft, "a lamp", introduction="The kit is complete.")

    assert found(document, "The kit is").form.text == "The kit is complete."


def test_a_colon_without_a_list_brings_none_from_farther_off(draft: Draft) -> None:
    draft.leaf("paragraph", "The kit holds:")
    draft.gap()
    draft.leaf("paragraph", "Nothing at all.")
    draft.gap()
    listed(draft, "a lamp")

    assert "a lamp" not in found(drafted(draft), "The kit holds:").form.text


@pytest.mark.parametrize(("marker", "first"), [("{}.", "3."), ("({})", "(3)"), ("0{} -", "03 -")])
def test_an_item_has_the_number_that_the_document_gives_it(draft: Draft, marker: str, first: str) -> None:
    document = kit(draft, "a lamp", "two ropes", marker=marker, level=1)

    quote = found(document, "The kit holds:")

    assert quote.form.text == f"The kit holds:\n{first} a lamp\n{first.replace('3', '4')} two ropes"
    assert emphasised(quote) == ["a lamp", "two ropes"]


def test_of_a_long_list_a_dozen_items_are_brought(draft: Draft) -> None:
    document = kit(draft, *(f"thing {n}" for n in range(1, MOST_ITEMS + 4)))

    quote = found(document, "The kit holds:")

    assert emphasised(quote) == [f"thing {n}" for n in range(1, MOST_ITEMS + 1)]
    assert quoted(document, quote).endswith(f"thing {MOST_ITEMS}")


def test_an_item_alone_is_shown_with_its_introduction(draft: Draft) -> None:
    quote = found(kit(draft, "a lamp", "two ropes"), "two ropes", "two")

    assert quote.form.text == "The kit holds: two ropes"
    assert emphasised(quote) == ["two"]


def test_who_asks_for_the_list_gets_all_of_it_from_any_of_its_items(draft: Draft) -> None:
    document = kit(draft, "a lamp", "two ropes")

    quotes = [found(document, words, as_list=True) for words in ("a lamp", "two ropes")]

    assert {quote.form.text for quote in quotes} == {"The kit holds:\n- a lamp\n- two ropes"}
    assert {quoted(document, quote) for quote in quotes} == {"- a lamp\n- two ropes"}
    assert [document.text[slice(*span)] for span in quotes[0].context] == ["The kit holds:"]


def test_a_list_that_nothing_introduces_begins_with_its_first_item(draft: Draft) -> None:
    listed(draft, "a lamp", "two ropes")

    assert found(drafted(draft), "a lamp", as_list=True).form.text == "- a lamp\n- two ropes"


def test_of_a_list_that_is_too_long_to_show_the_item_is_shown(draft: Draft) -> None:
    document = kit(draft, "a lamp", "two ropes" * (LONGEST_LIST // 9))

    assert found(document, "a lamp", as_list=True).form.text == "The kit holds: a lamp"


def nested(draft: Draft) -> Document:
    draft.leaf("paragraph", "The kit holds:")
    draft.gap()
    with draft.block("list"):
        with draft.block("item"):
            draft.write("- ")
            draft.leaf("paragraph", "Two ropes:")
            draft.gap(1)
            listed(draft, "a long one", "a short one")
        draft.gap(1)
        with draft.block("item"):
            draft.write("- ")
            draft.leaf("paragraph", "a lamp")
    return drafted(draft)


def test_an_item_that_announces_a_nested_list_brings_that(draft: Draft) -> None:
    quote = found(nested(draft), "Two ropes:")

    assert quote.form.text == "The kit holds: Two ropes:\n- a long one\n- a short one"


def test_what_is_nested_in_an_item_stands_in_its_line(draft: Draft) -> None:
    quote = found(nested(draft), "The kit holds:")

    assert quote.form.text == "The kit holds:\n- Two ropes: a long one a short one\n- a lamp"


def test_who_asks_for_a_nested_list_gets_that_under_its_item(draft: Draft) -> None:
    quote = found(nested(draft), "a short one", as_list=True)

    assert quote.form.text == "The kit holds: Two ropes:\n- a long one\n- a short one"


def test_an_item_of_mere_markup_is_left_out(draft: Draft) -> None:
    draft.leaf("paragraph", "The kit holds:")
    draft.gap()
    with draft.block("list"):
        for text in ("a lamp", "***"):
            with draft.block("item"):
                draft.write("- ")
                draft.leaf("markup" if text == "***" else "paragraph", text)
            draft.gap(1)

    quote = found(drafted(draft), "The kit holds:")

    assert (quote.form.text, emphasised(quote)) == ("The kit holds:\n- a lamp", ["a lamp"])


def test_no_item_says_its_own_question_twice(draft: Draft) -> None:
    draft.leaf("paragraph", "Often asked:")
    draft.gap()
    with draft.block("list"), draft.block("item"):
        draft.write("- ")
        with draft.block("exchange"):
            draft.leaf("question", "Do bees sting?")
            draft.gap(1)
            draft.leaf("paragraph", "They do, all of them.")

    quote = found(drafted(draft), "They do", as_list=True)

    assert quote.form.text == "Often asked:\n- Do bees sting? They do, all of them."


# Rows


def priced(draft: Draft, *cells: str, head: Sequence[str] = ("Fruit", "Price", "Stock")) -> Document:
    """A table of one row."""
    with draft.block("table"):
        for kind, texts in (("head", head), ("row", cells)):
            with draft.block("head" if kind == "head" else "row"):
                for column, text in enumerate(texts):
                    if text:
                        draft.leaf("cell", text, column)
                    draft.write(" | ")
            draft.gap(1)
    return drafted(draft)


MUCH = "kept in the cellar of the house that Anna built " * (LONGEST_ROW // 40)


def test_a_short_row_is_shown_whole(draft: Draft) -> None:
    quote = found(priced(draft, "Pear", "5 euros", "3"), "Pear", "5 euros")

    assert quote.form.text == "Pear — Price: 5 euros; Stock: 3"
    assert emphasised(quote) == ["5 euros"]


def test_of_a_long_row_the_cell_that_answers_is_shown_with_what_it_is_of(draft: Draft) -> None:
    document = priced(draft, "Pear", "5 euros a kilo", MUCH)

    quote = found(document, "Pear", "5 euros")

    assert quote.form.text == "Price: 5 euros a kilo (Pear)"
    assert emphasised(quote) == ["5 euros"]
    assert quoted(document, quote).startswith("Pear | 5 euros a kilo | kept")
    assert [document.text[slice(*span)] for span in quote.context] == ["Price"]


def test_a_cell_is_found_though_what_answers_begins_in_its_head_or_goes_on_behind_it(draft: Draft) -> None:
    document = priced(draft, "Pear", "5 euros a kilo", MUCH)

    assert found(document, "Pear", "Price: 5 euros a kilo; Stock").form.text == "Price: 5 euros a kilo (Pear)"


def test_where_the_first_cell_answers_the_row_is_shown(draft: Draft) -> None:
    quote = found(priced(draft, "Pear", "5 euros", MUCH), "Pear", "Pear")

    assert quote.form.text.startswith("Pear — Price: 5 euros; Stock: kept")
    assert emphasised(quote) == ["Pear"]


def test_where_nothing_in_particular_answers_the_row_is_shown(draft: Draft) -> None:
    assert found(priced(draft, "Pear", "5 euros", MUCH), "Pear").form.text.startswith("Pear — Price: 5 euros")


def test_a_cell_without_a_head_is_shown_without_one(draft: Draft) -> None:
    document = priced(draft, "Pear", "5 euros", MUCH, head=("Fruit", "", "Stock"))

    assert found(document, "Pear", "5 euros").form.text == "5 euros (Pear)"


def test_a_cell_of_a_row_that_was_cut_is_quoted_whole(draft: Draft) -> None:
    document = priced(draft, "Pear", "bees and flies " * 100, "3")

    quote = found(document, "flies", "flies")

    assert quote.form.text.startswith("Price: bees and flies bees")
    assert all(quote.start <= a and b <= quote.end for a, b in quote.form.spans() if a > document.text.index("Pear"))


# Headings


def test_a_heading_brings_the_first_sentence_under_it(draft: Draft) -> None:
    draft.leaf("heading", "Termination", 1)
    draft.gap()
    draft.leaf("furniture", "Page 12")
    draft.gap()
    draft.leaf("paragraph", "Either party may leave. It must say so.")
    document = drafted(draft)

    quote = found(document, "Termination", "Termination")

    assert quote.form.text == "Termination Either party may leave."
    assert quoted(document, quote) == "Termination\n\nPage 12\n\nEither party may leave."
    assert emphasised(quote) == ["Termination"]


def test_a_heading_over_a_table_or_over_nothing_stands_alone(draft: Draft) -> None:
    draft.leaf("heading", "Prices", 1)
    draft.gap()
    document = priced(draft, "Pear", "5 euros", "3")

    assert found(document, "Prices").form.text == "Prices"
    assert found(plain("Termination"), "Termination").form.text == "Termination"


def test_the_first_sentence_of_a_speech_under_a_heading_is_left_to_its_speaker(draft: Draft) -> None:
    draft.leaf("heading", "Opening", 1)
    draft.gap()
    with draft.block("turn"):
        draft.leaf("speaker", "Ben")
        draft.write(": ")
        draft.leaf("paragraph", "I met Cole in May.")

    assert found(drafted(draft), "Opening").form.text == "Opening"


def test_a_paragraph_of_markup_under_a_heading_brings_nothing(draft: Draft) -> None:
    draft.leaf("heading", "Opening", 1)
    draft.gap()
    with draft.block("paragraph"):
        draft.leaf("markup", "***")

    assert found(drafted(draft), "Opening").form.text == "Opening"
