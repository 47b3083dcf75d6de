"""What speaks for a sentence as the answer to a question: the features that reading weighs."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from index.lexical import LexicalIndex, terms

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DATE = re.compile(rf"\b{_MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}\b|\b(?:1[0-9]|20)\d\d(?:s\b|\b)|\b(?:spring|summer|fall|autumn|winter) of\b|\b{_MONTH}\b|\b\d\ds\b")
_NUMBER = re.compile(
    r"\b\d[\d.,]*\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|half|double|doubled|twice|triple|third|quarter|percent)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\.[A-Z]\.?)*(?:[ -](?:of |the |al-|de |van |von )?[A-Z][\w’'-]*)*")
_REASON = re.compile(
    r"\b(?:because|due to|owing to|since|in order to|so that|thus|therefore|thereby|avoids?|concerns? over|enabling|reflects?|hoping to|caused?|reason|as a result|leads? to|need for|given)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|says|told|explained|asserted|stated|announced|commented|intimated|claimed|argued|according to|reported|noted|added|regards?|confirm\w*)\b|\([A-Z][^()]*, \w+\.? \d+\)",
    re.IGNORECASE,
)
_QUESTION_WORDS = frozenset(
    "who whom whose what which when where why how is are was were do does did has have had can could will would should"
    " in on at to from for of by with the a an and or but so as according tell name list give explain describe show please".split()
)

_ASKS: list[tuple[re.Pattern[str], Callable[["Question", str], bool]]] = [
    (re.compile(r"\b(?:when|what (?:date|day|year|month|time)|which (?:date|day|year|month|decade)|in what (?:year|month|season)|what season|how long ago|since when)\b", re.I), lambda q, s: q.offers_new(_DATE, s)),
    (re.compile(r"\b(?:how (?:many|much|large|big|often|far|old|long|tall|high)|what (?:number|percentage|share|amount|volume|issue)|which (?:number|issue|volume))\b", re.I), lambda q, s: q.offers_new(_NUMBER, s)),
    (re.compile(r"\b(?:who said|who says|according to whom|which (?:source|news|agency|outlet|channel)|what (?:source|news agency|outlet)|source (?:of|for)|reported by|who reported|attributed)\b", re.I), lambda q, s: bool(_SPEECH.search(s))),
    (re.compile(r"\b(?:who|whom|whose|which (?:\w+ )?(?:minister|president|leader|person|official|country|countries|state|states|nation|queen|king|city))\b", re.I), lambda q, s: q.offers_new(_NAME, s)),
    (re.compile(r"\b(?:where|what (?:city|place|country|capital|location)|in which (?:city|place))\b", re.I), lambda q, s: q.offers_new(_NAME, s)),
    (re.compile(r"\b(?:why|what (?:caused|reason|motivated|drives|explains)|how come|for what reason|reasons?)\b", re.I), lambda q, s: bool(_REASON.search(s))),
]


@dataclass(frozen=True)
class Question:
    """A question, and what a text would have to hold to answer it."""

    text: str
    lexical: LexicalIndex
    rank_of_word: Callable[[str], int | None]

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
        """The share of its names and numbers that a text lacks: 0 to 1; 0 where it has none."""
        return len(self.names - text_terms) / len(self.names) if self.names else 0.0

    def kind_fits(self, sentence: str) -> float:
        """1 where the sentence holds the kind of thing that is asked for, 0 where not, ½ for other questions."""
        for asks, holds in _ASKS:
            if asks.search(self.text):
                return float(holds(self, sentence))
        return 0.5

    def offers_new(self, pattern: re.Pattern[str], sentence: str) -> bool:
        """Whether the sentence holds such a thing that the question does not already name."""
        asked = self.text.lower()
        return any(m.group().lower() not in asked for m in pattern.finditer(sentence))
