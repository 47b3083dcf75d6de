"""What several documents answer: cited together, or side by side."""

from answer.answer import Citation, Statement
from answer.read.together import answering, cited_together, said_differently


def said(text: str, words: str, document: str, number: int, date: str = "") -> Statement:
    """A statement of a document whose `words` answer."""
    citation = Citation(
        number=number,
        document_id=document,
        passage_id="p-1",
        start=0,
        end=len(text),
        quote=text,
        title=document.title(),
        place="",
        metadata={"date": date} if date else {},
    )
    at = text.find(words)
    emphasis = ((at, at + len(words)),) if words else ()
    return Statement(text=text, citations=(citation,), support="quoted", emphasis=emphasis)


LEDGER = said("The leak began on 4 May.", "on 4 May", "ledger", 1, date="2 June 2014")
COURIER = said("It leaked from 4 May on.", "4 May", "courier", 2)
WEEK = said("The dairy leaked from 6 May on.", "6 May", "week", 3)


def test_documents_that_agree_are_cited_together() -> None:
    [one] = cited_together([LEDGER, COURIER])

    assert (one.text, [c.number for c in one.citations]) == (LEDGER.text, [1, 2])
    assert said_differently([one]) == ""


def test_documents_that_disagree_stand_side_by_side_with_their_dates() -> None:
    both = cited_together([LEDGER, WEEK])

    assert both == [LEDGER, WEEK]
    assert said_differently(both) == "The documents do not say the same: Ledger (2 June 2014) – Week."


def test_two_that_agree_stand_beside_one_that_does_not() -> None:
    found = cited_together([LEDGER, WEEK, COURIER])

    assert [[c.number for c in s.citations] for s in found] == [[1, 2], [3]]


def test_a_copy_with_something_exchanged_stands_beside_its_like() -> None:
    copied = said("The leak began on 4 May in the cellar, as Mrs Orr found.", "on 4 May", "ledger", 1)
    edited = said("The leak began on 4 May in the attic, as Mrs Orr found.", "on 4 May", "courier", 2)
    denied = said("The leak began not on 4 May in the cellar, as Mrs Orr found.", "on 4 May", "week", 3)

    assert cited_together([copied, edited, denied]) == [copied, edited, denied]


def test_sentences_of_one_document_stay_apart() -> None:
    again = said("On 4 May it leaked.", "On 4 May", "ledger", 4)

    assert cited_together([LEDGER, again]) == [LEDGER, again]
    assert said_differently([LEDGER, again]) == ""


def test_where_no_words_are_marked_nothing_is_held_to_agree_or_to_differ() -> None:
    whole = said("The leak began on 4 May.", "", "week", 3)

    assert answering(whole) == ""
    assert cited_together([LEDGER, whole]) == [LEDGER, whole]
    assert said_differently([LEDGER, whole]) == ""
