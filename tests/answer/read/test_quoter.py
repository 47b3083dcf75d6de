"""Without a language model: what the reader picked, in the documents' own words."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from answer.answer import Citation, Statement
from answer.read.quote import Quote
from answer.read.quoter import BY_LIKENESS, NOT_FOUND, NOTHING_THERE, UNSURE, Quoter, brief_of
from answer.read.reading import Reading
from answer.read.verdict import Decided
from index.passages import Hit
from index.store import Store
from made_documents import stretch

Cited = Callable[..., Citation]
OFFER = "Ukraine offered enlarged support for bilateral military cooperation."
BENEFIT = "Rakhmonov benefits from the expansion of Tajikistan’s sources of security assistance"


@pytest.fixture
def quote(store: Store) -> Callable[[str], Quote]:
    """quote("words") → these words of the article, as a reader would point at them."""
    [document_id] = store.manifest.documents
    passages = store.passages(store.passage_ids(document_id))

    def find(words: str) -> Quote:
        passage = next(p for p in passages if words in p.text)
        return stretch(store.document(document_id), words, passage)

    return find


Find = Callable[[str], Quote]


def reading(*quotes: Quote, answers: bool = True, doubt: bool = False, nearest: tuple[Quote, ...] = ()) -> Reading:
    hits = tuple(Hit(q.passage, 1.0, 1, 1) for q in (*quotes, *nearest))
    return Reading(quotes, 0.7, answers, doubt, nearest=nearest, hits=hits)


def told(statement: Statement) -> None:
    """Nobody listens."""


def test_what_answers_is_quoted_and_told_as_it_comes(store: Store, quote: Find) -> None:
    heard: list[Statement] = []

    reply = Quoter(store).reply(reading(quote(OFFER), quote(BENEFIT)), heard.append)

    assert [s.text for s in reply.statements] == [OFFER, BENEFIT]
    assert heard == reply.statements
    assert [c.number for s in reply.statements for c in s.citations] == [1, 2]
    assert (reply.mode, reply.confidence, reply.doubt, reply.note, reply.nearest) == ("quotes", 0.7, False, "", ())


def test_what_was_said_before_is_not_said_again(store: Store, quote: Find) -> None:
    quoter = Quoter(store)
    said = quoter.reply(reading(quote(OFFER)), told).statements

    again = quoter.reply(reading(quote(OFFER), quote(BENEFIT)), told, said)

    assert [s.text for s in again.statements] == [BENEFIT]
    assert [c.number for s in again.statements for c in s.citations] == [2]


def test_a_doubt_is_said(store: Store, quote: Find) -> None:
    reply = Quoter(store).reply(reading(quote(OFFER), doubt=True), told)

    assert (reply.doubt, reply.note) == (True, UNSURE)


def test_where_it_is_too_unsure_the_nearest_is_offered_and_nothing_is_said(store: Store, quote: Find) -> None:
    unsure = reading(quote(OFFER), answers=False, doubt=True, nearest=(quote(BENEFIT), quote(OFFER)))

    reply = Quoter(store).reply(unsure, told)

    assert (list(reply.statements), reply.doubt, reply.message, reply.note) == ([], False, NOT_FOUND, "")
    assert [(c.number, c.quote) for c in reply.nearest] == [(1, BENEFIT), (2, OFFER)]


def test_where_there_is_no_document_that_is_what_is_said(store: Store) -> None:
    assert Quoter(store).reply(reading(answers=False), told).message == NOTHING_THERE


def test_a_note_on_the_reader_stands_beside_each_reply_before_the_doubt(store: Store, quote: Find) -> None:
    quoter = Quoter(store, "The reader is missing.")

    assert quoter.reply(reading(quote(OFFER)), told).note == "The reader is missing."
    assert quoter.reply(reading(quote(OFFER), doubt=True), told).note == f"The reader is missing. {UNSURE}"


def test_what_was_found_by_likeness_alone_says_so_where_there_was_anything_to_read(store: Store, quote: Find) -> None:
    found = Reading((quote(OFFER),), 0.7, answers=True, way="likeness", hits=(Hit(quote(OFFER).passage, 1.0, 1, 1),))
    nothing = Reading((), 0.0, answers=False, way="likeness")

    assert Quoter(store).reply(found, told).note == BY_LIKENESS
    assert Quoter(store).reply(nothing, told).note == ""
    assert Quoter(store, "Missing.").reply(found, told).note == "Missing."


def test_a_quote_of_no_words_is_never_shown(store: Store, quote: Find) -> None:
    empty = replace(quote(OFFER), end=quote(OFFER).start)

    assert Quoter(store).cited([empty, quote(OFFER)], told)[0].text == OFFER


def said(text: str, *words: str) -> Statement:
    emphasis = tuple((text.index(w), text.index(w) + len(w)) for w in words)
    return Statement(text=text, citations=(), support="quoted", emphasis=emphasis)


@pytest.mark.parametrize(("decided", "first"), [("yes", "Yes"), ("no", "No"), ("open", "")])
def test_yes_or_no_is_said_first_where_the_quote_decides_it(
    store: Store, quote: Find, decided: Decided, first: str
) -> None:
    [statement] = Quoter(store).reply(replace(reading(quote(OFFER)), decided=decided), told).statements

    assert (statement.brief, statement.text) == (first, OFFER)


def test_a_few_words_in_one_piece_are_the_answer() -> None:
    assert brief_of(said("The rent of the mill is 312 francs a month.", "312 francs")) == "312 francs"


@pytest.mark.parametrize(
    "statement",
    [
        said("The rent of the mill is 312 francs a month."),
        said("The rent is 312 francs, due on the third.", "312 francs", "the third"),
        said("It is 312 francs a month.", "312 francs a month"),
        said("The reason " + "is that it was so " * 9, "is that it was so " * 5),
        said("What it costs:\n- The mill 312 francs", "312 francs"),
    ],
)
def test_several_or_many_words_are_none(statement: Statement) -> None:
    assert brief_of(statement) == ""
