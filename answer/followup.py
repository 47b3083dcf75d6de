"""Chat history + question → a question that stands alone.

What is only a piece of a question ("And Ukraine?", "Why?") is completed by rule; else a small classifier
tells which words of the conversation the question takes up, and they are put in the pronoun's place or
behind it. A question that needs nothing is left exactly as it was asked.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from answer.answer import Answer
from answer.antecedent import person_answered, with_pronouns_resolved
from answer.carry import FOLDER, TermCarrier
from answer.conversation import SAID_CHARACTERS, TURNS, Conversations, Turn
from answer.ellipsis import in_the_last_frame
from answer.phrases import Phrase
from answer.pronouns import put_in
from index.embed import OnnxEmbedding
from index.errors import ModelError

_OF_THE_DOCUMENT = re.compile(
    r"^(?!.*\b(?:other|else|more|another|besides)\b)"
    r".*\b(?:(?:the|this) (?:article|document|text|paper|report)|(?:volume|issue) (?:number|is this))\b",
    re.IGNORECASE | re.DOTALL,
)
"""What points at the document points at nothing that was talked of, but for "anything else in this article?"."""


class FollowUp:
    """Understands follow-up questions. Thread-safe."""

    def __init__(
        self, embedder: OnnxEmbedding, folder: Path = FOLDER, conversations: Conversations | None = None
    ) -> None:
        self.carrier: TermCarrier | None = None
        """Finds what is taken up; None where rules alone must do."""
        self.problem = ""
        """Why the classifier is not used and rules alone must do; empty where all is well."""
        try:
            self.carrier = TermCarrier(conversations or Conversations(embedder), folder)
        except ModelError as error:
            self.problem = str(error)

    def standalone(self, question: str, history: Sequence[Answer]) -> str:
        """The question with what it takes from the conversation put in; unchanged where it takes nothing."""
        return self.complete(question, turns_of(history)) if history else question

    def complete(self, question: str, turns: Sequence[Turn]) -> str:
        """The same, of turns, oldest first."""
        if not turns:
            return question
        framed = in_the_last_frame(question, turns[-1].understood, turns[-1].said)
        if framed is not None:
            return framed
        if _OF_THE_DOCUMENT.search(question):
            return question
        if self.carrier is None:
            return with_pronouns_resolved(question, turns[-1])
        phrases = self.carrier.phrases(question, turns)
        if person := person_answered(question, turns[-1]):
            phrases = [
                Phrase(person, 1.0, True, ""),
                *(p for p in phrases if p.text not in person and person not in p.text),
            ]
        return put_in(question, phrases)


def turns_of(history: Sequence[Answer]) -> list[Turn]:
    """The last turns that a question can look back at, oldest first; help is none."""
    return [
        Turn(a.question, a.standalone_question, " ".join(s.text for s in a.statements)[:SAID_CHARACTERS])
        for a in history
        if a.mode != "help"
    ][-TURNS:]
