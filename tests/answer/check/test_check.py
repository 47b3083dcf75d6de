"""Every quote is verbatim, and every statement is carried by its quotes, or it is said not to be."""

from collections.abc import Callable

import pytest

from answer.answer import Citation, Statement
from answer.check.checker import check, is_verbatim, missing
from index.store import Store

Cited = Callable[..., Citation]
QUOTE = "Ukraine offered enlarged support for bilateral military cooperation."


def test_a_quote_at_its_offsets_is_verbatim(store: Store, cited: Cited) -> None:
    assert is_verbatim(store, cited(QUOTE))


def test_a_quote_one_character_off_is_not(store: Store, cited: Cited) -> None:
    assert not is_verbatim(store, cited(QUOTE, shift=1))


def test_a_quote_of_an_unknown_document_is_not(store: Store, cited: Cited) -> None:
    assert not is_verbatim(store, cited(QUOTE).model_copy(update={"document_id": "no.txt"}))


def test_a_statement_loses_citations_that_are_not_verbatim(store: Store, cited: Cited) -> None:
    statement = Statement(text="Ukraine helps.", citations=(cited(QUOTE, shift=3),), support="supported")

    checked = check(store, statement)

    assert (checked.citations, checked.support) == ((), "unsupported")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ukraine offered support for military cooperation.", ""),
        ("Ukraine offered support in 2003.", "number 2003"),
        ("It was offered by Kazakhstan.", "name Kazakhstan"),
        ("Ukraine did not offer support.", "“not”"),
        ("The weather stayed warm and dry.", "something else"),
    ],
)
def test_what_a_quote_does_not_carry_is_said(text: str, reason: str) -> None:
    assert reason in missing(text, [QUOTE])
    assert bool(missing(text, [QUOTE])) == bool(reason)


def test_a_written_statement_that_its_quote_carries_is_supported(store: Store, cited: Cited) -> None:
    written = Statement(text="Ukraine offered enlarged support.", citations=(cited(QUOTE),), support="supported")

    assert check(store, written).support == "supported"


def test_what_was_unsupported_before_stays_so(store: Store, cited: Cited) -> None:
    written = Statement(text=QUOTE, citations=(cited(QUOTE),), support="unsupported", reason="it cited [9]")

    assert check(store, written).reason == "it cited [9]"
