"""One stored answer, and what is right about it: told without any scorer, as the scorers are what is tested."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from answer.answer import Answer, Citation, Statement
from eval.run.runs import EvalRun
from eval.score.scorers import MOST_WORDS, OPEN_CATEGORIES
from eval.sets.matching import contains, is_on, touches
from eval.sets.samples import GoldQuote, Sample
from index.lexical import terms
from index.sentences import Span, sentence_spans, trim

LEAST_SENTENCE = 20  # characters: less is a heading or a fragment

CitationPlace = tuple[int, int]
"""A citation within an answer: the statement's index and the citation's index in it."""


@dataclass(frozen=True)
class StoredAnswer:
    """A sample with its stored answer, and the run that they are from."""

    sample: Sample
    answer: Answer
    run: EvalRun

    @property
    def places(self) -> list[CitationPlace]:
        """Every citation, in order."""
        return [(s, c) for s, statement in enumerate(self.answer.statements) for c in range(len(statement.citations))]

    def at(self, place: CitationPlace) -> Citation:
        return self.answer.statements[place[0]].citations[place[1]]

    @property
    def has_gold(self) -> bool:
        """Whether citations of this answer are held against gold quotes."""
        return self.sample.answerable and self.sample.category not in OPEN_CATEGORIES

    def text(self, document_id: str) -> str:
        """The document's text; "" where the run has none of that id."""
        source = self.run.documents.get(document_id)
        return source.text if source else ""

    def is_genuine(self, citation: Citation) -> bool:
        stands = self.text(citation.document_id)[max(citation.start, 0) : max(citation.end, 0)]
        return bool(citation.quote) and stands == citation.quote

    def golds(self, citation: Citation) -> list[GoldQuote]:
        """The gold quotes that a genuine citation rests on."""
        if not self.has_gold or not self.is_genuine(citation):
            return []
        return [gold for gold in self.sample.evidence if is_on(citation, gold)]

    def alone_on_gold(self, place: CitationPlace) -> bool:
        """Whether some gold quote is cited at this place only."""
        others = [gold for other in self.places if other != place for gold in self.golds(self.at(other))]
        return any(gold not in others for gold in self.golds(self.at(place)))

    def carries_alone(self, place: CitationPlace) -> bool:
        """Whether a statement that is shown as carried has this citation only, and is carried by it."""
        statement = self.answer.statements[place[0]]
        return len(statement.citations) == 1 and self.is_carried(statement)

    def is_carried(self, statement: Statement) -> bool:
        """Whether a statement is shown as carried, and a genuine citation holds its words (a written one's: some)."""
        quotes = [c.quote for c in statement.citations if self.is_genuine(c)]
        if statement.support == "quoted":
            return bool(statement.text) and any(statement.text in " ".join(quote.split()) for quote in quotes)
        return statement.support == "supported" and bool(quotes)

    def is_right(self, answer: Answer) -> bool:
        """Whether an answer to this sample states every fact and nothing forbidden, and is no longer than it may be."""
        carried = " ".join(s.text for s in answer.statements if s.support != "unsupported")
        facts = all(any(contains(carried, phrase) for phrase in fact) for fact in self.sample.target)
        stated = bool(answer.statements) and facts and not self.is_too_long(answer)
        return self.sample.answerable and stated and not any(contains(answer.text, f) for f in self.sample.forbidden)

    def is_too_long(self, answer: Answer) -> bool:
        """Whether it has more words than an answer to this sample may have."""
        return self.sample.category not in OPEN_CATEGORIES and len(answer.text.split()) > MOST_WORDS

    def elsewhere(self, text: str) -> tuple[str, Span] | None:
        """A sentence that is neither gold nor cited, and shares the fewest words with `text`: document id and span."""
        taken = [(c.document_id, (c.start, c.end)) for s in self.answer.statements for c in s.citations]
        taken += [(gold.document_id, (gold.start, gold.end)) for gold in self.sample.evidence]
        wanted = set(terms(text))
        free = [
            (len(wanted & found), key, span)
            for key, source in sorted(self.run.documents.items())
            for span, found in _sentences(source.text)
            if not any(key == document_id and touches(span, other) for document_id, other in taken)
        ]
        return min(free)[1:] if free else None

    def with_statement(self, index: int, *replaced: Statement) -> Answer:
        """The answer with one statement replaced by these, or by none."""
        statements = self.answer.statements
        return self.answer.model_copy(update={"statements": (*statements[:index], *replaced, *statements[index + 1 :])})

    def with_citation(self, place: CitationPlace, *replaced: Citation) -> Answer:
        """The answer with one citation replaced by these, or by none."""
        statement = self.answer.statements[place[0]]
        citations = (*statement.citations[: place[1]], *replaced, *statement.citations[place[1] + 1 :])
        return self.with_statement(place[0], statement.model_copy(update={"citations": citations}))


def cases(run: EvalRun) -> Iterator[StoredAnswer]:
    """A case for each result of a run."""
    return (StoredAnswer(result.sample, result.answer, run) for result in run.results)


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[Span, frozenset[str]], ...]:
    """The spans of a text's sentences, each with its terms."""
    spans = [trim(text, span) for span in sentence_spans(text)]
    return tuple((span, frozenset(terms(text[slice(*span)]))) for span in spans if span[1] - span[0] >= LEAST_SENTENCE)
