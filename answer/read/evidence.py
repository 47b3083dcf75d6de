"""A question's terms and names, and how much of them a text holds."""

import re
from dataclasses import dataclass
from functools import cached_property

from index.lexical import LexicalIndex, terms

_QUESTION_WORDS = frozenset(
    """
    who whom whose what which when where why how is are was were do does did has have had can could will would
    should in on at to from for of by with the a an and or but so as according tell name list give explain describe
    show please
    """.split()
)


@dataclass(frozen=True)
class Question:
    """A question, and what a text would have to hold to answer it."""

    text: str
    lexical: LexicalIndex

    @cached_property
    def weights(self) -> dict[str, float]:
        """Its content terms, each with how telling it is: rare in the corpus, or a name, or a number."""
        weights = {t: self.lexical.idf(t) for t in terms(self.text)}
        for term in weights:
            if not self.lexical.document_frequency(term) and term not in self.names:
                weights[term] *= 0.5  # a word the corpus never uses may just be the asker's own wording
        return weights

    @cached_property
    def names(self) -> frozenset[str]:
        """The terms of its names and numbers: what an answer can hardly do without."""
        found = set()
        for match in re.finditer(r"[\w’'.-]*\w", self.text):
            word = match.group()
            opening = match.start() == 0
            if word[0].isdigit() or (word[0].isupper() and not (opening and word.lower() in _QUESTION_WORDS)):
                found.update(terms(word))
        return frozenset(found)

    def coverage(self, text_terms: frozenset[str]) -> float:
        """The share, by weight, of its terms that a text holds: 0 to 1; 0 where it has no terms."""
        total = sum(self.weights.values())
        return sum(w for t, w in self.weights.items() if t in text_terms) / total if total else 0.0

    def missing_names(self, text_terms: frozenset[str]) -> float:
        """The share of its names and numbers that a text lacks: 0 to 1; 1 where it lacks a number."""
        missing = self.names - text_terms
        if any(term[0].isdigit() for term in missing):
            return 1.0
        return len(missing) / len(self.names) if self.names else 0.0
