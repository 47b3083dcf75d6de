"""The training loop: batches → weights, with checkpoints from which it goes on as if it had not stopped."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm

from answer.errors import TrainingError
from training.batches import Stream
from training.loss import Losses, losses_of
from training.model import ReaderNetwork, parameter_groups
from training.recipe import Recipe, Schedule

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"
SECONDS_BETWEEN_CHECKPOINTS = 240
STEPS_BETWEEN_LINES = 50


def train(
    reader: ReaderNetwork, stream: Stream, recipe: Recipe, schedule: Schedule, folder: Path, *, resume: bool = False
) -> None:
    """Train the reader in place to the end of the schedule; log and checkpoints go to `folder`.

    Raises TrainingError where the checkpoint to resume from is missing or of another recipe.
    """
    folder.mkdir(parents=True, exist_ok=True)
    optimizer = torch.optim.AdamW(parameter_groups(reader, schedule), fused=True)
    begin = load_checkpoint(reader, optimizer, recipe, folder) if resume else 0
    reader.train()
    progress = tqdm(total=schedule.steps, initial=begin, desc="Training", unit="step", disable=None)
    tell = _log(folder, begin, schedule)
    saved = time.monotonic()
    for step, batch in zip(range(begin, schedule.steps), stream.steps(begin), strict=False):
        losses = losses_of(reader, batch, recipe)
        _step(reader, optimizer, losses.total(recipe, batch.taught is not None), rate_at(step, schedule), schedule)
        tell(step, losses, progress)
        if time.monotonic() - saved > SECONDS_BETWEEN_CHECKPOINTS:
            save_checkpoint(reader, optimizer, step + 1, recipe, folder)
            saved = time.monotonic()
    progress.close()
    save_checkpoint(reader, optimizer, schedule.steps, recipe, folder)


def rate_at(step: int, schedule: Schedule) -> float:
    """The learning rate's share of its peak: linear warm-up, a plateau, linear cool-down to 0 (a trapezoid)."""
    rise = (step + 1) / max(1.0, schedule.warm_up * schedule.steps)
    fall = (schedule.steps - step) / max(1.0, schedule.cool_down * schedule.steps)
    return min(1.0, rise, fall)


def _step(
    reader: ReaderNetwork, optimizer: torch.optim.Optimizer, loss: torch.Tensor, share: float, schedule: Schedule
) -> None:
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * share
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]  # torch declares no types for it
    torch.nn.utils.clip_grad_norm_([p for p in reader.parameters() if p.requires_grad], schedule.clip)
    optimizer.step()


def save_checkpoint(
    reader: ReaderNetwork, optimizer: torch.optim.Optimizer, step: int, recipe: Recipe, folder: Path
) -> None:
    """Put weights, optimizer and random state in place whole: a kill leaves the last checkpoint."""
    state = {
        "step": step,
        "recipe": recipe.values(),
        "reader": reader.state_dict(),
        "optimizer": optimizer.state_dict(),
        "random": torch.get_rng_state(),
        "random_there": torch.cuda.get_rng_state() if reader.device.type == "cuda" else None,
    }
    building = folder / (CHECKPOINT + ".building")
    torch.save(state, building)
    building.replace(folder / CHECKPOINT)


def load_checkpoint(
    reader: ReaderNetwork, optimizer: torch.optim.Optimizer | None, recipe: Recipe, folder: Path
) -> int:
    """Take up a checkpoint; the steps that it has behind it. Raises TrainingError where it cannot be."""
    path = folder / CHECKPOINT
    if not path.exists():
        raise TrainingError(f"There is no checkpoint in {folder}. Train without --resume first.")
    state: dict[str, Any] = torch.load(path, weights_only=True, map_location="cpu")
    _check_recipe(state["recipe"], recipe.values(), folder)
    reader.load_state_dict(state["reader"])
    if optimizer is not None:
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        if reader.device.type == "cuda" and state["random_there"] is not None:
            torch.cuda.set_rng_state(state["random_there"])
    return int(state["step"])


def _check_recipe(then: dict[str, Any], now: dict[str, Any], folder: Path) -> None:
    for name, value in now.items():
        if value != then.get(name):
            raise TrainingError(
                f"The checkpoint in {folder} was made with {name} = {then.get(name)}, the recipe says {value}. "
                "Give the same --steps, restore the recipe, or train without --resume."
            )


def _log(folder: Path, begin: int, schedule: Schedule) -> Callable[[int, Losses, Any], None]:
    """Means over the last steps, in the progress bar and as a line of the log."""
    since, sums = time.monotonic(), dict.fromkeys(Losses.__dataclass_fields__, torch.zeros(()))
    path = folder / LOG

    def tell(step: int, losses: Losses, progress: Any) -> None:
        nonlocal since
        for name, loss in vars(losses).items():
            sums[name] = sums[name].to(loss.device) + loss.detach()
        progress.update()
        if (step + 1 - begin) % STEPS_BETWEEN_LINES and step + 1 < schedule.steps:
            return
        steps = (step - begin) % STEPS_BETWEEN_LINES + 1
        line = {name: float(total) / steps for name, total in sums.items()}
        line["examples_a_second"] = steps * schedule.batch / (time.monotonic() - since)
        progress.set_postfix({k: f"{v:.3f}" for k, v in line.items()}, refresh=False)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"step": step + 1} | {k: round(v, 4) for k, v in line.items()}) + "\n")
        since = time.monotonic()
        sums.update(dict.fromkeys(sums, torch.zeros(())))

    return tell
