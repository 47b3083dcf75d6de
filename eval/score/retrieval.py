"""How well the search ranks: the measures of trec_eval, through ir-measures, by question.

The unit is the passage: relevant are all passages of the index that touch a gold quote. A search hit
is known by its offsets, so a question set survives any change of the splitter.
"""

from collections.abc import Iterator, Mapping, Sequence

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from answer.answer import Answer
from eval.score.scorers import NOT_APPLICABLE, Score
from eval.sets.matching import touches
from eval.sets.samples import Sample
from index.sentences import Span

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
    wanted = measures(top_k)
    names = {str(measure): name for name, measure in wanted.items()}
    scores = [dict.fromkeys(wanted, NOT_APPLICABLE) for _ in pairs]
    qrels = [Qrel(str(n), passage, 1) for n, (sample, _) in enumerate(pairs) for passage in _relevant(sample, spans)]
    run = [ScoredDoc(str(n), *hit) for n, (_, answer) in enumerate(pairs) for hit in _ranked(answer)]
    if qrels:
        for result in ir_measures.iter_calc(list(wanted.values()), qrels, run):
            name = names[str(result.measure)]
            explanation = "" if result.value else "gold not among the passages"
            scores[int(result.query_id)][name] = Score(value=result.value, explanation=explanation)
    return scores


def _relevant(sample: Sample, spans: Spans) -> list[str]:
    """The names of the passages that touch a gold quote, each once; of a quote that no passage holds, its own.

    The index may not read a document at all: then its gold is there to be found, and never is.
    """
    if not sample.answerable or sample.category in NOT_SEARCHED:
        return []
    relevant: list[str] = []
    for gold in sample.evidence:
        place = (gold.start, gold.end)
        touched = [span for span in spans.get(gold.document_id, ()) if touches(span, place)]
        relevant += [_name(gold.document_id, span) for span in touched or [place]]
    return list(dict.fromkeys(relevant))


def _ranked(answer: Answer) -> Iterator[tuple[str, float]]:
    """The hits with 1/rank as score: trec_eval sorts by score and breaks ties by name, so there are none."""
    names = dict.fromkeys(_name(h.passage.document_id, (h.passage.start, h.passage.end)) for h in answer.hits)
    return ((name, 1 / rank) for rank, name in enumerate(names, 1))


def _name(document_id: str, span: Span) -> str:
    return f"{document_id}:{span[0]}-{span[1]}".replace(" ", "_")
