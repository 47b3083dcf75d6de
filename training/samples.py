"""Public question sets and our own exercises → samples, split by document: no paragraph stands on two sides."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answer.errors import TrainingError
from index.sentences import Span
from training.recipe import Recipe

FILES = {
    "new_wiki": "squadshifts/new_wiki_v1.0.json",
    "reddit": "squadshifts/reddit_v1.0.json",
    "amazon": "squadshifts/amazon_reviews_v1.0.json",
    "qed": "qed-nq/train.jsonl",
    "qed_dev": "qed-nq/dev.jsonl",
    "clapnq_answerable": "clapnq/clapnq_dev_answerable.jsonl",
    "clapnq_unanswerable": "clapnq/clapnq_dev_unanswerable.jsonl",
}
"""Where each set lies in the folder of data."""
EXERCISES = Path(__file__).parent / "exercises"
"""Written for this project; its README tells how."""
WIKI_TEST, WIKI_DEV = 0.2, 0.07
"""Shares of the new Wikipedia articles that are kept for the test, and for tuning."""
EXERCISES_TEST, EXERCISES_DEV = 0.1, 0.1
"""The same of the exercises' documents."""


@dataclass(frozen=True)
class SpanSample:
    """A question on a paragraph, and where the paragraph answers it."""

    source: str
    """The set: new_wiki, reddit, amazon, qed, exercises."""
    document: str
    """What the paragraph is a part of: never on two sides of a split."""
    question: str
    paragraph: str
    answers: tuple[Span, ...]
    """The spans given as right, the most usual first; empty where the paragraph does not answer."""
    kind: str = ""
    """Of an exercise: what makes it one."""

    @property
    def title(self) -> str:
        """Of the document, as a file may be called. Posts and reviews have none."""
        named = self.source in ("new_wiki", "qed")
        return re.sub(r"\W+", " ", self.document).strip()[:80] if named else "text"


@dataclass(frozen=True)
class Parts:
    """The samples by what they may be used for."""

    train: tuple[SpanSample, ...]
    dev: tuple[SpanSample, ...]
    """Tuning and calibration."""
    test: tuple[SpanSample, ...]
    """The kept-out new Wikipedia articles."""
    exercises: tuple[SpanSample, ...]
    """The kept-out exercises."""


def read_parts(folder: Path, recipe: Recipe) -> Parts:
    """The training, tuning and test samples of the sets in `folder`; raises TrainingError where one is missing."""
    wiki = _squad(folder, "new_wiki", lambda title, _: title)
    test, dev, train = _by_article(wiki, recipe.seed, WIKI_TEST, WIKI_DEV)
    kept, own_dev, own_train = exercises_by_side(recipe)
    kept_out = {s.document for s in [*read_qed_dev(folder), *read_clapnq(folder)]}
    others = [
        *_squad(folder, "reddit", lambda _, context: context),
        *_squad(folder, "amazon", lambda title, _: title),
        *(s for s in _qed_train(folder) if s.document not in kept_out),
    ]
    tuned = [fraction(s.document, recipe.seed) < recipe.dev_documents for s in others]
    dev += [s for s, out in zip(others, tuned, strict=True) if out] + own_dev
    train += [s for s, out in zip(others, tuned, strict=True) if not out] + own_train
    return Parts(tuple(train), tuple(dev), tuple(test), tuple(kept))


def exercises_by_side(recipe: Recipe) -> tuple[list[SpanSample], list[SpanSample], list[SpanSample]]:
    """The project's own exercises for the test, for tuning and for training: about half of them have no answer."""
    return _by_article(_exercises(), recipe.seed, EXERCISES_TEST, EXERCISES_DEV)


def _exercises() -> list[SpanSample]:
    """All of them, in SQuAD 2.0's layout."""
    return [
        SpanSample(
            "exercises",
            document["title"],
            qa["question"],
            paragraph["context"],
            tuple((at := a["answer_start"], at + len(a["text"])) for a in qa["answers"]),
            qa["kind"],
        )
        for path in sorted(EXERCISES.glob("*.json"))
        for document in json.loads(path.read_text(encoding="utf-8"))["data"]
        for paragraph in document["paragraphs"]
        for qa in paragraph["qas"]
    ]


def read_qed_dev(folder: Path) -> list[SpanSample]:
    """The development half of qed-nq: for the test alone."""
    return [
        SpanSample(
            "qed",
            row["title_text"],
            row["question_text"],
            row["paragraph_text"],
            tuple((a["start"], a["end"]) for group in row["original_nq_answers"] for a in group[:1]),
        )
        for row in _lines(folder, "qed_dev")
    ]


def read_clapnq(folder: Path) -> list[SpanSample]:
    """CLAPnq's development set, for the test alone: answers are empty where the passage does not answer.

    An answerable question's one span is the whole passage: the set has no shorter ones.
    """
    return [
        SpanSample("clapnq", passage["title"], row["input"], text := passage["text"], ((0, len(text)),) * answerable)
        for name, answerable in (("clapnq_answerable", 1), ("clapnq_unanswerable", 0))
        for row in _lines(folder, name)
        for passage in row["passages"][:1]
    ]


def fraction(text: str, seed: int) -> float:
    """An even draw from 0 to 1 that depends on the text and the seed alone."""
    return int(hashlib.sha256(f"{seed}/{text}".encode()).hexdigest()[:12], 16) / 16**12


def _by_article(
    samples: list[SpanSample], seed: int, for_test: float, for_dev: float
) -> tuple[list[SpanSample], list[SpanSample], list[SpanSample]]:
    """Test, dev and train samples: the articles in a seeded order, the first ones to the test."""
    articles = sorted({s.document for s in samples}, key=lambda title: fraction(title, seed))
    tests, devs = round(len(articles) * for_test), max(1, round(len(articles) * for_dev))
    place = {title: 0 if i < tests else 1 if i < tests + devs else 2 for i, title in enumerate(articles)}
    test, dev, train = ([s for s in samples if place[s.document] == side] for side in range(3))
    return test, dev, train


def _squad(folder: Path, name: str, document: Callable[[str, str], str]) -> list[SpanSample]:
    """The samples of a file in SQuAD's layout."""
    data = json.loads(_text(folder, name))["data"]
    return [
        SpanSample(
            name, document(article["title"], paragraph["context"]), qa["question"], paragraph["context"], answers
        )
        for article in data
        for paragraph in article["paragraphs"]
        for qa in paragraph["qas"]
        if (answers := _usual_first((at := a["answer_start"], at + len(a["text"])) for a in qa["answers"]))
    ]


def _qed_train(folder: Path) -> Iterator[SpanSample]:
    for row in _lines(folder, "qed"):
        if spans := _usual_first((int(a), int(b)) for a, b in row["answer_spans"]):
            yield SpanSample("qed", row["title_text"], row["question_text"], row["paragraph_text"], spans)


def _usual_first(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The distinct spans, those that most people marked first."""
    return tuple(span for span, _ in Counter(spans).most_common() if 0 <= span[0] < span[1])


def _lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _text(folder, name).splitlines() if line.strip()]


def _text(folder: Path, name: str) -> str:
    path = folder / FILES[name]
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingError(
            f"{path} cannot be read ({error}). Give --data the folder that holds {FILES[name]}; "
            "answer/read/model/README.md says where to get the sets."
        ) from None
