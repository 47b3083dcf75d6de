"""A line of a question file as people write it, and everything that can be wrong with it by itself."""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.sets.matching import contains

CATEGORIES = (
    *("fact", "number", "date", "paraphrase", "typo", "why", "how", "yes_no", "multi", "list", "table"),
    *("attribution", "negation", "followup", "language", "overview", "metadata"),
    *("bind", "near_miss", "false_premise", "later_event", "off_topic"),
)
"""By what is asked for (fact, number, date, why, how to, yes or no, several places, a list, a cell of a table, who said
it), by how (paraphrase: in other words; typo; negation; followup; language: another one), or of what (overview: of all;
metadata: of the header). The last row has no answer: bind is somebody else's role or number, a near miss not quite
what is said, a false premise what is not so, a later event not yet there."""


class QuoteLine(BaseModel):
    """Gold evidence: words that stand exactly once in a document of the corpus."""

    model_config = ConfigDict(extra="forbid", strict=True)

    document: str
    quote: str


class EditLine(BaseModel):
    """An edit by hand: other words for some of a gold quote, which make another fact."""

    model_config = ConfigDict(extra="forbid", strict=True)

    find: str
    replace: str
    accepted: list[str]
    forbidden: list[str]


class QuestionLine(BaseModel):
    """One question, as in the file. What the fields mean stands in eval/sets/samples.py."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    category: str
    question: str
    history: list[str] = []
    answerable: bool
    accepted: list[list[str]] = []
    forbidden: list[str] = []
    evidence: list[QuoteLine] = []
    paraphrases: list[str] = []
    edits: list[EditLine] = []
    answered_elsewhere: bool = False


def parse_line(raw: str) -> tuple[QuestionLine | None, list[str]]:
    """The line, where it can be read at all, and a sentence for each mistake in it."""
    try:
        line = QuestionLine.model_validate(json.loads(raw))
    except json.JSONDecodeError as error:
        return None, [f"is not JSON ({error.msg} at column {error.colno})."]
    except ValidationError as error:
        return None, [_field_problem(e) for e in error.errors()]
    return line, [*_category_problems(line), *_text_problems(line), *_answerable_problems(line)]


def _field_problem(error: Any) -> str:
    field = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f'unknown field "{field}": the fields are {", ".join(QuestionLine.model_fields)}.'
    if error["type"] == "missing":
        return f'the field "{field}" is missing.'
    given = json.dumps(error["input"], ensure_ascii=False)[:80]
    return f'"{field}" is {given}: {error["msg"]}.' if field else f"is {given}: it must be one JSON object."


def _category_problems(line: QuestionLine) -> Iterator[str]:
    if line.category not in CATEGORIES:
        near = get_close_matches(line.category, CATEGORIES, 1)
        hint = f'did you mean "{near[0]}"?' if near else f"the categories are {', '.join(CATEGORIES)}."
        yield f'unknown category "{line.category}": {hint}'


def _text_problems(line: QuestionLine) -> Iterator[str]:
    accepted = [text for alternatives in line.accepted for text in alternatives]
    quotes = [quote.quote for quote in line.evidence]
    for name, texts in {
        **{"id": [line.id], "question": [line.question], "history": line.history},
        **{"accepted": accepted, "forbidden": line.forbidden, "evidence": quotes},
    }.items():
        if not all(text.strip() for text in texts):
            yield f"an empty text in {name}."
    for good in accepted:
        for bad in line.forbidden:
            if bad.strip() and contains(good, bad):
                yield f'"{bad}" is forbidden, but stands in the accepted "{good}".'


def _answerable_problems(line: QuestionLine) -> Iterator[str]:
    given = {"accepted": line.accepted, "evidence": line.evidence}
    if line.answerable and (lacking := [name for name, value in given.items() if not value]):
        yield f"answerable, but {' and '.join(lacking)} is empty."
    if not line.answerable and (present := [name for name, value in given.items() if value]):
        yield f"not answerable, but {' and '.join(present)} is given."
    if not all(line.accepted):
        yield "a fact in accepted has no alternatives."
