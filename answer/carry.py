"""Which terms of a conversation a question takes up: a term classifier over the embedding model's vectors.

After QuReTeC (Voskarides et al. 2020), which asks of each term of the history whether it belongs into the
question; here without an encoder of its own: a small head over the frozen token vectors of the model that
searches, and a few dozen plain features (carry_features.py). How it was made: followup_model/README.md.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from answer.carry_features import FEATURES, Floats, Inputs, inputs_of
from answer.conversation import Conversations, Turn
from answer.phrases import Phrase, phrases_of
from index.errors import ModelError
from index.model import file_sha256
from settings import ROOT

FOLDER = ROOT / "answer" / "followup_model"
CARD, WEIGHTS = "card.json", "weights.npz"
FORMAT = 1
CLIP = 5.0  # standard deviations from the mean at which a feature is cut off
SPREAD = 4.0  # unit vectors times this have numbers of a size like the features'
_REMEDY = "Follow-up questions are understood by rule alone. Restore it: git checkout -- answer/followup_model"


@dataclass(frozen=True)
class CarryCard:
    """What is known of a trained term classifier; stands beside it as card.json."""

    format: int
    embed_model: str
    """The embedding model whose vectors it reads; it understands no other's."""
    threshold: float
    """A term is carried from this probability on."""
    weights_sha256: str
    recipe: dict[str, Any]
    data_sha256: dict[str, str]
    """Of each file of data, by its place in the folder of data."""


@dataclass(frozen=True)
class Head:
    """The weights of several small networks of one shape, whose logits are averaged."""

    mean: Floats
    scale: Floats
    """(features,): to standardize them."""
    term: Floats
    question: Floats
    pointing: Floats
    """(networks, dimensions, projected): what each takes from the three vectors."""
    hidden: Floats
    hidden_bias: Floats
    """(networks, inputs, hidden) and (networks, 1, hidden)."""
    out: Floats
    out_bias: Floats
    """(networks, hidden, 1) and (networks, 1, 1)."""

    def logits(self, inputs: Inputs) -> Floats:
        """(terms,): the log odds that each term is carried."""
        features = np.clip((inputs.features - self.mean) / self.scale, -CLIP, CLIP)
        term = (SPREAD * inputs.vectors) @ self.term
        question, pointing = (
            (SPREAD * v[None]) @ w for v, w in ((inputs.question, self.question), (inputs.pointing, self.pointing))
        )
        shape = (*term.shape[:2], -1)
        parts = [
            np.broadcast_to(features, (*shape[:2], features.shape[1])),
            term,
            np.broadcast_to(np.tanh(pointing), term.shape),
        ]
        x = np.concatenate([*parts, term * question / SPREAD, term * pointing / SPREAD], axis=2)
        hidden = np.maximum(x @ self.hidden + self.hidden_bias, 0)
        logits: Floats = (hidden @ self.out + self.out_bias)[:, :, 0].mean(axis=0)
        return logits


class TermCarrier:
    """Finds what a question takes up of its conversation. Thread-safe."""

    def __init__(self, conversations: Conversations, folder: Path = FOLDER) -> None:
        """Load the classifier in `folder`; raises ModelError where it is missing, altered, or of another model."""
        embedder = conversations.embedder
        self.card = read_card(folder)
        if embedder.model_name != self.card.embed_model:
            raise ModelError(
                f"The follow-up model reads vectors of {self.card.embed_model}, those here are of "
                f"{embedder.model_name}: follow-up questions are understood by rule alone. "
                f"Unset FOOTNOTE_EMBED_MODEL, or train it anew: python -m answer.followup_training --help"
            )
        self._head = read_head(folder / WEIGHTS, self.card.weights_sha256)
        self._conversations = conversations

    def phrases(self, question: str, turns: Sequence[Turn]) -> list[Phrase]:
        """What the question takes up of the turns (oldest first), the surest first; often nothing."""
        inputs = inputs_of(self._conversations.talk(question, turns), self._conversations.embedder)
        return phrases_of(inputs, self.probabilities(inputs), self.card.threshold)

    def probabilities(self, inputs: Inputs) -> dict[str, float]:
        """Each term of the conversation → the probability that the question needs it."""
        if not inputs.terms:
            return {}
        odds = 1 / (1 + np.exp(-self._head.logits(inputs)))
        return dict(zip(inputs.terms, odds.tolist(), strict=True))


def read_card(folder: Path) -> CarryCard:
    """The card of the classifier in `folder`; raises ModelError where there is none of this format."""
    path = folder / CARD
    try:
        card = CarryCard(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ModelError(f"The follow-up model is missing: there is no {path}. {_REMEDY}") from None
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"{path} is no card of a follow-up model ({error}). {_REMEDY}") from None
    if card.format != FORMAT:
        raise ModelError(f"{path} has format {card.format}, expected {FORMAT}. {_REMEDY}")
    return card


def read_head(path: Path, expected: str) -> Head:
    """The weights in a file, if it has the SHA-256 that is expected of it; raises ModelError."""
    if not path.is_file():
        raise ModelError(f"The follow-up model is missing: there is no {path}. {_REMEDY}")
    if (found := file_sha256(path)) != expected:
        raise ModelError(f"{path} has SHA-256 {found[:16]}…, expected {expected[:16]}…. {_REMEDY}")
    with np.load(io.BytesIO(path.read_bytes())) as arrays:
        head = Head(**{name: arrays[name].astype(np.float32) for name in arrays.files})
    if head.mean.shape != (FEATURES,):
        raise ModelError(f"{path} is for {len(head.mean)} features, expected {FEATURES}. {_REMEDY}")
    return head
