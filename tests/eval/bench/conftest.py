"""Tiny sets, written by hand, in the layouts of the public ones; and a way to run a benchmark on them."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from eval.__main__ import main

hypothesis_settings.register_profile("footnote", deadline=None)  # the machine may be busy with other tests
hypothesis_settings.load_profile("footnote")

HARBOUR = "The harbour of Lindau was opened in 1856 by Anna Bell. Its lighthouse is 33 metres high."
RAILWAY = "The railway to Bregenz carries salt and timber. Karl Weiss built it with four hundred workers."
BAKERY = "The bakery on the square sells rye bread before dawn. It closes on Mondays."

Write = Callable[[str, str], Path]
Bench = Callable[..., int]


def lines(*records: object) -> str:
    """JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """write("folder/name", text) → the path of a file of a set."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / "sets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def bench(home: Path) -> Bench:
    """bench("beir", path, …) → the exit code of `python -m eval bench beir PATH …`, with the real model."""

    def run(*arguments: object) -> int:
        return main(["bench", *(str(argument) for argument in arguments)])

    return run


@pytest.fixture
def figures(bench: Bench, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """figures("beir", path, …) → what the benchmark wrote as JSON."""

    def run(*arguments: object) -> dict[str, Any]:
        assert bench(*arguments, "--json", tmp_path / "figures.json") == 0
        found: dict[str, Any] = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
        return found

    return run


@pytest.fixture
def value() -> Callable[..., float | None]:
    """value(figures, "hybrid", "recall@5") → a figure; `table` is the number of its table."""

    def find(found: dict[str, Any], system: str, metric: str, table: int = 0) -> float | None:
        rows = {row["system"]: row["metrics"] for row in found["tables"][table]["rows"]}
        number: float | None = rows[system][metric]["value"]
        return number

    return find


@pytest.fixture
def beir(write: Write) -> Path:
    """Three documents, two judged queries, and one that nobody judged."""
    texts = {"h": HARBOUR, "r": RAILWAY, "b": BAKERY}
    write("small/corpus.jsonl", lines(*({"_id": i, "title": "", "text": t} for i, t in texts.items())))
    queries = {"1": "When was the harbour opened?", "2": "Who built the railway?", "3": "What is sold at dawn?"}
    write("small/queries.jsonl", lines(*({"_id": i, "text": t} for i, t in queries.items())))
    return write("small/qrels.tsv", "query-id\tcorpus-id\tscore\n1\th\t1\n2\tr\t1\n2\tb\t0\n").parent


@pytest.fixture
def squad(write: Write) -> Path:
    """Two paragraphs in SQuAD 2.0's layout: two questions with an answer, one without."""
    asked = [
        {"id": "1", "question": "When was the harbour opened?", "answers": [{"text": "1856", "answer_start": 36}]},
        {"id": "2", "question": "Who is the emperor of Japan?", "answers": [], "is_impossible": True},
    ]
    built = {"id": "3", "question": "Who built the railway?", "answers": [{"text": "Karl Weiss", "answer_start": 48}]}
    paragraphs = [{"context": HARBOUR, "qas": asked}, {"context": RAILWAY, "qas": [built]}]
    return write("small.json", json.dumps({"version": "v2.0", "data": [{"title": "T", "paragraphs": paragraphs}]}))


@pytest.fixture
def qed(write: Write) -> Path:
    """Two lines in QED's layout, the second without a correct answer."""

    def line(question: str, span: str, kind: str) -> dict[str, object]:
        answers = [[{"start": 0, "end": 0, "string": part} for part in span.split("|")]]
        about = {"question_text": question, "paragraph_text": RAILWAY, "original_nq_answers": answers}
        return {**about, "annotation": {"explanation_type": kind}}

    good = line("what does the railway carry", "salt|timber", "single_sentence")
    return write("dev.jsonl", lines(good, line("when does the railway close", "Bregenz", "none")))


@pytest.fixture
def abstain(write: Write) -> Path:
    """Two answerable questions and two that their passages are silent on."""
    asked = [
        ("When was the harbour opened?", HARBOUR, True),
        ("Who built the railway?", RAILWAY, True),
        ("Who is the emperor of Japan?", BAKERY, False),
        ("What did Peru export in 1723?", RAILWAY, False),
    ]
    records = [
        {"id": str(n), "question": question, "passages": [text], "answerable": truth}
        for n, (question, text, truth) in enumerate(asked)
    ]
    return write("small.jsonl", lines(*records))


@pytest.fixture
def clapnq(write: Write) -> Path:
    """The two files of CLAPnq's layout, a question each."""
    for kind, question in (("answerable", "when was the harbour opened"), ("unanswerable", "emperor of japan")):
        passage = {"title": "Harbour", "text": HARBOUR, "sentences": [HARBOUR]}
        write(f"clapnq/clapnq_dev_{kind}.jsonl", lines({"id": "1", "input": question, "passages": [passage]}))
    return write("clapnq/README", "").parent


@pytest.fixture
def chunking(write: Write) -> Path:
    """One question on each of two corpora, each with an excerpt."""
    texts = {"harbour": HARBOUR, "railway": RAILWAY}
    for name, text in texts.items():
        write(f"chunks/corpora/{name}.md", text)
    asked = [("When was the harbour opened?", "1856", "harbour"), ("Who built the railway?", "Karl Weiss", "railway")]
    rows = [(question, [(quote, texts[name].index(quote))], name) for question, quote, name in asked]
    return write("chunks/questions_df.csv", questions_csv(rows)).parent


def questions_csv(rows: Sequence[tuple[str, Sequence[tuple[str, int]], str]]) -> str:
    """questions_df.csv of these questions, their excerpts (text, start) and their corpora."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["question", "references", "corpus_id"])
    for question, excerpts, corpus_id in rows:
        found = [{"content": t, "start_index": a, "end_index": a + len(t)} for t, a in excerpts]
        writer.writerow([question, json.dumps(found), corpus_id])
    return out.getvalue()


@pytest.fixture
def mtrag(write: Write) -> Path:
    """One domain: a conversation of two turns, the second of which cannot stand alone."""
    texts = {"h": HARBOUR, "r": RAILWAY, "b": BAKERY, "s": "The station clock in Bregenz was made by Karl Weiss."}
    pool = ({"_id": i, "title": "", "text": t, "url": ""} for i, t in texts.items())
    write("towns/corpus_pool.jsonl", lines(*pool))
    first, second = "When was the harbour of Lindau opened?", "And the railway to Bregenz?"
    turns = {
        "lastturn": [first, second],
        "rewrite": [first, "When was the railway to Bregenz opened?"],
        "questions": [first, f"{first}\n|user|: {second}"],
    }
    for kind, asked in turns.items():
        records = ({"_id": f"c<::>{n}", "text": f"|user|: {text}"} for n, text in enumerate(asked, 1))
        write(f"towns/towns_{kind}.jsonl", lines(*records))
    return write("towns/qrels.tsv", "query-id\tcorpus-id\tscore\nc<::>1\th\t1\nc<::>2\tr\t1\n").parent


@pytest.fixture
def support(write: Write) -> Path:
    """Two statements that their evidence carries, two that it does not."""
    said = [
        ("Anna Bell opened the harbour in 1856.", True),
        ("The lighthouse is 33 metres high.", True),
        ("Anna Bell opened the harbour in 1857.", False),
        ("The harbour was not opened by Anna Bell.", False),
    ]
    records = ({"statement": text, "evidence": HARBOUR, "supported": truth} for text, truth in said)
    return write("said.jsonl", lines(*records))
