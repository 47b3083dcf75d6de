"""Thumbs down from the chat → draft cases, and notes for whoever completes them.

A thumb down says that something was wrong, not what is right: a drafted line is answerable but has neither
accepted facts nor evidence, so that `python -m eval check` refuses the set until a person has put them in.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from answer.feedback import Feedback, standing
from eval.sets.lines import QuestionLine, QuoteLine, parse_line
from eval.sets.matching import fold, occurrences
from index.documents.document import Document
from index.lexical import terms
from index.sentences import sentence_spans, trim
from settings import FootnoteError

QUOTES_OFFERED = 5  # sentences that are offered as evidence


class FeedbackFileError(FootnoteError):
    """A file of thumbs is not one. The message has a line for each mistake: file, line, what is wrong."""


@dataclass(frozen=True)
class DraftedCase:
    """A thumb down, and the line that was drafted of it."""

    feedback: Feedback
    line: QuestionLine


def read_feedback(path: Path) -> list[Feedback]:
    """What is thought now by a feedback file, oldest first: nothing that was taken back or replaced.

    Raises FeedbackFileError that names every mistake.
    """
    try:
        raw = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise FeedbackFileError(f"There is no feedback at {path}: the chat writes it at the first thumb.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FeedbackFileError(f"{path} cannot be read: {error}.") from None
    found: list[Feedback] = []
    problems: list[str] = []
    for number, text in enumerate(raw, 1):
        if text.strip():
            try:
                found.append(Feedback.model_validate_json(text))
            except ValidationError as error:
                problems.append(f"{path.name}:{number}: {_problem(error)}")
    if problems:
        raise FeedbackFileError("\n".join([*problems, "Delete these lines, or put them right."]))
    return standing(found)


def _problem(error: ValidationError) -> str:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return f'"{field}": {first["msg"]}.' if field else f"is no line of feedback: {first['msg']}."


def conversation(history: Sequence[str], question: str) -> str:
    """What makes two questions the same: their words, and those of the questions before them."""
    return fold("\n".join([*history, question]))


def known_conversations(files: Sequence[Path]) -> dict[str, str]:
    """Every question of these sets that can be read, valid or not, with where it stands."""
    known: dict[str, str] = {}
    for file in files:
        for number, raw in enumerate(file.read_text(encoding="utf-8-sig", errors="replace").split("\n"), 1):
            line = parse_line(raw)[0] if raw.strip() else None
            if line:
                known.setdefault(conversation(line.history, line.question), f"{file.name}:{number}")
    return known


def draft_cases(thumbs: Sequence[Feedback], known: Mapping[str, str]) -> tuple[list[DraftedCase], list[str]]:
    """A case for each thumb down on a new question, and a sentence for each that is none."""
    cases: list[DraftedCase] = []
    skipped: list[str] = []
    places = dict(known)
    for thumb in (t for t in thumbs if t.rating == "down"):
        key = conversation(thumb.history, thumb.question)
        if key in places:
            skipped.append(f"Skipped, as it stands in {places[key]}: {thumb.question}")
            continue
        line = _line(thumb, len(cases) + 1)
        places[key] = f"this draft, as {line.id}"
        cases.append(DraftedCase(thumb, line))
    return cases, skipped


def _line(thumb: Feedback, number: int) -> QuestionLine:
    slug = "-".join(re.findall(r"[a-z0-9]+", thumb.standalone_question.lower())[:5]) or "question"
    day = re.sub(r"\D", "", thumb.when)[:8]
    return QuestionLine(
        id=f"feedback-{day}-{number:02}-{slug}",
        category="followup" if thumb.history else "fact",
        question=thumb.question,
        history=list(thumb.history),
        answerable=True,
    )


def notes(cases: Sequence[DraftedCase], documents: Mapping[str, Document], out: Path) -> str:
    """Markdown for whoever completes the draft: what was shown, and sentences that may be the evidence."""
    return "\n".join([NOTES_HEAD.format(out=out.name), *(_note(case, documents) for case in cases)])


NOTES_HEAD = """# To complete {out}

Each line lacks what is right. Put in one of these, and delete the line where neither fits:

- the corpus answers it: `accepted`, for each fact a list of its wordings, and `evidence`, quotes that stand exactly
  once in their document (candidates below); in `forbidden`, what the wrong answer said and no right one says;
- the corpus does not: `"answerable": false`, and the category near_miss, false_premise, later_event or off_topic.
"""


def _note(case: DraftedCase, documents: Mapping[str, Document]) -> str:
    thumb = case.feedback
    asked = [f"Asked before: {question}" for question in thumb.history]
    shown = thumb.answer.text or thumb.answer.verdict
    cited = [f"- [{c.number}] {c.title}, {c.place}: {_flat(c.quote)}" for c in thumb.answer.citations]
    offered = [f"`{json.dumps([q.model_dump()], ensure_ascii=False)}`" for q in candidates(thumb, documents)]
    nothing = "None: no sentence of the passages searched shares a word with the question, or the corpus has changed."
    return "\n\n".join(
        [
            f"\n## {case.line.id}",
            *[_flat(line) for line in asked],
            f"**{_flat(thumb.question)}** (understood as: {_flat(thumb.standalone_question)})",
            *([f"They say: {_flat(thumb.comment)}"] if thumb.comment else []),
            f"Shown on {thumb.when}, verdict {thumb.answer.verdict}:",
            "\n".join(f"> {_flat(line)}" for line in shown.split("\n")),
            *(["\n".join(cited)] if cited else []),
            "Candidates for `evidence`, from the nearest passages:",
            "\n".join(f"{n}. {quote}" for n, quote in enumerate(offered, 1)) or nothing,
        ]
    )


def candidates(thumb: Feedback, documents: Mapping[str, Document]) -> list[QuoteLine]:
    """The sentences of the passages searched that share most words with the question, if they stand once today."""
    wanted = set(terms(thumb.standalone_question))
    found = [(-len(wanted & set(terms(q.quote))), rank, q) for rank, q in enumerate(_sentences(thumb, documents))]
    return [quote for score, _, quote in sorted(found, key=lambda scored: scored[:2])[:QUOTES_OFFERED] if score]


def _sentences(thumb: Feedback, documents: Mapping[str, Document]) -> Iterator[QuoteLine]:
    """The sentences of the passages searched, the best passage's first."""
    for hit in thumb.answer.hits:
        document = documents.get(hit.passage.document_id)
        for span in sentence_spans(hit.passage.text) if document else ():
            start, end = trim(hit.passage.text, span)
            sentence = hit.passage.text[start:end]
            if document and sentence and len(occurrences(sentence, document.text)) == 1:
                yield QuoteLine(document=document.id, quote=sentence)


def _flat(text: str) -> str:
    return " ".join(text.split())
