"""With an LLM: what it writes becomes statements, each checked as soon as it is complete."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from answer.answer import Statement
from answer.check import Checker
from answer.cite import Citer
from answer.errors import LLMError
from answer.writing.refusal import may_refuse, refuses
from answer.writing.writer import Writer, Written
from index.passages import Hit

NOT_IN_THE_SOURCES = "What {model} wrote is not in the documents, and is left out."
NO_MORE = "{model} found no more than this in the passages."
QUOTED = "{failure} This answer is quoted from the documents instead."
COMPLETED = "{failure} What it had said by then is checked; the rest is quoted from the documents."


@dataclass
class Writing:
    """What came of letting a model write."""

    model: str
    statements: list[Statement] = field(default_factory=list)
    """Checked, in the order in which they were handed over."""
    refused: bool = False
    """Whether it said that the passages do not answer."""
    failure: str = ""
    """Why it broke off: one line for the user, with what to do."""
    trace: list[str] = field(default_factory=list)
    """What happened on the way, a line each."""

    @property
    def supported(self) -> int:
        """How many of the statements a source carries."""
        return sum(s.support != "unsupported" for s in self.statements)

    @property
    def note(self) -> str:
        """The one line that the user should know."""
        if self.failure:
            return (COMPLETED if self.supported else QUOTED).format(failure=self.failure)
        if self.statements and not self.supported:
            return NOT_IN_THE_SOURCES.format(model=self.model)
        return NO_MORE.format(model=self.model) if self.refused and self.supported else ""


class Writes:
    """Lets a writer write, and checks it sentence by sentence."""

    def __init__(self, writer: Writer, checker: Checker) -> None:
        self.writer, self._checker = writer, checker

    def write(
        self, question: str, hits: Sequence[Hit], citer: Citer, on_statement: Callable[[Statement], None]
    ) -> Writing:
        """Every statement goes to `on_statement` once it is checked; a refusal before any that holds ends it all."""
        writing = Writing(self.writer.name)
        # read ahead while the model is still thinking: the first sentence is then checked at once
        threading.Thread(target=self._checker.prepare, args=(hits,), daemon=True).start()
        try:
            for sentence in self.writer.write(question, hits, writing.trace):
                statement = self._checked(sentence, hits, citer)
                if statement is None:
                    continue
                if refuses(sentence.text) or (statement.support == "unsupported" and may_refuse(sentence.text)):
                    writing.refused = True
                    if not writing.supported:
                        break
                else:
                    writing.statements.append(statement)
                    on_statement(statement)
        except LLMError as error:
            writing.failure = str(error)
        if not (writing.statements or writing.refused or writing.failure):
            writing.failure = f"The language model {writing.model} gave no sentence that could be used."
        if not writing.supported:
            writing.trace += [f"Left out: “{s.text}” ({s.reason})" for s in writing.statements]
        return writing

    def _checked(self, sentence: Written, hits: Sequence[Hit], citer: Citer) -> Statement | None:
        """The sentence with the quotes that carry it; None where none does and such sentences are dropped."""
        statement = self._checker.check(sentence.text, sentence.passages, hits, citer)
        if statement and statement.support == "unsupported" and sentence.invented and not sentence.passages:
            reason = f"it cited [{sentence.invented[0]}], which was not among the passages"
            return statement.model_copy(update={"reason": reason})
        return statement
