"""bench beir: how well the searches rank the documents of a set in BEIR's layout (Thakur et al. 2021)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ir_measures import RR, R, nDCG
from pydantic import Field

from eval.bench.corpus import IndexedTexts, SetText, index_texts
from eval.bench.options import BenchOptions, progress
from eval.bench.ranking import first_documents, rank_metrics, searches
from eval.bench.reading import BenchReader
from eval.bench.report import BenchReport, BenchTable
from eval.score.metrics import Metric
from eval.sets.files import BenchError, BenchRecord, need_file, need_folder, numbered_lines, read_jsonl
from settings import Settings

BEIR_LAYOUT = "a folder with corpus.jsonl, queries.jsonl and qrels.tsv (or qrels/test.tsv)"
BEIR_MEASURES = {"nDCG@10": nDCG @ 10, "recall@5": R @ 5, "recall@10": R @ 10, "recall@100": R @ 100, "MRR@10": RR @ 10}
BEIR_DEPTH = 100
"""How far down a ranking is judged."""
BEIR_NOTES = (
    "Comparable: nDCG@10 with the published rows; the same queries, documents, judgements and measure (trec_eval's).",
    "Not the same: they embed each document whole, cut where the model ends; here a document is found by its best "
    "passage, as in the chat. To reach 100 documents the searches look deeper than for a question in the chat.",
)


class BeirDocument(BenchRecord):
    """A line of corpus.jsonl."""

    id: str = Field(alias="_id")
    text: str
    title: str | None = None


class BeirQuery(BenchRecord):
    """A line of queries.jsonl."""

    id: str = Field(alias="_id")
    text: str


def measure(settings: Settings, path: Path, options: BenchOptions) -> BenchReport:
    """nDCG@10, recall@5/10/100 and MRR@10 of each search, over the queries that have judgements."""
    need_folder(path, BEIR_LAYOUT)
    documents = read_jsonl(need_file(path / "corpus.jsonl", BEIR_LAYOUT), BeirDocument)
    queries = read_jsonl(need_file(path / "queries.jsonl", BEIR_LAYOUT), BeirQuery)
    judged = read_qrels(path)
    check_qrels(judged, {query.id for query in queries}, path)
    answered = [query for query in queries if any(judged.get(query.id, {}).values())]
    chosen = options.sample(answered)
    number = numbered([document.id for document in documents], path / "corpus.jsonl")
    with index_texts(settings, path.resolve().name, [SetText(d.text, d.title or "") for d in documents]) as corpus:
        relevant = [gains(judged[query.id], number) for query in chosen]
        rows = _rows(corpus, chosen, relevant, [number.get(query.id) for query in chosen])
        about = f"{len(chosen):,} queries, {len(documents):,} documents in {corpus.store.manifest.passages:,} passages"
    return BenchReport("beir", path, about, options.sampled(len(answered)), [BenchTable("", rows)], BEIR_NOTES)


def _rows(
    corpus: IndexedTexts, queries: Sequence[BeirQuery], relevant: Sequence[dict[int, int]], own: Sequence[int | None]
) -> dict[str, dict[str, Metric]]:
    """A row for each search. `own` is the document that is the query itself: as in BEIR, it does not count."""
    rows = {}
    for name, search in searches(corpus, BenchReader(corpus).rerank).items():
        asked = progress(queries, f"Searching, {name}")
        found = (first_documents(search, query.text, BEIR_DEPTH, corpus) for query in asked)
        rankings = [[d for d in ranking if d != itself] for ranking, itself in zip(found, own, strict=True)]
        rows[name] = rank_metrics(BEIR_MEASURES, relevant, rankings)
    return rows


def numbered(ids: Sequence[str], path: Path) -> dict[str, int]:
    """Each id's place, from 0; raises BenchError where one is given twice."""
    number = {key: n for n, key in enumerate(ids)}
    if len(number) < len(ids):
        twice = next(key for n, key in enumerate(ids) if number[key] != n)
        raise BenchError(f'{path} gives the id "{twice}" twice. Expected each document once.')
    return number


def gains(judgements: Mapping[str, int], number: Mapping[str, int]) -> dict[int, int]:
    """Judgements by the documents' numbers; one that the corpus lacks can never be found, and counts as missed."""
    return {number.get(d, -1 - n): gain for n, (d, gain) in enumerate(judgements.items())}


def check_qrels(judged: Mapping[str, object], queries: set[str], path: Path) -> None:
    """Raise BenchError where a query is judged that there is none of."""
    if unknown := sorted(judged.keys() - queries):
        raise BenchError(
            f'The qrels of {path} judge {len(unknown):,} queries that queries.jsonl lacks, first "{unknown[0]}". '
            "Expected the queries of the same split."
        )


def read_qrels(folder: Path) -> dict[str, dict[str, int]]:
    """Query id → document id → gain, from qrels.tsv or qrels/test.tsv, with or without a line of headings."""
    path = _qrels_file(folder)
    judged: dict[str, dict[str, int]] = {}
    for query, document, gain in _judgements(path):
        judged.setdefault(query, {})[document] = gain
    if not any(gain for gains in judged.values() for gain in gains.values()):
        raise BenchError(f"{path} holds no judgement above 0. Expected lines of query-id, corpus-id, score.")
    return judged


def _qrels_file(folder: Path) -> Path:
    places = [folder / "qrels.tsv", folder / "qrels" / "test.tsv"]
    others = sorted((folder / "qrels").glob("*.tsv"))
    found = next((place for place in places if place.is_file()), others[0] if len(others) == 1 else None)
    if found is None:
        names = f" (it has {', '.join(p.name for p in others)}: which one?)" if others else ""
        raise BenchError(f"{folder} has neither qrels.tsv nor qrels/test.tsv{names}. Expected {BEIR_LAYOUT}.")
    return found


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    for position, (number, line) in enumerate(numbered_lines(path)):
        parts = line.split("\t")
        is_number = len(parts) == 3 and parts[2].strip().lstrip("-").isdigit()
        if is_number:
            yield parts[0], parts[1], max(int(parts[2]), 0)
        elif position or len(parts) != 3:
            raise BenchError(
                f"{path}, line {number}: expected query-id, corpus-id and a whole number, separated by tabs; "
                f"found {line[:80]!r}."
            )
