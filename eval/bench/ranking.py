"""A corpus' searches as rankings of documents, and their scores by the measures of trec_eval."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import ir_measures

from eval.bench.corpus import IndexedTexts, number_of
from eval.bench.reading import Rerank
from eval.score.metrics import Metric, mean
from eval.score.retrieval import rank_scores
from index.passages import Passage
from index.search import HybridRetriever

Search = Callable[[str, int], Sequence[Passage]]
"""A question and a number → that many passages, best first."""


def searches(corpus: IndexedTexts, rerank: Rerank | None = None) -> dict[str, Search]:
    """The searches of the product over this corpus, by name; the reader's order only where there is a `rerank`."""

    def dense(question: str, k: int) -> Sequence[Passage]:
        return [passage for passage, _ in corpus.store.nearest(corpus.embedder.embed_query(question), k)]

    def lexical(question: str, k: int) -> Sequence[Passage]:
        return corpus.store.passages([row_id for row_id, _ in corpus.store.lexical.query(question, k)])

    def hybrid(question: str, k: int, order: Rerank = lambda question, hits: list(hits)) -> Sequence[Passage]:
        hits = HybridRetriever(corpus.store, corpus.embedder, k).search(question)
        return [hit.passage for hit in order(question, hits)]

    found: dict[str, Search] = {"dense": dense, "lexical": lexical, "hybrid": hybrid}
    return found | ({"hybrid + reader": partial(hybrid, order=rerank)} if rerank else {})


def first_documents(search: Search, question: str, documents: int, corpus: IndexedTexts) -> list[int]:
    """The first `documents` documents for a question: it looks at more passages until they are that many."""
    manifest = corpus.store.manifest
    passages = documents * math.ceil(manifest.passages / len(manifest.documents))
    while True:
        found = list(dict.fromkeys(number_of(passage) for passage in search(question, passages)))[:documents]
        if len(found) == documents or passages >= manifest.passages:
            return found
        passages *= 2


def rank_metrics(
    measures: Mapping[str, ir_measures.Measure],
    relevant: Sequence[Mapping[int, int]],
    rankings: Sequence[Sequence[int]],
) -> dict[str, Metric]:
    """The mean of each measure over the questions, with its bootstrap interval."""
    return {name: mean(scores) for name, scores in rank_scores(measures, relevant, rankings).items()}
