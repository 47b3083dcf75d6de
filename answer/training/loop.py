"""The training loop: batches → weights, with checkpoints from which it goes on as if it had not stopped."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional
from tqdm import tqdm

from answer.errors import TrainingError
from answer.training.batches import Batch, Stream
from answer.training.model import Reader, parameter_groups
from answer.training.recipe import Recipe

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"
SECONDS_BETWEEN_CHECKPOINTS = 240
STEPS_BETWEEN_LINES = 20
BROUGHT_BY_A_RESTART = {"steps", "restarts", "restart_rate", "passes", "statements", "doubt"}
NO_SPAN = -1e4  # the logit of tokens at which no span may start or end


@dataclass(frozen=True)
class Losses:
    """Of one batch."""

    span: torch.Tensor
    answerability: torch.Tensor

    def total(self, recipe: Recipe) -> torch.Tensor:
        return self.span + recipe.answerability * self.answerability


def train(reader: Reader, stream: Stream, recipe: Recipe, folder: Path, resume: bool = False) -> None:
    """Train the reader in place to the end of the recipe; log and checkpoints go to `folder`.

    Raises TrainingError where the checkpoint to resume from is missing or of another recipe.
    """
    folder.mkdir(parents=True, exist_ok=True)
    optimizer = torch.optim.AdamW(parameter_groups(reader, recipe), fused=True)
    begin = load_checkpoint(reader, optimizer, recipe, folder) if resume else 0
    reader.train()
    progress = tqdm(total=recipe.steps, initial=begin, desc="Training", unit="step", disable=None)
    tell = _log(folder, begin, recipe)
    saved = time.monotonic()
    for step, batch in zip(range(begin, recipe.steps), stream.steps(begin), strict=False):
        losses = _step(reader, optimizer, batch, rate_at(step, recipe), recipe)
        tell(step, losses, batch, progress)
        if time.monotonic() - saved > SECONDS_BETWEEN_CHECKPOINTS:
            save_checkpoint(reader, optimizer, step + 1, recipe, folder)
            saved = time.monotonic()
    progress.close()
    save_checkpoint(reader, optimizer, recipe.steps, recipe, folder)


def rate_at(step: int, recipe: Recipe) -> float:
    """The learning rate's share of its peak: linear warm-up, a plateau, linear cool-down to 0 (a trapezoid).

    The same again, lower, after each restart. While a plateau lasts the number of steps may still be changed,
    as nothing depends on it yet.
    """
    begins = [0, *(begin for begin in recipe.restarts if begin < recipe.steps)]
    at = max(n for n, begin in enumerate(begins) if begin <= step)
    steps = [*begins[1:], recipe.steps][at] - begins[at]
    rise = (step - begins[at] + 1) / max(1.0, recipe.warm_up * steps)
    fall = (begins[at] + steps - step) / max(1.0, recipe.cool_down * steps)
    return min(1.0, rise, fall) * (recipe.restart_rate if at else 1.0)


def losses_of(reader: Reader, batch: Batch, recipe: Recipe) -> Losses:
    """Cross-entropy of start and end over [CLS] and the passage, and of the answerability logit."""
    start, end, answerable = _forward(reader, batch)
    allowed, weights = torch.from_numpy(batch.allowed), torch.from_numpy(batch.weights)
    span = (
        _smoothed(start.masked_fill(~allowed, NO_SPAN), torch.from_numpy(batch.starts), weights)
        + _smoothed(end.masked_fill(~allowed, NO_SPAN), torch.from_numpy(batch.ends), weights)
    ) / 2
    return Losses(span, functional.binary_cross_entropy_with_logits(answerable, torch.from_numpy(batch.answerable)))


def _forward(reader: Reader, batch: Batch) -> list[torch.Tensor]:
    inputs = [torch.from_numpy(array) for array in (batch.ids, batch.mask, batch.types)]
    with torch.autocast("cpu", torch.bfloat16):
        logits = reader(*inputs)
    return [part.float() for part in logits]


def _smoothed(logits: torch.Tensor, places: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Cross-entropy against the place with its weight, and [CLS] with the rest."""
    log_probability = functional.log_softmax(logits, dim=-1)
    at_place = log_probability.gather(1, places[:, None])[:, 0]
    return -(weights * at_place + (1 - weights) * log_probability[:, 0]).mean()


