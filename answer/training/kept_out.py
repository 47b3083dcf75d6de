"""The part of new_wiki that training never sees, in SQuAD's layout: for `python -m eval bench squad`."""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from answer.errors import TrainingError
from answer.training.recipe import Recipe
from answer.training.samples import Sample, read_parts


def write_kept_out(data: Path, recipe: Recipe, path: Path) -> int:
    """Write the test articles to `path`; the number of their questions.

    Raises TrainingError where a set is missing, or the file cannot be written.
    """
    samples = read_parts(data, recipe).test
    try:
        path.write_text(json.dumps({"version": "kept out", "data": _articles(samples)}), encoding="utf-8")
    except OSError as error:
        raise TrainingError(f"{path} cannot be written ({error.strerror}). Give --out another file.") from None
    return len(samples)


def _articles(samples: Sequence[Sample]) -> list[dict[str, Any]]:
    ordered = sorted(samples, key=lambda s: (s.document, s.paragraph))
    return [
        {"title": title, "paragraphs": [_paragraph(text, list(asked)) for text, asked in groupby(part, _text)]}
        for title, part in groupby(ordered, lambda s: s.document)
    ]


def _text(sample: Sample) -> str:
    return sample.paragraph


def _paragraph(text: str, samples: Sequence[Sample]) -> dict[str, Any]:
    return {"context": text, "qas": [_question(sample, number) for number, sample in enumerate(samples)]}


def _question(sample: Sample, number: int) -> dict[str, Any]:
    answers = [{"text": sample.paragraph[a:b], "answer_start": a} for a, b in sample.answers]
    return {"id": f"{sample.document}/{number}/{sample.question}", "question": sample.question, "answers": answers}
