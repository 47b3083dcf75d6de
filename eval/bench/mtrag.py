"""The files of one domain of MTRAG (Katsis et al. 2025) → its questions in their conversations, and its pool."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.beir import BeirDocument, BeirQuery, check_qrels, gains, numbered, read_qrels
from eval.bench.corpus import SetText
from eval.sets.files import BenchError, need_file, need_folder, read_jsonl

MTRAG_LAYOUT = (
    "a folder with corpus_pool.jsonl, qrels.tsv, and one …_lastturn.jsonl, …_questions.jsonl and …_rewrite.jsonl, "
    "or a folder of such folders"
)
_SPEAKER = re.compile(r"^\|user\|:", re.MULTILINE)


def as_text(passage: BeirDocument) -> SetText:
    """Some domains' texts begin with the title."""
    title = passage.title or ""
    return SetText(passage.text.removeprefix(title) if title else passage.text, title)


def turns_of(query: BeirQuery) -> tuple[str, ...]:
    """What the user said, each turn behind its "|user|:"."""
    return tuple(turn.strip() for turn in _SPEAKER.split(query.text) if turn.strip())


@dataclass(frozen=True)
class MtragTurn:
    """One question of a conversation."""

    earlier: tuple[str, ...]
    """The user's questions before it, oldest first."""
    question: str
    rewrite: str
    """The same, as a person wrote it to stand alone."""
    relevant: dict[int, int]
    """Gains by the numbers of the domain's texts."""


@dataclass(frozen=True)
class MtragDomain:
    """One domain: its questions, and the texts to search."""

    name: str
    turns: list[MtragTurn]
    texts: list[SetText]
    pool: int
    """How many texts its whole pool has."""


def read_domains(path: Path, pool: int, seed: int) -> list[MtragDomain]:
    """The domain at this path, or all domains in it, sorted by name; raises BenchError."""
    need_folder(path, MTRAG_LAYOUT)
    if (path / "corpus_pool.jsonl").is_file():
        return [read_domain(path, pool, seed)]
    folders = sorted(place.parent for place in path.glob("*/corpus_pool.jsonl"))
    if not folders:
        raise BenchError(f"{path} holds no corpus_pool.jsonl, nor does a folder in it. Expected {MTRAG_LAYOUT}.")
    return [read_domain(folder, pool, seed) for folder in folders]


def read_domain(folder: Path, pool: int, seed: int) -> MtragDomain:
    """One domain, with `pool` of its texts: all gold ones, the others sampled; 0 takes all."""
    passages = read_jsonl(need_file(folder / "corpus_pool.jsonl", MTRAG_LAYOUT), BeirDocument)
    judged = read_qrels(folder)
    kept = _sample(passages, {document for gains in judged.values() for document in gains}, pool, seed)
    number = numbered([passage.id for passage in kept], folder / "corpus_pool.jsonl")
    last, questions, rewrites = (_by_id(folder, kind) for kind in ("lastturn", "questions", "rewrite"))
    check_qrels(judged, set(last), folder)
    turns = []
    for query_id, query in last.items():
        if query_id in judged:
            earlier = turns_of(_same(questions, query_id, folder, "questions"))[:-1]
            rewrite = _one(_same(rewrites, query_id, folder, "rewrite"))
            turns.append(MtragTurn(earlier, _one(query), rewrite, gains(judged[query_id], number)))
    return MtragDomain(folder.name, turns, [as_text(passage) for passage in kept], len(passages))


def _sample(passages: Sequence[BeirDocument], gold: set[str], pool: int, seed: int) -> list[BeirDocument]:
    """All gold passages, and so many others that they are `pool`, in the order of the file."""
    others = [passage.id for passage in passages if passage.id not in gold and not as_text(passage).is_blank]
    wanted = max(pool - (len(passages) - len(others)), 0)
    if not pool or wanted >= len(others):
        return list(passages)
    chosen = gold | set(random.Random(seed).sample(others, wanted))  # noqa: S311 - no secret
    return [passage for passage in passages if passage.id in chosen]


def _by_id(folder: Path, kind: str) -> dict[str, BeirQuery]:
    files = sorted(folder.glob(f"*_{kind}.jsonl"))
    if len(files) != 1:
        raise BenchError(
            f"{folder} has {len(files)} files named …_{kind}.jsonl, expected one. Expected {MTRAG_LAYOUT}."
        )
    return {query.id: query for query in read_jsonl(files[0], BeirQuery)}


def _same(queries: dict[str, BeirQuery], query_id: str, folder: Path, kind: str) -> BeirQuery:
    if query_id not in queries:
        raise BenchError(
            f'{folder}: …_{kind}.jsonl lacks the query "{query_id}" of …_lastturn.jsonl. Expected the same.'
        )
    return queries[query_id]


def _one(query: BeirQuery) -> str:
    """The whole of a query of one turn."""
    return " ".join(turns_of(query))
