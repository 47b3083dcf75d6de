"""With an LLM: what it writes becomes statements, each checked as soon as it is complete."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from answer.answer import Statement
from answer.check import check
from answer.cite import Citer
from answer.errors import LLMError
from answer.quote import Quote
from answer.writing.refusal import may_refuse, refuses
from answer.writing.writer import Writer, Written
from index.embed import OnnxEmbedding
from index.lexical import terms
from index.passages import Hit, Passage
from index.sentences import sentence_spans, trim
from index.store import Store

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

    def __init__(self, writer: Writer, store: Store, embedder: OnnxEmbedding) -> None:
        self.writer, self._store, self._embedder = writer, store, embedder

    def write(
        self, question: str, hits: Sequence[Hit], citer: Citer, on_statement: Callable[[Statement], None]
    ) -> Writing:
        """Every statement goes to `on_statement` once it is checked; a refusal before any that holds ends it all."""
        writing = Writing(self.writer.name)
        try:
            for sentence in self.writer.write(question, hits, writing.trace):
                statement = check(self._store, self._cited(sentence, citer))
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

    def _cited(self, sentence: Written, citer: Citer) -> Statement:
        """The sentence with the best quote of each passage that it cites; its support is still to be checked."""
        citations = [citer.cite(self._best_quote(sentence.text, passage)) for passage in sentence.passages]
        reason = f"it cited [{sentence.invented[0]}], which was not among the passages" if sentence.invented else ""
        return Statement(
            text=sentence.text,
            citations=tuple({c.number: c for c in citations}.values()),
            support="supported" if citations else "unsupported",
            reason="" if citations else reason,
        )

    def _best_quote(self, text: str, passage: Passage) -> Quote:
        """The passage's sentence that is most like what was written: cosine and shared words."""
        spans = [trim(passage.text, span) for span in sentence_spans(passage.text)]
        spans = [(a, b) for a, b in spans if a < b]
        vectors = self._embedder.embed_passages([text, *(passage.text[a:b] for a, b in spans)])
        wanted = set(terms(text))
        shared = [len(wanted & set(terms(passage.text[a:b]))) / max(len(wanted), 1) for a, b in spans]
        cosines = vectors[1:] @ vectors[0]
        start, end = spans[max(range(len(spans)), key=lambda i: float(cosines[i]) + shared[i])]
        return Quote(passage.document_id, passage.start + start, passage.start + end, passage)
