"""One stored answer, and what is right about it: told without any scorer, as the scorers are what is tested."""

from dataclasses import dataclass
from functools import lru_cache

from answer.answer import Answer, Citation, Statement
from eval.run.runs import EvalRun
from eval.score.retrieval import NOT_SEARCHED
from eval.score.scorers import LONGEST_CITATION, OPEN_CATEGORIES
from eval.sets.matching import contains, is_on, meets, touches
from eval.sets.samples import MOST_WORDS, GoldQuote, Sample
from index.lexical import terms
from index.passages import Passage
from index.sentences import Span, sentence_spans, trim

LEAST_SENTENCE = 20  # characters: less is a heading or a fragment


@dataclass(frozen=True)
class StoredAnswer:
    """A sample with its stored answer, and the run that they are from."""

    sample: Sample
    answer: Answer
    run: EvalRun

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
        """The gold quotes that a citation rests on: a genuine one, and no longer than it may be."""
        if not self.is_genuine(citation) or len(citation.quote) > LONGEST_CITATION:
            return []
        return [gold for gold in self.sample.evidence if is_on(citation, gold)]

    def is_carried(self, statement: Statement) -> bool:
        """Whether genuine citations hold a statement's words: a written one's half, and all that were not there before.

        That a stored answer's other words are well written is taken on trust.
        """
        quotes = [c.quote for c in statement.citations if self.is_genuine(c)]
        if statement.support == "quoted":
            return bool(statement.text) and any(statement.text in " ".join(quote.split()) for quote in quotes)
        wanted, held = terms(statement.text), set(terms(" ".join(quotes)))
        trusted = set(terms(" ".join(s.text for s in self.answer.statements if s.support == "supported")))
        return set(wanted) <= held | trusted and 2 * sum(term in held for term in wanted) >= len(wanted) > 0

    def is_right(self, answer: Answer) -> bool:
        """Whether an answer to this sample states every fact and nothing forbidden, and is no longer than it may be."""
        carried = " ".join(s.text for s in answer.statements if s.support != "unsupported")
        facts = all(any(contains(carried, phrase) for phrase in fact) for fact in self.sample.target)
        is_short = self.sample.category in OPEN_CATEGORIES or len(answer.text.split()) <= MOST_WORDS
        stated = bool(answer.statements) and facts and is_short
        return self.sample.answerable and stated and not any(contains(answer.text, f) for f in self.sample.forbidden)

    def finds_gold(self, passage: Passage) -> bool:
        """Whether the search is to find this passage: one of the index that touches gold."""
        if not self.sample.answerable or self.sample.category in NOT_SEARCHED:
            return False
        source = self.run.documents.get(passage.document_id)
        is_indexed = source is not None and (passage.start, passage.end) in source.passages
        return is_indexed and any(meets(passage, gold) for gold in self.sample.evidence)

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


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[Span, frozenset[str]], ...]:
    """The spans of a text's sentences, each with its terms."""
    spans = [trim(text, span) for span in sentence_spans(text)]
    return tuple((span, frozenset(terms(text[slice(*span)]))) for span in spans if span[1] - span[0] >= LEAST_SENTENCE)
