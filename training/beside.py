"""Kept-out public questions, each beside ten passages that search finds, half of them with none that answers.

They are for `eval bench abstain`. What is left out as it may answer after all is told as where lessons are mined.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from tqdm import tqdm

from answer.errors import TrainingError
from answer.read.span_reader import SpanReader
from settings import Settings
from training.lessons.mined import as_files, judged_by, may_answer
from training.recipe import Recipe
from training.samples import SpanSample, read_parts
from training.searched import Searched, searched

QUESTIONS = 600
SEARCHED = 4600
"""Questions whose paragraphs are searched: all that are kept out, and of the others what there is room for."""
FOUND = 20  # passages, of which enough stay when those are left out that may answer
PASSAGES = 10


def write_beside(settings: Settings, spans: SpanReader, data: Path, recipe: Recipe, path: Path) -> int:
    """Write the questions to `path`; their number.

    Raises TrainingError where a set is missing, or the file cannot be written.
    """
    parts, rng = read_parts(data, recipe), Random(f"{recipe.seed}/beside")
    kept, others = list(parts.test), [sample for sample in parts.train if not sample.kind]
    rng.shuffle(kept)
    rng.shuffle(others)
    names = as_files({sample.paragraph: sample.title for sample in [*kept, *others][:SEARCHED]})
    wide, texts = settings.model_copy(update={"top_k": FOUND}), {name: text for text, name in names.items()}
    with searched(wide, spans, texts) as documents:
        lines = list(_lines(kept[:QUESTIONS], names, documents, spans))
    try:
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise TrainingError(f"{path} cannot be written ({error.strerror}). Give --out another file.") from None
    return len(lines)


def _lines(
    samples: list[SpanSample], names: dict[str, str], documents: Searched, spans: SpanReader
) -> Iterator[dict[str, Any]]:
    texts = {name: text for text, name in names.items()}
    for number, sample in enumerate(tqdm(samples, desc="Searching", unit="question", disable=None)):
        own, answerable = names[sample.paragraph], number % 2 == 0
        found = _best(sample, own, documents, spans)
        read = found[:PASSAGES] if answerable else [name for name in found if name != own][:PASSAGES]
        if read and own in found[:PASSAGES]:  # what search does not find, nobody reads
            yield {
                "id": number,
                "question": sample.question,
                "passages": [{"text": texts[name], "title": Path(name).stem} for name in read],
                "answerable": answerable,
            }


def _best(sample: SpanSample, own: str, documents: Searched, spans: SpanReader) -> list[str]:
    """The paragraphs that search finds, best first, but for those that may answer beside the question's own."""
    found = documents.found(sample.question)
    others = judged_by([text for text in found if text.document_id != own], sample, spans)
    out = {text.document_id for text, answerable in others if may_answer(text, answerable)}
    return list(dict.fromkeys(text.document_id for text in found if text.document_id not in out))
