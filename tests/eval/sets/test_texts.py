"""Words found and replaced: what is edited is edited, and the rest of the text is kept to the letter."""

from hypothesis import given
from hypothesis import strategies as st

from eval.sets.matching import contains
from eval.sets.texts import EditedText, places_of, replace_at, replaced, sentences_on, without

WORDS = st.sampled_from(["June 24", "Ivanov", "Ivanov’s", "201st", "2005", "the", "base", "“Yes”", "\n\n", "1,500"])
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
PHRASES = st.sampled_from(["June 24", "Ivanov", "201st", "201", "500", "2005", "the base", '"Yes"'])


@given(TEXTS, PHRASES)
def test_a_phrase_has_a_place_just_where_the_text_contains_it(text: str, phrase: str) -> None:
    assert bool(places_of(phrase, text)) == contains(text, phrase)


@given(TEXTS, PHRASES, st.sampled_from(["May 3", "Orlov", "977th"]))
def test_a_replacement_keeps_the_rest_of_the_text(text: str, old: str, new: str) -> None:
    edited = replaced(text, [(old, new)])

    assert not contains(edited.text, old)
    assert all(edited.text[slice(*after)] == new for _, after in edited.moves)
    back = replace_at(edited.text, {after: text[slice(*before)] for before, after in edited.moves})
    assert back.text == text


def test_the_longest_of_several_phrases_is_replaced_first() -> None:
    text = "Sergei Ivanov came. Ivanov’s talks went well."

    edited = replaced(text, [("Ivanov", "Orlov"), ("Sergei Ivanov", "Pavel Orlov")])

    assert edited.text == "Pavel Orlov came. Orlov’s talks went well."


def test_a_capital_that_only_opens_a_sentence_is_kept() -> None:
    assert replaced("Double the number, or double it again.", [("double", "triple")]).text == (
        "Triple the number, or triple it again."
    )


def test_an_acronym_is_no_pronoun() -> None:
    assert replaced("The US told us.", [("US", "EU")]).text == "The EU told us."


def test_a_text_without_the_phrase_is_left_as_it_is() -> None:
    assert replaced("In 2005.", [("5", "6")]) == EditedText("In 2005.", ())


def test_whole_sentences_go_and_an_empty_paragraph_with_them() -> None:
    text = "One stays. Two goes. Three stays.\n\nFour goes.\n\nFive stays."
    spans = [(text.index(words), text.index(words) + 3) for words in ("Two", "goes.\n\nFive")]

    gone = sentences_on(text, spans)

    assert [text[a:b] for a, b in gone] == ["Two goes.", "Four goes."]
    assert without(text, gone) == "One stays. Three stays.\n\nFive stays."


def test_nothing_may_be_left() -> None:
    assert without("All goes.", [(0, 9)]) == ""
