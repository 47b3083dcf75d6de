"""With an LLM: what it writes becomes statements, each checked as soon as it is complete."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from answer.answer import Statement
from answer.check.checker import Checker
from answer.check.cite import Citer
from answer.errors import LLMError
from answer.read.quoter import NOT_FOUND, Quoter
from answer.read.reader import Reader
from answer.read.reading import Reading
from answer.reply import OnStatement, Reply
from answer.saying import Said, Saying, joined, said_by
from answer.understand.language import is_english
from answer.write.refusal import may_refuse, refuses
from answer.write.structured import Refused
from answer.write.writer import DraftSentence, Writer
from index.passages import Hit
from index.shelf import Shelf

NEAREST = Saying("nearest", "This is what comes nearest:")()
NOT_IN_THE_SOURCES = Saying("written_in_vain", "What {model} wrote is not in the documents, and is left out.")
NOT_ENGLISH = Saying(
    "not_english", "What {model} wrote is not in English, which is all that can be checked, and is left out."
)
NO_MORE = Saying("no_more", "{model} found no more than this in the passages.")
NO_SENTENCE = Saying("no_sentence", "The language model {model} gave no sentence that could be used.")
NOT_SURE = Saying(
    "written_unsure", "What {model} wrote is in the documents, but I am not sure that it answers your question."
)
SAYS_ELSEWHERE = Saying("says_elsewhere", "Behind it stands what the documents themselves say.")()
FOUND_NOTHING = Saying("found_nothing", "{model} found no answer in the passages.")
QUOTES_STAND = Saying("quotes_stand", "This is quoted from the documents.")()
INVENTED = Saying("invented", "it cited [{number}], which was not among the passages")
LEFT_OUT = Saying("left_out", "Left out: “{sentence}” ({reason})")
QUOTED = Saying("quoted_instead", "{failure} This answer is quoted from the documents instead.")
CHECKED = Saying("checked_so_far", "{failure} What it had said by then is checked.")
COMPLETED = Saying("completed", "{failure} What it had said by then is checked; the rest is quoted from the documents.")


@dataclass
class Draft:
    """What came of letting a model write: its sentences, checked and told one by one."""

    model: str
    tell: OnStatement
    drops: bool
    """Whether a sentence that no source carries is left out, instead of marked."""
    statements: list[Statement] = field(default_factory=list)
    """In the order in which they were written."""
    refused: bool = False
    """Whether it said that the passages do not answer."""
    failure: str = ""
    """Why it broke off: one line for the user, with what to do."""
    trace: list[str] = field(default_factory=list)
    """What happened on the way, a line each."""

    def add(self, statement: Statement) -> None:
        """Take in a sentence, and tell it unless it is left out."""
        self.statements.append(statement)
        if self._shows(statement):
            self.tell(statement)

    def _shows(self, statement: Statement) -> bool:
        return not self.drops or statement.support != "unsupported"

    @property
    def supported(self) -> int:
        """How many of the statements a source carries."""
        return sum(s.support != "unsupported" for s in self.statements)

    @property
    def kept(self) -> list[Statement]:
        """The statements that are shown: none where none of them holds."""
        return [s for s in self.statements if self._shows(s)] if self.supported else []

    @property
    def left_out(self) -> list[Said]:
        """A line for each sentence that is not shown."""
        return [LEFT_OUT(sentence=s.text, reason=s.reason) for s in self.statements if s not in self.kept]

    @property
    def note(self) -> str:
        """The one line that the user should know where it came to an end."""
        if self.statements and not self.supported:
            written = " ".join(s.text for s in self.statements)
            return (NOT_IN_THE_SOURCES if is_english(written) else NOT_ENGLISH)(model=self.model)
        return NO_MORE(model=self.model) if self.refused and self.supported else ""


class CheckedWriter:
    """Lets a writer write, and checks it sentence by sentence; where that fails, the quoter answers. Thread-safe."""

    def __init__(self, writer: Writer, checker: Checker, reader: Reader, quoter: Quoter, store: Shelf) -> None:
        self.writer, self._checker, self._reader, self._quoter, self._store = writer, checker, reader, quoter, store

    def reply(self, question: str, hits: Sequence[Hit], tell: OnStatement) -> Reply:
        """What the model writes of the hits; where it breaks off, the rest is quoted.

        Where nothing that it wrote holds, that is no answer: the reader's quotes are offered.
        """
        reading = self._reader.read(question, hits)  # also for the order of the passages: not all may fit a prompt
        if not hits:
            return self._quoter.reply(reading, tell)
        draft = self.write(question, reading.hits, tell)
        if draft.failure:
            return _completed(draft, self._quoter.reply(reading, tell, draft.kept))
        if draft.supported:
            return self._beside(reading, _written(draft, reading.hits), draft, tell, question)
        if reading.answers and not reading.doubt:
            return _quoted_instead(draft, self._quoter.reply(reading, tell))
        message = NEAREST if draft.statements else NOT_FOUND
        return replace(_written(draft, reading.hits), message=message, nearest=self._quoter.nearest(reading))

    def _beside(self, reading: Reading, written: Reply, draft: Draft, tell: OnStatement, question: str) -> Reply:
        """What was written, beside what the reader makes of the question.

        That a sentence is carried by its quotes does not say that it answers: where the reader does not find the answer
        in them, that is a doubt; where it has surely found it elsewhere, that is shown, too.
        """
        held = [statement for statement in draft.kept if statement.support != "unsupported"]
        confidence, sure = self._reader.sure_of(question, reading.hits, held)
        doubt = not sure or draft.supported < len(draft.kept)
        written = replace(written, confidence=confidence * draft.supported / len(draft.statements), doubt=doubt)
        if sure:
            return written
        note = joined(written.note, NOT_SURE(model=draft.model))
        if not reading.answers or reading.doubt:
            return replace(written, note=note)
        quoted = self._quoter.cited(reading.quotes, tell, draft.kept, again=True)
        return replace(written, statements=[*written.statements, *quoted], note=joined(note, SAYS_ELSEWHERE))

    def write(self, question: str, hits: Sequence[Hit], tell: OnStatement) -> Draft:
        """Every sentence is told once it is checked; a refusal before any that holds ends it all."""
        draft, citer = Draft(self.writer.name, tell, self.writer.settings.unsupported == "drop"), Citer(self._store)
        try:
            for sentence in self.writer.write(question, hits, draft.trace):
                statement = self._checked(sentence, hits, citer)
                if refuses(sentence.text) or (statement.support == "unsupported" and may_refuse(sentence.text)):
                    draft.refused = True
                    if not draft.supported:
                        break
                else:
                    draft.add(statement)
        except Refused:
            draft.refused = True
        except LLMError as error:
            draft.failure = said_by(error)
        if not (draft.statements or draft.refused or draft.failure):
            draft.failure = NO_SENTENCE(model=draft.model)
        return draft

    def _checked(self, sentence: DraftSentence, hits: Sequence[Hit], citer: Citer) -> Statement:
        """The sentence with the quotes that carry it, or with why none does."""
        statement = self._checker.check(sentence.text, sentence.passages, hits, citer)
        if statement.support == "unsupported" and sentence.invented and not sentence.passages:
            return statement.model_copy(update={"reason": INVENTED(number=str(sentence.invented[0]))})
        return statement


def _written(draft: Draft, hits: Sequence[Hit]) -> Reply:
    """What was written, as far as it holds."""
    trace = (*draft.trace, *draft.left_out)
    return Reply("written", draft.kept, hits, note=draft.note, model=draft.model, trace=trace)


def _quoted_instead(draft: Draft, quoted: Reply) -> Reply:
    """What the documents say themselves, where nothing came of the writing."""
    note = joined(draft.note or FOUND_NOTHING(model=draft.model), QUOTES_STAND)
    return replace(quoted, note=joined(note, quoted.note), trace=(*draft.trace, *draft.left_out))


def _completed(draft: Draft, quoted: Reply) -> Reply:
    """What was written before it broke off, then what is quoted."""
    rest = COMPLETED if quoted.statements else CHECKED
    note = (rest if draft.kept else QUOTED)(failure=draft.failure)
    return replace(
        quoted,
        mode="written" if draft.kept else "quotes",
        statements=[*draft.kept, *quoted.statements],
        note=joined(note, quoted.note),
        model=draft.model if draft.kept else "",
        trace=(*draft.trace, *draft.left_out),
    )
