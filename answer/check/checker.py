"""Each statement against its sources: is the quote verbatim, and does it carry the statement?

It errs towards "unsupported". What the rules cannot decide is judged by the trained reader (answer/check/).
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from answer.answer import Citation, Statement
from answer.check.finding import Evidence
from answer.check.rules import against
from answer.check.words import content
from index.passages import Hit, Passage
from settings import FootnoteError

if TYPE_CHECKING:  # the store takes seconds to load, and the evals only want `missing`
    from answer.check.cite import Citer
    from answer.check.judge import Judge, Judgement, Said
    from index.store import Store

LEAST_OVERLAP = 0.5  # of a written sentence's content words, the share its quotes must hold
MOST_CITED = 4  # passages of those that a sentence cites which are judged: the most like it
OTHERS = 2  # passages that it does not cite which are judged, where the cited ones do not carry it
SURE_ELSEWHERE = 0.5  # of a passage that it does not cite: each one more is one more chance to err
NO_SOURCE = "no passage says so"


class Checker:
    """Decides which passages carry a written sentence. Thread-safe."""

    def __init__(self, store: "Store", judge: "Judge") -> None:
        self._store, self._judge = store, judge

    def prepare(self, hits: Sequence[Hit]) -> None:
        """Read the passages ahead, while the language model is still thinking: `check` is then quick."""
        with suppress(FootnoteError):  # e.g. the index went away: `check` meets it again, and tells
            for hit in hits:
                self._judge.read(hit.passage)

    def check(self, text: str, cited: Sequence[Passage], offered: Sequence[Hit], citer: "Citer") -> Statement:
        """The sentence as a statement with the quotes that carry it, each verbatim.

        Of the passages it cites those are kept that carry it, alone or together. Where none does, another
        one of the `offered` that does is cited instead. Else it is unsupported; the quote that comes nearest in
        what it cites then stands beside the reason.
        """
        carrying = self._carrying(self._judge.said(text), cited, [hit.passage for hit in offered])
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

    def _carrying(self, said: "Said", cited: Sequence[Passage], offered: Sequence[Passage]) -> "list[Judgement]":
        """What was judged: those that carry the sentence, or, where none does, all, what it cites first."""
        unique = list({passage.id: passage for passage in cited}.values())
        if len(unique) > MOST_CITED:
            unique = self._judge.most_like(said, unique)[:MOST_CITED]
        judged = [self._judged(said, [passage]) for passage in unique]
        if any(judgement.supported for judgement in judged):
            return [judgement for judgement in judged if judgement.supported]
        if len(unique) > 1 and (together := self._judged(said, unique)).supported:
            return [together]
        others = [passage for passage in offered if passage.id not in {p.id for p in unique}]
        for passage in self._judge.most_like(said, others)[:OTHERS]:
            judged.append(self._judged(said, [passage]))
            if judged[-1].supported and judged[-1].score >= SURE_ELSEWHERE:
                return judged[-1:]
            judged[-1] = replace(judged[-1], reason=judged[-1].reason or NO_SOURCE)
        return judged

    def _judged(self, said: "Said", passages: Sequence[Passage]) -> "Judgement":
        titles = {self._store.entry(passage.document_id).title for passage in passages}
        return self._judge.judge(said, passages, "\n".join(sorted(titles)))


def is_verbatim(store: "Store", citation: Citation) -> bool:
    """Whether the quote stands in its document at exactly these offsets, as the index has it now."""
    try:
        text = store.document(citation.document_id).text
    except FootnoteError:
        return False
    return bool(citation.quote) and text[citation.start : citation.end] == citation.quote


def check(store: "Store", statement: Statement) -> Statement:
    """The statement without citations that are not verbatim, and with the support that is left."""
    verbatim = tuple(c for c in statement.citations if is_verbatim(store, c))
    kept = statement.model_copy(update={"citations": verbatim})
    if not verbatim:
        return kept.model_copy(
            update={"support": "unsupported", "reason": statement.reason or "no source was given for it"}
        )
    if statement.support == "quoted" or statement.reason:
        return kept
    reason = missing(statement.text, [c.quote for c in verbatim])
    return kept.model_copy(update={"support": "unsupported" if reason else "supported", "reason": reason})


def missing(statement: str, quotes: Sequence[str]) -> str:
    """What the quotes lack of a statement by the rules alone, as a reason for people; empty where they carry it."""
    evidence = " ".join(quotes)
    if finding := against(statement, Evidence(evidence)):
        return finding.reason
    wanted, held = content(statement), set(content(evidence))
    if wanted and sum(stem in held for stem in wanted) / len(wanted) < LEAST_OVERLAP:
        return "the quote speaks of something else"
    return ""
