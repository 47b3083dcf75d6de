"""What a follow-up takes from the conversation: the words there that it means, found by the trained reader.

"When did they disband?" → "Zappa and the Mothers of Invention". The reader is asked with a few words before the
question that tell this task from its other, and reads the conversation in the place of a passage.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from answer.answer import Answer
from answer.read.span_reader import SpanReader
from answer.understand.followup import exchanged, is_elliptic, put_in

TASK = "What is meant in: "
TURNS = 3  # of the conversation, the last ones
LONGEST_ANSWER = 40  # words
LEAST = 0.0
"""Logit from which on a question is held to leave something out."""


class Turn(NamedTuple):
    """What was asked, as it stands alone, and what was answered."""

    question: str
    answer: str


def standalone(question: str, history: Sequence[Answer], spans: SpanReader | None) -> str:
    """The question with what it takes from the conversation put in; unchanged where it takes nothing, and without the
    trained reader."""
    turns = [Turn(a.standalone_question, a.text if a.statements else "") for a in history if a.mode != "help"]
    if not turns or not spans:
        return question
    cited = [citation.title for answer in history for citation in answer.citations]
    before = turns[-1].question
    leaves_out, found = meant_in(question, conversation(cited[-1] if cited else "", turns), spans)
    if is_elliptic(question):  # it goes on from the question, and not from its answer
        found = [words for words in found if words.lower() in before.lower()] or found
    if found and leaves_out:
        return put_in(question, found[0], before)
    return exchanged(question, found, before)


def meant_in(question: str, said: str, spans: SpanReader) -> tuple[bool, list[str]]:
    """Whether a question leaves out something of a conversation; and the words there that come nearest to it, the
    likeliest first."""
    [scores] = spans.score(asked_of(question), [said])
    words = (" ".join(said[span.start : span.end].strip(" .,;:?!").split()) for span in scores.spans)
    return scores.answerable >= LEAST, [one for one in words if one]


def asked_of(question: str) -> str:
    """The question as the reader is asked what it means."""
    return TASK + question


def conversation(title: str, turns: Iterable[Turn]) -> str:
    """The text in which the reader looks for it; `title`: of the document that was cited last, "" for none."""
    lines = [title] if title else []
    for turn in list(turns)[-TURNS:]:
        lines += [turn.question, " ".join(turn.answer.split()[:LONGEST_ANSWER])]
    return "\n".join(line for line in lines if line)