def _step(reader: Reader, optimizer: torch.optim.Optimizer, batch: Batch, share: float, recipe: Recipe) -> Losses:
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * share
    losses = losses_of(reader, batch, recipe)
    optimizer.zero_grad(set_to_none=True)
    losses.total(recipe).backward()  # type: ignore[no-untyped-call]  # torch declares no types for it
    torch.nn.utils.clip_grad_norm_([p for p in reader.parameters() if p.requires_grad], recipe.clip)
    optimizer.step()
    return losses


def save_checkpoint(reader: Reader, optimizer: torch.optim.Optimizer, step: int, recipe: Recipe, folder: Path) -> None:
    """Put weights, optimizer and random state in place whole: a kill leaves the last checkpoint."""
    state = {
        "step": step,
        "recipe": recipe.values(),
        "reader": reader.state_dict(),
        "optimizer": optimizer.state_dict(),
        "random": torch.get_rng_state(),
    }
    building = folder / (CHECKPOINT + ".building")
    torch.save(state, building)
    building.replace(folder / CHECKPOINT)


def load_checkpoint(reader: Reader, optimizer: torch.optim.Optimizer | None, recipe: Recipe, folder: Path) -> int:
    """Take up a checkpoint; the steps that it has behind it. Raises TrainingError where it cannot be."""
    path = folder / CHECKPOINT
    if not path.exists():
        raise TrainingError(f"There is no checkpoint in {folder}. Train without --resume first.")
    state: dict[str, Any] = torch.load(path, weights_only=True)
    if optimizer is not None:
        _check_recipe(state, recipe, folder)
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
    reader.load_state_dict(state["reader"])
    return int(state["step"])


def _check_recipe(state: dict[str, Any], recipe: Recipe, folder: Path) -> None:
    """Steps may change while the rate is on its plateau, and a restart follow where a run ended; nothing else may."""
    then, now = state["recipe"], recipe.values()
    changed = [name for name in now if now[name] != then.get(name)]
    if not changed:
        return
    on_plateau = rate_at(state["step"], recipe) == 1.0
    if set(changed) <= {"steps", "cool_down", "warm_up"} and on_plateau:
        return
    ended = state["step"] == then["steps"] == now["restarts"][-1]
    if ended and set(changed) <= BROUGHT_BY_A_RESTART:
        return
    name = changed[0]
    raise TrainingError(
        f"The checkpoint in {folder} was made with {name} = {then.get(name)}, the recipe says {now[name]}. "
        "Train without --resume, or restore the recipe."
    )


def _log(folder: Path, begin: int, recipe: Recipe) -> Callable[[int, Losses, Batch, Any], None]:
    """Means over the last steps, in the progress bar and as a line of the log."""
    since, seen, sums = time.monotonic(), 0, [0.0, 0.0]
    path = folder / LOG

    def tell(step: int, losses: Losses, batch: Batch, progress: Any) -> None:
        nonlocal since, seen
        seen += len(batch.ids)
        sums[0] += float(losses.span.detach())
        sums[1] += float(losses.answerability.detach())
        progress.update()
        if (step + 1 - begin) % STEPS_BETWEEN_LINES and step + 1 < recipe.steps:
            return
        steps = (step - begin) % STEPS_BETWEEN_LINES + 1
        pace = seen / (time.monotonic() - since)
        line = {"step": step + 1, "span": sums[0] / steps, "answerability": sums[1] / steps, "examples_a_second": pace}
        progress.set_postfix({k: f"{v:.3f}" for k, v in line.items() if k != "step"})
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({k: round(v, 4) for k, v in line.items()}) + "\n")
        since, seen, sums[:] = time.monotonic(), 0, [0.0, 0.0]

    return tell
