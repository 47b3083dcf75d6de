"""How far the reader is from what the examples say, and from what the teacher says."""

from dataclasses import dataclass

import torch
from torch.nn import functional

from training.batches import Batch, Labels
from training.model import ReaderNetwork
from training.recipe import Recipe

NO_SPAN = -1e4  # the logit of tokens at which no span may start or end


@dataclass(frozen=True)
class Losses:
    """Of one batch: of the examples' spans and answerability, of how they stand beside their likes, and of the
    teacher's. 0 where there is no teacher."""

    span: torch.Tensor
    answerability: torch.Tensor
    contrast: torch.Tensor
    taught_span: torch.Tensor
    taught_answerability: torch.Tensor

    def total(self, recipe: Recipe, taught: bool) -> torch.Tensor:
        """The examples' alone, or with a teacher's as the recipe weighs them."""
        own = self.span + recipe.answerability * self.answerability + recipe.contrast * self.contrast
        if not taught:
            return own
        teachers = self.taught_span + recipe.answerability * self.taught_answerability
        return (1 - recipe.trust) * own + recipe.trust * teachers


def losses_of(reader: ReaderNetwork, batch: Batch, recipe: Recipe) -> Losses:
    """Cross-entropy of start and end over [CLS] and the passage, and of the answerability logit."""
    start, end, answerable = logits_of(reader, batch)
    nothing = torch.zeros((), device=start.device)
    span = (_smoothed(start, batch.starts, batch.weights) + _smoothed(end, batch.ends, batch.weights)) / 2
    own = functional.binary_cross_entropy_with_logits(answerable, batch.answerable)
    contrast = _contrast(answerable, batch) + _contrast(_margins(start, end), batch) if recipe.contrast else nothing
    if batch.taught is None:
        return Losses(span, own, contrast, nothing, nothing)
    taught = (
        _divergence(start, _masked(batch.taught.starts, batch), recipe.softness)
        + _divergence(end, _masked(batch.taught.ends, batch), recipe.softness)
    ) / 2
    like = functional.binary_cross_entropy_with_logits(answerable, batch.taught.answerable.sigmoid())
    return Losses(span, own, contrast, taught, like)


def logits_of(reader: ReaderNetwork, batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Start and end (examples, tokens), answerability (examples,), float32; bfloat16 within, where it is fast."""
    with torch.autocast(reader.device.type, torch.bfloat16, enabled=has_bfloat16(reader.device)):
        start, end, answerable = reader(batch.ids, batch.mask, batch.types)
    return _masked(start.float(), batch), _masked(end.float(), batch), answerable.float()


def has_bfloat16(device: torch.device) -> bool:
    """Whether the device computes in bfloat16, and does not only imitate it (which takes far longer)."""
    return device.type == "cuda" or torch.cpu._is_avx512_bf16_supported()


def labels_of(reader: ReaderNetwork, batch: Batch) -> Labels:
    """What the reader says of a batch, for another to learn from."""
    return Labels(*logits_of(reader, batch))


def _masked(logits: torch.Tensor, batch: Batch) -> torch.Tensor:
    return logits.masked_fill(~batch.allowed, NO_SPAN)


def _smoothed(logits: torch.Tensor, places: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Cross-entropy against the place with its weight, and [CLS] with the rest."""
    log_probability = functional.log_softmax(logits, dim=-1)
    at_place = log_probability.gather(1, places[:, None])[:, 0]
    return -(weights * at_place + (1 - weights) * log_probability[:, 0]).mean()


def _margins(start: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    """(examples,): how far the best start and end are ahead of [CLS]."""
    return start[:, 1:].amax(1) + end[:, 1:].amax(1) - start[:, 0] - end[:, 0]


def _contrast(scores: torch.Tensor, batch: Batch) -> torch.Tensor:
    """How far, within a group, what answers is not ahead of what does not: log(1 + exp(−difference)), mean of the
    pairs (RankNet, Burges et al. 2005)."""
    answers = batch.answerable == 1
    pairs = (batch.groups[:, None] == batch.groups[None, :]) & answers[:, None] & ~answers[None, :]
    behind = functional.softplus(scores[None, :] - scores[:, None])
    return (behind * pairs).sum() / pairs.sum().clamp(min=1)


def _divergence(logits: torch.Tensor, taught: torch.Tensor, softness: float) -> torch.Tensor:
    """Kullback-Leibler divergence of softened places, times softness² (Hinton et al. 2015), mean of the batch."""
    ours = functional.log_softmax(logits / softness, dim=-1)
    theirs = functional.log_softmax(taught / softness, dim=-1)
    return functional.kl_div(ours, theirs, reduction="batchmean", log_target=True) * softness**2
