"""What training never sees of new_wiki and of the exercises, in SQuAD's layout: for `eval bench squad | documents`."""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from answer.errors import TrainingError
from training.recipe import Recipe
from training.samples import SpanSample, exercises_by_side, read_parts


def write_kept_out(data: Path, recipe: Recipe, path: Path) -> int:
    """Write the Wikipedia articles to `path`; the number of their questions.

    Raises TrainingError where a set is missing, or the file cannot be written.
    """
    samples = read_parts(data, recipe).test
    return _write(sorted(samples, key=lambda s: (s.document, s.paragraph)), path)


def write_exercises(recipe: Recipe, path: Path) -> int:
    """The same of the exercises' documents, each as it was written."""
    samples, _, _ = exercises_by_side(recipe)
    return _write(samples, path)


def _write(samples: Sequence[SpanSample], path: Path) -> int:
    try:
        path.write_text(json.dumps({"version": "kept out", "data": _articles(samples)}), encoding="utf-8")
    except OSError as error:
        raise TrainingError(f"{path} cannot be written ({error.strerror}). Give --out another file.") from None
    return len(samples)


def _articles(samples: Sequence[SpanSample]) -> list[dict[str, Any]]:
    return [
        {"title": title, "paragraphs": [_paragraph(text, list(asked)) for text, asked in groupby(part, _text)]}
        for title, part in groupby(samples, lambda s: s.document)
    ]


def _text(sample: SpanSample) -> str:
    return sample.paragraph


def _paragraph(text: str, samples: Sequence[SpanSample]) -> dict[str, Any]:
    return {"context": text, "qas": [_question(sample, number) for number, sample in enumerate(samples)]}


def _question(sample: SpanSample, number: int) -> dict[str, Any]:
    answers = [{"text": sample.paragraph[a:b], "answer_start": a} for a, b in sample.answers]
    return {"id": f"{sample.document}/{number}/{sample.question}", "question": sample.question, "answers": answers} | (
        {"kind": sample.kind} if sample.kind else {}
    )
