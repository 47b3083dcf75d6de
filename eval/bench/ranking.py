"""A corpus' searches as rankings of documents, and their scores by the measures of trec_eval."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import ir_measures
from ir_measures import Qrel, ScoredDoc

from eval.bench.corpus import Corpus, number_of
from eval.bench.reading import Rerank
from eval.metrics import Metric, mean
from eval.scorers import Score
from index.passages import Hit
from index.search import HybridRetriever
from index.store import passage_ids

Search = Callable[[str, int], list[int]]
"""A question and how many passages to look at → the numbers of their documents, best passage first, each once."""


def searches(corpus: Corpus, rerank: Rerank | None = None) -> dict[str, Search]:
    """The searches of the product over this corpus, by name; the last only where there is a `rerank`."""
    owner = {
        row_id: int(document_id.partition(".")[0])
        for document_id, entry in corpus.store.manifest.documents.items()
        for row_id in passage_ids(entry)
    }

    def dense(question: str, passages: int) -> list[int]:
        found = corpus.store.nearest(corpus.embedder.embed_query(question), passages)
        return _once(number_of(passage) for passage, _ in found)

    def lexical(question: str, passages: int) -> list[int]:
        return _once(owner[row_id] for row_id, _ in corpus.store.lexical.query(question, passages))

    def hybrid(question: str, passages: int) -> list[int]:
        return _documents(_hybrid(corpus, question, passages))

    found: dict[str, Search] = {"dense": dense, "lexical": lexical, "hybrid": hybrid}
    return found | ({"hybrid + reader": _reranked(corpus, rerank)} if rerank else {})


def first_documents(search: Search, question: str, documents: int, corpus: Corpus) -> list[int]:
    """The first `documents` documents for a question: it looks at more passages until they are that many."""
    manifest = corpus.store.manifest
    passages = documents * math.ceil(manifest.passages / len(manifest.documents))
    while True:
        found = search(question, passages)[:documents]
        if len(found) == documents or passages >= manifest.passages:
            return found
        passages *= 2


def rank_scores(
    measures: Mapping[str, ir_measures.Measure],
    relevant: Sequence[Mapping[int, int]],
    rankings: Sequence[Sequence[int]],
) -> dict[str, list[Score]]:
    """For each measure by its name, the score of each question: its relevant documents' gains, its ranking.

    A ranking counts by 1/rank: trec_eval sorts by score and breaks ties by name, so there are none.
    """
    names = {str(measure): name for name, measure in measures.items()}
    qrels = [Qrel(str(q), str(d), gain) for q, gains in enumerate(relevant) for d, gain in gains.items()]
    run = [ScoredDoc(str(q), str(d), 1 / rank) for q, found in enumerate(rankings) for rank, d in enumerate(found, 1)]
    scores = {name: [Score(value=0.0)] * len(relevant) for name in measures}
    for result in ir_measures.iter_calc(list(measures.values()), qrels, run):
        scores[names[str(result.measure)]][int(result.query_id)] = Score(value=result.value)
    return scores


def rank_metrics(
    measures: Mapping[str, ir_measures.Measure],
    relevant: Sequence[Mapping[int, int]],
    rankings: Sequence[Sequence[int]],
) -> dict[str, Metric]:
    """The mean of each measure over the questions, with its bootstrap interval."""
    return {name: mean(scores) for name, scores in rank_scores(measures, relevant, rankings).items()}


def _reranked(corpus: Corpus, rerank: Rerank) -> Search:
    """The hybrid search with its passages put in the reader's order."""
    return lambda question, passages: _documents(rerank(question, _hybrid(corpus, question, passages)))


def _hybrid(corpus: Corpus, question: str, passages: int) -> list[Hit]:
    return HybridRetriever(corpus.store, corpus.embedder, passages).search(question)


def _documents(hits: Sequence[Hit]) -> list[int]:
    return _once(number_of(hit.passage) for hit in hits)


def _once(numbers: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(numbers))
