"""A trained head → the files that the answering code loads."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from answer.carry import CARD, FORMAT, WEIGHTS, CarryCard, Head
from answer.followup_training.dialogues import FILES
from answer.followup_training.examples import Example
from answer.followup_training.recipe import Recipe
from answer.followup_training.score import Counts
from index.model import file_sha256

THRESHOLDS = tuple(n / 100 for n in range(20, 71, 2))


def choose_threshold(examples: Sequence[Example], head: Head, recipe: Recipe) -> float:
    """The threshold with the best F1 (of the two sets' mean) that leaves enough unrelated questions as asked."""
    odds = [1 / (1 + np.exp(-head.logits(e.inputs))) if len(e.carried) else np.zeros(0) for e in examples]
    foreign = [p for e, p in zip(examples, odds, strict=True) if e.question.kind == "foreign"]

    def unchanged(threshold: float) -> float:
        return sum(not (p >= threshold).any() for p in foreign) / max(len(foreign), 1)

    def f1(threshold: float, source: str) -> float:
        chosen = [
            (e.carried, p >= threshold)
            for e, p in zip(examples, odds, strict=True)
            if e.question.kind == "followup" and e.question.source == source
        ]
        return Counts(
            sum(int((a & b).sum()) for a, b in chosen),
            sum(int(b.sum()) for _, b in chosen),
            sum(int(a.sum()) for a, _ in chosen),
        ).f1

    allowed = [t for t in THRESHOLDS if unchanged(t) >= recipe.least_unchanged] or [THRESHOLDS[-1]]
    return max(allowed, key=lambda t: f1(t, "canard") + f1(t, "cast"))


def save(folder: Path, head: Head, **about: Any) -> None:
    """Write the weights (half precision) and their card, of which `about` holds the other fields."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {f.name: getattr(head, f.name).astype(np.float16) for f in fields(head)}
    arrays |= {"mean": head.mean, "scale": head.scale}
    np.savez(folder / WEIGHTS, **arrays)
    write_card(folder, CarryCard(format=FORMAT, weights_sha256=file_sha256(folder / WEIGHTS), **about))


def data_hashes(data: Path) -> dict[str, str]:
    """The SHA-256 of each file of conversations."""
    return {name: file_sha256(data / name) for name in FILES}


def write_card(folder: Path, card: CarryCard) -> None:
    """The card as JSON, the same for the same card."""
    (folder / CARD).write_text(json.dumps(asdict(card), indent=2) + "\n", encoding="utf-8")
