"""Each statement against its sources: is the quote verbatim, and does it carry the statement?

What the rules cannot decide is judged by the trained reader (judge.py).
"""

from collections.abc import Sequence
from dataclasses import replace

from answer.answer import Statement
from answer.check.cite import Citer, is_verbatim
from answer.check.judge import Claim, Judge, Judgement
from answer.saying import Saying
from index.passages import Hit, Passage
from index.shelf import Shelf

MOST_CITED = 4  # passages of those that a sentence cites which are judged: the most like it
OTHERS = 2  # passages that it does not cite which are judged, where the cited ones do not carry it
SURE_ELSEWHERE = 0.5  # of a passage that it does not cite: each one more is one more chance to err
NO_SOURCE = Saying("no_source", "no passage says so")()


class Checker:
    """Decides which passages carry a written sentence. Thread-safe."""

    def __init__(self, store: Shelf, judge: Judge) -> None:
        self._store, self._judge = store, judge

    def check(self, text: str, cited: Sequence[Passage], offered: Sequence[Hit], citer: Citer) -> Statement:
        """The sentence as a statement with the quotes that carry it, each verbatim.

        Of the passages it cites those are kept that carry it, alone or together. Where none does, another
        one of the `offered` that does is cited instead. Else it is unsupported; the quote that comes nearest in
        what it cites then stands beside the reason.
        """
        carrying = self._carrying(self._judge.claim(text), cited, [hit.passage for hit in offered])
        judged = [judgement for judgement in carrying if judgement.supported]
        nearest = [] if judged or not cited else carrying[:1]
        quotes = [quote for judgement in judged or nearest for quote in judgement.quotes]
        citations = tuple({c.number: c for c in map(citer.cite, quotes)}.values())
        verbatim = tuple(c for c in citations if is_verbatim(self._store, c))
        supported = bool(judged) and len(verbatim) == len(citations)
        return Statement(
            text=text,
            citations=verbatim,
            support="supported" if supported else "unsupported",
            reason="" if supported else (nearest[0].reason if nearest else NO_SOURCE),
            score=max((judgement.score for judgement in carrying), default=0.0),
        )

    def _carrying(self, claim: Claim, cited: Sequence[Passage], offered: Sequence[Passage]) -> list[Judgement]:
        """What was judged: those that carry the sentence, or, where none does, all, what it cites first."""
        unique = list({passage.id: passage for passage in cited}.values())
        if len(unique) > MOST_CITED:
            unique = self._judge.most_like(claim, unique)[:MOST_CITED]
        judged = [self._judged(claim, [passage]) for passage in unique]
        if any(judgement.supported for judgement in judged):
            return [judgement for judgement in judged if judgement.supported]
        if len(unique) > 1 and (together := self._judged(claim, unique)).supported:
            return [together]
        others = [passage for passage in offered if passage.id not in {p.id for p in unique}]
        for passage in self._judge.most_like(claim, others)[:OTHERS]:
            judged.append(self._judged(claim, [passage]))
            if judged[-1].supported and judged[-1].score >= SURE_ELSEWHERE:
                return judged[-1:]
            judged[-1] = replace(judged[-1], reason=judged[-1].reason or NO_SOURCE)
        return judged

    def _judged(self, claim: Claim, passages: Sequence[Passage]) -> Judgement:
        titles = {self._store.entry(passage.document_id).title for passage in passages}
        return self._judge.judge(claim, passages, "\n".join(sorted(titles)))
