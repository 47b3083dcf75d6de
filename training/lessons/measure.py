"""What a reader is worth on twins: contrast sets that it has not learned from, each question asked of its document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

from answer.read.span_reader import PassageScores, SpanReader
from index.passages import CountTokens
from training.calibration import Calibration, best_threshold
from training.lessons.contrast import ContrastDocument, Twin
from training.lessons.texts import ReadText, document_of, texts_of


@dataclass(frozen=True)
class AskedTwin:
    """A twin, and what the reader makes of it."""

    document: str
    twin: Twin
    probability: float
    """That the document answers: of its best text."""
    right: bool
    """Whether the reader's best span lies where the answer does; True where there is none."""

    def is_right(self, threshold: float) -> bool:
        """Whether it is answered where it should be, and only there."""
        return self.right and (self.probability >= threshold) == (self.twin.answer is not None)


def ask_twins(
    reader: SpanReader, documents: Iterable[ContrastDocument], fitted: Calibration, count: CountTokens, limit: int
) -> list[AskedTwin]:
    """Every question of the documents."""
    asked: list[AskedTwin] = []
    for document in tqdm(list(documents), desc="Twins", unit="document", disable=None):
        texts = texts_of(document_of(document.name, document.text), count, limit)
        asked += _of_document(reader, document, fitted, texts)
    return asked


def _of_document(
    reader: SpanReader, document: ContrastDocument, fitted: Calibration, texts: Sequence[ReadText]
) -> Iterable[AskedTwin]:
    for twin in document.twins:
        scores = reader.score(twin.question, [text.text for text in texts])
        features = np.array([[s.spans[0].margin if s.spans else -12.0, s.answerable] for s in scores])
        probabilities = fitted.probabilities(features)
        best = int(probabilities.argmax())
        yield AskedTwin(document.name, twin, float(probabilities[best]), _hits(twin, texts[best], scores[best]))


def _hits(twin: Twin, text: ReadText, scores: PassageScores) -> bool:
    if twin.answer is None:
        return True
    span = text.find(twin.answer) or text.find_around(twin.answer)
    return bool(span and scores.spans and scores.spans[0].start < span[1] and span[0] < scores.spans[0].end)


def twin_figures(asked: Sequence[AskedTwin]) -> dict[str, Any]:
    """AUC of "the document answers"; spans that are right; and of the groups those in which all are right: everything
    that answers with its span above the threshold (balanced accuracy's best), everything else below; by kind, too."""
    threshold = best_threshold([a.twin.answer is not None for a in asked], [a.probability for a in asked])
    kinds = sorted({a.twin.kind for a in asked})
    return {
        "all": _figures(asked, threshold),
        **{kind: _figures([a for a in asked if a.twin.kind == kind], threshold) for kind in kinds},
    }


def _figures(asked: Sequence[AskedTwin], threshold: float) -> dict[str, float]:
    answered = [a.twin.answer is not None for a in asked]
    groups = defaultdict(list)
    for one in asked:
        groups[one.document, one.twin.group].append(one)
    twins = [some for some in groups.values() if len({a.twin.answer is None for a in some}) == 2]
    right = [float(all(a.is_right(threshold) for a in some)) for some in twins]
    spans = [float(a.right) for a in asked if a.twin.answer is not None]
    nothing = float("nan")
    return {
        "questions": len(asked),
        "auc": float(roc_auc_score(answered, [a.probability for a in asked])) if len(set(answered)) == 2 else nothing,
        "span": float(np.mean(spans or [nothing])),
        "groups": len(twins),
        "all_right": float(np.mean(right or [nothing])),
    }
