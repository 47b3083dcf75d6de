"""bench rewrites: how near our standalone question comes to the one that people wrote, in words."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answer.answer import Answer, Statement
from answer.read.span_reader import load_reader
from answer.understand.meant import standalone
from eval.bench.options import BenchOptions, progress
from eval.bench.report import BenchReport, BenchTable, Row
from eval.score.metrics import mean
from eval.sets.files import BenchError, need_file, read_text
from index.lexical import terms
from settings import Settings

RESOLVED = "evaluation_topics_annotated_resolved_v1.0.tsv"
"""CAsT 2019 keeps its rewrites in a file beside the topics."""


@dataclass(frozen=True)
class SpokenTurn:
    """A question as it was asked, as people rewrote it to stand alone, and what it was answered, "" where unknown."""

    question: str
    rewrite: str
    answer: str


Talk = Sequence[SpokenTurn]


def measure(settings: Settings, path: Path, options: BenchOptions) -> BenchReport:
    """Each turn but the first of the conversations in `path`, one of CAsT's files of topics."""
    talks = read_topics(path)
    chosen = options.sample(talks)
    spans = load_reader(settings)
    rows: dict[str, list[tuple[SpokenTurn, str]]] = {"last turn": [], "our standalone question": []}
    for talk in progress(chosen, "Conversations"):
        history: list[Answer] = []
        for turn in talk:
            ours = standalone(turn.question, history, spans)
            if history:
                rows["last turn"].append((turn, turn.question))
                rows["our standalone question"].append((turn, ours))
            history.append(_answered(turn, ours))
    count = len(rows["last turn"])
    about = f"{count:,} questions of {len(chosen):,} conversations"
    tables = [BenchTable("", {way: figures(pairs) for way, pairs in rows.items()})]
    return BenchReport("rewrites", path, about, options.sampled(len(talks)), tables, NOTES)


NOTES = (
    "Words are content words, stemmed. put in: of those that people put in, the share that ours has. wrong: questions "
    "with a word that neither the question nor the rewrite has. left alone: of those that people left as they were.",
    "The conversation's earlier questions are ours as they stood alone; answers are the set's, where it has them.",
)


def figures(pairs: Sequence[tuple[SpokenTurn, str]]) -> Row:
    """What the questions are worth beside the rewrites."""
    compared = [
        (set(terms(t.question)), set(terms(ours)), set(terms(t.rewrite)), ours == t.question) for t, ours in pairs
    ]
    return {
        "F1 of words": mean([_f1(ours, wanted) for _, ours, wanted, _ in compared]),
        "put in": mean([len((w - q) & o) / len(w - q) if w - q else None for q, o, w, _ in compared]),
        "wrong": mean([float(bool(o - q - w)) for q, o, w, _ in compared]),
        "left alone": mean([None if w - q else float(same) for q, _, w, same in compared]),
    }


def _f1(ours: set[str], wanted: set[str]) -> float:
    return 2 * len(ours & wanted) / (len(ours) + len(wanted)) if ours or wanted else 1.0


def _answered(turn: SpokenTurn, ours: str) -> Answer:
    """The turn as a conversation keeps it."""
    said = (Statement(text=turn.answer, citations=(), support="quoted"),) if turn.answer else ()
    return Answer(
        question=turn.question,
        standalone_question=ours,
        statements=said,
        verdict="answered" if said else "not_found",
        confidence=1.0,
        message="",
        note="",
        hits=(),
        mode="quotes",
        timings={},
    )


def read_topics(path: Path) -> list[Talk]:
    """The conversations of a file of CAsT's topics; raises BenchError where it is none."""
    try:
        topics = json.loads(read_text(need_file(path, "a .json file of CAsT's topics")))
        beside = path.with_name(RESOLVED)
        resolved = dict(_rewrites(beside)) if beside.is_file() else {}
        return [[_turn(topic["number"], turn, resolved) for turn in topic["turn"]] for topic in topics]
    except (ValueError, KeyError, TypeError) as error:
        raise BenchError(f"{path} is no file of CAsT's topics ({error!r}). Give one of its .json files.") from None


def _turn(topic: int, turn: dict[str, Any], resolved: dict[str, str]) -> SpokenTurn:
    raw = turn["raw_utterance"]
    rewrite = turn.get("manual_rewritten_utterance") or resolved.get(f"{topic}_{turn['number']}", raw)
    return SpokenTurn(raw, rewrite, turn.get("passage", ""))


def _rewrites(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rewrite = line.partition("\t")
        yield key, rewrite
