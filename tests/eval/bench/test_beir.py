"""bench beir on three documents, with the real search."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.bench.beir import BEIR_MEASURES, read_qrels
from eval.bench.corpus import SetText, index_texts
from eval.bench.ranking import first_documents, rank_metrics, searches
from eval.sets.files import BenchError
from settings import load_settings

Figures = Callable[..., dict[str, Any]]
Value = Callable[..., float | None]
Write = Callable[[str, str], Path]


def test_each_search_finds_the_judged_documents_first(beir: Path, figures: Figures, value: Value) -> None:
    found = figures("beir", beir)
    for system in ("dense", "lexical", "hybrid"):
        assert [value(found, system, name) for name in BEIR_MEASURES] == [1, 1, 1, 1, 1]


def test_only_judged_queries_are_asked(beir: Path, figures: Figures) -> None:
    assert figures("beir", beir)["about"] == "2 queries, 3 documents in 3 passages"


def test_a_ranking_is_scored_as_by_trec_eval() -> None:
    # one question: gains 1 and 1 at ranks 2 and 4 of a ranking; nDCG = (1/log2 3 + 1/log2 5) / (1 + 1/log2 3)
    found = rank_metrics(BEIR_MEASURES, [{1: 1, 2: 1}], [[5, 1, 6, 2]])
    assert found["nDCG@10"].value == pytest.approx((0.63093 + 0.43068) / 1.63093, abs=1e-4)
    assert found["MRR@10"].value == 0.5
    assert found["recall@5"].value == 1


def test_a_query_that_finds_nothing_counts_as_zero() -> None:
    assert rank_metrics(BEIR_MEASURES, [{1: 1}, {2: 1}], [[1], []])["recall@5"].value == 0.5


def test_the_reader_can_put_the_passages_in_its_own_order(home: Path) -> None:
    with index_texts(load_settings(), "small", [SetText("Cats purr."), SetText("Cats purr, and dogs bark.")]) as corpus:
        found = searches(corpus, rerank=lambda question, hits: list(reversed(hits)))
        ranked = {name: first_documents(search, "Do cats purr?", 2, corpus) for name, search in found.items()}
    assert ranked["hybrid + reader"] == ranked["hybrid"][::-1]


def test_a_document_is_found_by_its_best_passage_and_once(home: Path) -> None:
    long = " ".join(f"Sentence {n} speaks of rye bread and of nothing else at all." for n in range(60))
    texts = [SetText(long), SetText("Dogs bark."), SetText("Rye is a grain.", "Rye")]
    with index_texts(load_settings(), "small", texts) as corpus:
        assert corpus.store.manifest.passages > len(texts)
        ranked = first_documents(searches(corpus)["dense"], "rye bread", 3, corpus)
    assert sorted(ranked) == [0, 1, 2]


@pytest.mark.parametrize("name", ["qrels.tsv", "qrels/test.tsv", "qrels/dev.tsv"])
def test_qrels_are_found_with_headings_or_without(name: str, write: Write) -> None:
    path = write(f"set/{name}", "1\th\t1\n1\tr\t0\n")
    folder = path.parent if name == "qrels.tsv" else path.parent.parent
    assert read_qrels(folder) == {"1": {"h": 1, "r": 0}}


def test_the_test_split_is_taken_of_several(write: Write) -> None:
    write("set/qrels/train.tsv", "9\tx\t1\n")
    folder = write("set/qrels/test.tsv", "1\th\t1\n").parent.parent
    assert read_qrels(folder) == {"1": {"h": 1}}


def test_several_splits_without_a_test_split_are_an_error(write: Write) -> None:
    write("set/qrels/train.tsv", "9\tx\t1\n")
    folder = write("set/qrels/dev.tsv", "1\th\t1\n").parent.parent
    with pytest.raises(BenchError, match=r"dev\.tsv, train\.tsv: which one"):
        read_qrels(folder)
