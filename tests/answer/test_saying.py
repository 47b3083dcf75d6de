"""What is said to people is English, and knows its code; where an answer is kept, so does what is read again."""

import importlib
import pkgutil

import pytest
from pydantic import ValidationError

import answer
from answer.answer import Answer, Statement
from answer.read.quoter import NOT_FOUND, UNSURE
from answer.saying import SAYINGS, WITH_CODES, Said, Saying, joined, said_by
from settings import FootnoteError

COUNTED = Saying("test_counted", "There are {count} mills by {river}.", one="There is one mill by {river}.")
del SAYINGS[COUNTED.code]  # no other test shall find it


def answer_of(**fields: object) -> Answer:
    usual = {"question": "?", "standalone_question": "?", "statements": (), "verdict": "not_found", "confidence": 0.0}
    return Answer.model_validate(
        {**usual, "message": "", "note": "", "hits": (), "mode": "quotes", "timings": {}, **fields}
    )


def test_a_saying_is_its_english_text_with_the_values_in_place() -> None:
    said = COUNTED(count=1200, river="the {Rhine}")
    assert said == "There are 1,200 mills by the {Rhine}."
    assert (said.code, said.values) == ("answer.test_counted", {"count": 1200, "river": "the {Rhine}"})
    assert COUNTED(count=1, river="it") == "There is one mill by it."


def test_what_is_joined_knows_its_parts_and_leaves_out_what_says_nothing() -> None:
    both = joined(NOT_FOUND, "", UNSURE)
    assert both == f"{NOT_FOUND} {UNSURE}"
    assert both.parts == (NOT_FOUND, " ", UNSURE)
    assert joined("", UNSURE) is UNSURE
    assert joined("", "") == ""


def test_an_error_says_it_with_its_code() -> None:
    assert isinstance(said_by(FootnoteError(NOT_FOUND)), Said)
    assert said_by(FootnoteError("as it is")) == "as it is"
    assert said_by(FootnoteError()) == ""


def test_an_answer_is_written_as_plain_text_and_with_codes_where_these_are_wanted() -> None:
    given = answer_of(message=NOT_FOUND, note=joined(COUNTED(count=2, river=UNSURE), UNSURE))
    plain, kept = given.model_dump_json(), given.model_dump_json(context=WITH_CODES)
    assert "code" not in plain
    assert Answer.model_validate_json(plain) == Answer.model_validate_json(kept) == given

    again = Answer.model_validate_json(kept)
    assert isinstance(again.message, Said)
    assert isinstance(again.note, Said)
    assert again.message.code == "answer.not_found"
    counted = again.note.parts[0]
    assert isinstance(counted, Said)
    assert counted.values == {"count": 2, "river": UNSURE}
    assert isinstance(counted.values["river"], Said)


def test_what_was_kept_before_there_were_codes_is_read_as_it_is() -> None:
    statement = {"text": "It is so.", "citations": [], "support": "unsupported", "reason": "the quote says 5"}
    old = answer_of(statements=[statement], note="An old note.", trace=["An old line."])
    assert (old.note, old.statements[0].reason, old.trace) == ("An old note.", "the quote says 5", ("An old line.",))


@pytest.mark.parametrize("broken", [5, {"text": "x"}, {"text": "x", "code": "c", "values": [], "parts": []}])
def test_what_is_no_text_is_refused(broken: object) -> None:
    with pytest.raises(ValidationError):
        answer_of(note=broken)


def test_a_statement_keeps_why_it_is_not_carried() -> None:
    reason = COUNTED(count=3, river="it")
    assert Statement(text="x", citations=(), support="unsupported", reason=reason).reason is reason


def test_no_two_sayings_have_one_code() -> None:
    for module in pkgutil.walk_packages(answer.__path__, "answer."):
        importlib.import_module(module.name)
    assert len(SAYINGS) > 50
    with pytest.raises(ValueError, match="not_found"):
        Saying("not_found", "Another text.")
