"""How well the search ranks: the measures of trec_eval, through ir-measures, by question.

The unit is the passage: relevant are all passages of the index that touch a gold quote. A search hit
is known by its offsets, so a question set survives any change of the splitter.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from answer.answer import Answer
from eval.score.scorers import NOT_APPLICABLE, Score
from eval.sets.matching import touches
from eval.sets.samples import Sample
from index.sentences import Span

Key = TypeVar("Key", bound=Hashable)

Spans = Mapping[str, Sequence[Span]]
"""Document id → the spans of its passages, as indexed."""

NOT_SEARCHED = frozenset({"overview", "metadata"})
"""Answered from the whole document or from its header line, not from what the search ranks first."""


def measures(top_k: int) -> dict[str, ir_measures.Measure]:
    """Our name → the measure: reciprocal rank, recall at 1, 3 and top_k, nDCG at 10 (binary gains)."""
    recalls = {f"recall@{k}": R @ k for k in sorted({1, 3, top_k})}
    return {"reciprocal_rank": RR, **recalls, "ndcg@10": nDCG @ 10}


def retrieval_scores(pairs: Sequence[tuple[Sample, Answer]], spans: Spans, top_k: int) -> list[dict[str, Score]]:
    """For each sample and answer, the scores of its hits; n/a where there is no gold to find by search."""
    relevant = [_relevant(sample, spans) for sample, _ in pairs]
    found = rank_scores(measures(top_k), relevant, [_ranked(answer) for _, answer in pairs])
    return [
        {name: _score(values[n]) if wanted else NOT_APPLICABLE for name, values in found.items()}
        for n, wanted in enumerate(relevant)
    ]


def rank_scores(
    measures: Mapping[str, ir_measures.Measure],
    relevant: Sequence[Mapping[Key, int]],
    rankings: Sequence[Sequence[Key]],
) -> dict[str, list[float]]:
    """For each measure by its name, the score of each question: its relevant documents' gains, its ranking.

    A ranking counts by 1/rank: trec_eval sorts by score and breaks ties by name, so there are none.
    """
    names = {str(measure): name for name, measure in measures.items()}
    qrels = [Qrel(str(q), str(d), gain) for q, gains in enumerate(relevant) for d, gain in gains.items()]
    run = [ScoredDoc(str(q), str(d), 1 / rank) for q, found in enumerate(rankings) for rank, d in enumerate(found, 1)]
    scores = {name: [0.0] * len(relevant) for name in measures}
    for result in ir_measures.iter_calc(list(measures.values()), qrels, run) if qrels else ():
        scores[names[str(result.measure)]][int(result.query_id)] = result.value
    return scores


def _score(value: float) -> Score:
    return Score(value=value, explanation="" if value else "gold not among the passages")


def _relevant(sample: Sample, spans: Spans) -> dict[str, int]:
    """The names of the passages that touch a gold quote, each with a gain of 1; of one that no passage holds, its own.

    The index may not read a document at all: then its gold is there to be found, and never is.
    """
    relevant: dict[str, int] = {}
    if sample.answerable and sample.category not in NOT_SEARCHED:
        for gold in sample.evidence:
            place = (gold.start, gold.end)
            touched = [span for span in spans.get(gold.document_id, ()) if touches(span, place)]
            relevant |= {_name(gold.document_id, span): 1 for span in touched or [place]}
    return relevant


def _ranked(answer: Answer) -> list[str]:
    """The names of the hits, each once."""
    return list(dict.fromkeys(_name(h.passage.document_id, (h.passage.start, h.passage.end)) for h in answer.hits))


def _name(document_id: str, span: Span) -> str:
    return f"{document_id}:{span[0]}-{span[1]}".replace(" ", "_")
