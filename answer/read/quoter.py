"""Without a language model: the sentences that the reader picked, as quotes; where it is unsure, the nearest ones."""

from collections.abc import Callable, Sequence

from answer.answer import Citation, Statement
from answer.check.cite import Citer, is_verbatim
from answer.read.quote import Quote
from answer.read.reading import Reading
from answer.read.together import cited_together, said_differently
from answer.reply import OnStatement, Reply
from answer.saying import Saying, joined
from index.shelf import Shelf

NOT_FOUND = Saying("not_found", "I found nothing in the documents that answers this. This is what comes nearest:")()
NOTHING_THERE = Saying(
    "nothing_there",
    "There are no documents yet. Put .txt or .md files in the corpus folder and run: python -m index sync",
)()
BY_LIKENESS = Saying(
    "by_likeness", "I was taught to read English; what is in another language I find by likeness alone."
)()
LONGEST_BRIEF = 60  # characters of an answer that is said before its sentence
SHARE = 0.6  # of the sentence, at most: what is longer says the same twice
BRIEF = {"yes": Saying("yes", "Yes")(), "no": Saying("no", "No")()}
UNSURE = Saying("unsure", "These are the documents’ words, but I am not sure that they answer your question.")()


class Quoter:
    """Answers in the documents' own words. Thread-safe."""

    def __init__(self, store: Shelf, note: str = "") -> None:
        """`note`, on the reader that is used, stands beside each reply."""
        self._store, self._of_the_reader = store, note

    def reply(self, reading: Reading, tell: OnStatement, said: Sequence[Statement] = ()) -> Reply:
        """What was read as statements, none that is cited in what was `said` already."""
        brief = _in_brief(reading) if reading.answers and not reading.doubt and not said else None
        statements = self.cited(reading.quotes if reading.answers else (), tell, said, brief)
        doubt = bool(statements) and reading.doubt
        return Reply(
            "quotes",
            statements,
            reading.hits,
            reading.confidence,
            doubt,
            message=NOT_FOUND if reading.hits else NOTHING_THERE,
            nearest=() if statements else self.nearest(reading),
            note=self._note(reading, doubt, statements),
        )

    def _note(self, reading: Reading, doubt: bool, statements: Sequence[Statement]) -> str:
        """What is to be known: that documents differ, how it was read, and whether that is in doubt."""
        differ = said_differently(statements) if len(statements) > 1 else ""
        way = self._of_the_reader or (BY_LIKENESS if reading.way == "likeness" and reading.hits else "")
        parts = [part for part in (differ, way, UNSURE if doubt else "") if part]
        return joined(*parts) if len(parts) > 1 else next(iter(parts), "")

    def cited(
        self,
        quotes: Sequence[Quote],
        tell: OnStatement,
        said: Sequence[Statement] = (),
        brief: Callable[[Statement], str] | None = None,
        again: bool = False,
    ) -> list[Statement]:
        """The quotes as statements: none that is not verbatim, and, but for `again`, none that was cited in what was
        `said`.

        Where one quote is the answer, it says so in `brief`.
        """
        citer, cited = Citer(self._store, said), {c.number for s in said for c in s.citations}
        statements = [s for s in map(citer.quoted, quotes) if is_verbatim(self._store, s.citations[0])]
        kept = [s for s in statements if again or s.citations[0].number not in cited]
        kept = cited_together(kept) if len(kept) > 1 else kept
        if brief and len(kept) == 1:
            kept = [kept[0].model_copy(update={"brief": brief(kept[0])})]
        for statement in kept:
            tell(statement)
        return kept

    def nearest(self, reading: Reading) -> list[Citation]:
        """What comes nearest to an answer, for the user to judge; numbered from 1."""
        statements = self.cited(reading.nearest, tell=lambda statement: None)
        return [citation for statement in statements for citation in statement.citations]


def _in_brief(reading: Reading) -> Callable[[Statement], str]:
    """What a sure answer of one statement says first: to a question for yes or no that, if it is decided."""
    decided = reading.decided
    return brief_of if decided is None else lambda _: BRIEF.get(decided, "")


def brief_of(statement: Statement) -> str:
    """The answer in a few words: the very words that answer, where they are few, and in one piece; else ""."""
    if len(statement.emphasis) != 1 or "\n" in statement.text:
        return ""
    [(start, end)] = statement.emphasis
    few = end - start <= min(LONGEST_BRIEF, SHARE * len(statement.text))
    return statement.text[start:end].strip() if few else ""
