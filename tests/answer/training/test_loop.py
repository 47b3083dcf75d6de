"""The training loop, with a tiny model."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from answer.errors import TrainingError
from answer.training import loop
from answer.training.batches import Stream
from answer.training.loop import rate_at, train
from answer.training.model import Reader, freeze, parameter_groups, tiny_reader
from answer.training.recipe import Recipe

VOCABULARY = 30522


def lines(folder: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (folder / loop.LOG).read_text(encoding="utf-8").splitlines()]


def weights(reader: Reader) -> list[torch.Tensor]:
    return list(reader.state_dict().values())


def test_twenty_steps_lower_the_loss(
    stream: Stream, recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "STEPS_BETWEEN_LINES", 5)

    train(tiny_reader(recipe, VOCABULARY), stream, recipe, tmp_path)

    losses = [line["span"] for line in lines(tmp_path)]
    assert len(losses) == 4
    assert losses[-1] < 0.9 * losses[0]


class Killed(Exception):
    """Stands for a kill."""


def test_a_run_that_was_killed_ends_with_the_same_weights(
    stream: Stream, recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tiny_reader(recipe, VOCABULARY)
    train(whole, stream, recipe, tmp_path / "whole")
    monkeypatch.setattr(loop, "SECONDS_BETWEEN_CHECKPOINTS", -1)  # after every step
    _kill_after(12, monkeypatch)
    with pytest.raises(Killed):
        train(tiny_reader(recipe, VOCABULARY), stream, recipe, tmp_path / "killed")
    monkeypatch.undo()

    resumed = tiny_reader(replace(recipe, seed=recipe.seed), VOCABULARY)
    train(resumed, stream, recipe, tmp_path / "killed", resume=True)

    assert all(torch.equal(a, b) for a, b in zip(weights(whole), weights(resumed), strict=True))


def _kill_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    save = loop.save_checkpoint

    def save_or_die(reader: Reader, optimizer: torch.optim.Optimizer, step: int, recipe: Recipe, folder: Path) -> None:
        if step > steps:
            raise Killed
        save(reader, optimizer, step, recipe, folder)

    monkeypatch.setattr(loop, "save_checkpoint", save_or_die)


def test_a_checkpoint_of_another_recipe_is_refused(stream: Stream, recipe: Recipe, tmp_path: Path) -> None:
    train(tiny_reader(recipe, VOCABULARY), stream, recipe, tmp_path)

    other = replace(recipe, learning_rate=1e-3)
    with pytest.raises(TrainingError, match=r"learning_rate = 0\.003, the recipe says 0\.001"):
        train(tiny_reader(other, VOCABULARY), stream, other, tmp_path, resume=True)


def test_nothing_to_resume_is_said(stream: Stream, recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no checkpoint"):
        train(tiny_reader(recipe, VOCABULARY), stream, recipe, tmp_path, resume=True)


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    recipe = Recipe(steps=100, warm_up=0.1, cool_down=0.5)

    rates = [rate_at(step, recipe) for step in range(101)]

    assert rates[0] == pytest.approx(0.1)
    assert rates[10:50] == [1.0] * 40
    assert rates[75] == pytest.approx(0.5)
    assert rates[100] == 0.0


def test_after_a_restart_the_rate_rises_again_but_less() -> None:
    recipe = Recipe(steps=200, warm_up=0.1, cool_down=0.5, restarts=(100,), restart_rate=0.6)

    rates = [rate_at(step, recipe) for step in range(201)]

    assert rates[99] == pytest.approx(0.02)
    assert rates[100] == pytest.approx(0.06)
    assert rates[110:150] == [0.6] * 40
    assert rates[200] == 0.0


def test_a_run_that_has_ended_may_be_restarted(stream: Stream, recipe: Recipe, tmp_path: Path) -> None:
    short = replace(recipe, steps=4)
    train(tiny_reader(short, VOCABULARY), stream, short, tmp_path)
    longer = replace(short, steps=8, restarts=(4,), statements=(0.0, 1.0))
    once = tiny_reader(longer, VOCABULARY)
    train(once, stream, longer, tmp_path / "once")

    again = tiny_reader(longer, VOCABULARY)
    train(again, stream, longer, tmp_path, resume=True)

    assert all(torch.equal(a, b) for a, b in zip(once.parameters(), again.parameters(), strict=True))


def test_what_is_frozen_is_not_trained(recipe: Recipe) -> None:
    reader = freeze(tiny_reader(recipe, VOCABULARY), replace(recipe, frozen_layers=1))

    trained = {id(p) for group in parameter_groups(reader, recipe) for p in group["params"]}

    assert not trained & {id(p) for p in reader.encoder.embeddings.parameters()}
    assert not trained & {id(p) for p in reader.encoder.encoder.layer[0].parameters()}
    assert trained >= {id(p) for p in reader.encoder.encoder.layer[1].parameters()}
