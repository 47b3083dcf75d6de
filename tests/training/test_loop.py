"""The training loop, with a tiny model."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from answer.errors import TrainingError
from training import loop
from training.batches import Stream
from training.loop import rate_at, train
from training.model import ReaderNetwork, parameter_groups, tiny_reader
from training.recipe import Recipe, Schedule

VOCABULARY = 30522


def lines(folder: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in (folder / loop.LOG).read_text(encoding="utf-8").splitlines()]


def weights(reader: ReaderNetwork) -> list[torch.Tensor]:
    return list(reader.state_dict().values())


def test_twenty_steps_lower_the_loss(
    stream: Stream, recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "STEPS_BETWEEN_LINES", 5)

    train(tiny_reader(recipe, VOCABULARY), stream, recipe, recipe.student, tmp_path)

    losses = [line["span"] for line in lines(tmp_path)]
    assert len(losses) == 4
    assert losses[-1] < 0.9 * losses[0]


class Killed(Exception):
    """Stands for a kill."""


def test_a_run_that_was_killed_ends_with_the_same_weights(
    stream: Stream, recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tiny_reader(recipe, VOCABULARY)
    train(whole, stream, recipe, recipe.student, tmp_path / "whole")
    monkeypatch.setattr(loop, "SECONDS_BETWEEN_CHECKPOINTS", -1)  # after every step
    _kill_after(12, monkeypatch)
    with pytest.raises(Killed):
        train(tiny_reader(recipe, VOCABULARY), stream, recipe, recipe.student, tmp_path / "killed")
    monkeypatch.undo()

    resumed = tiny_reader(recipe, VOCABULARY)
    train(resumed, stream, recipe, recipe.student, tmp_path / "killed", resume=True)

    assert all(torch.equal(a, b) for a, b in zip(weights(whole), weights(resumed), strict=True))


def _kill_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    save = loop.save_checkpoint

    def save_or_die(
        reader: ReaderNetwork, optimizer: torch.optim.Optimizer, step: int, recipe: Recipe, folder: Path
    ) -> None:
        if step > steps:
            raise Killed
        save(reader, optimizer, step, recipe, folder)

    monkeypatch.setattr(loop, "save_checkpoint", save_or_die)


def test_a_checkpoint_of_another_recipe_is_refused(stream: Stream, recipe: Recipe, tmp_path: Path) -> None:
    train(tiny_reader(recipe, VOCABULARY), stream, recipe, recipe.student, tmp_path)

    other = replace(recipe, trust=0.5)
    with pytest.raises(TrainingError, match=r"trust = 0\.8, the recipe says 0\.5"):
        train(tiny_reader(other, VOCABULARY), stream, other, other.student, tmp_path, resume=True)


def test_nothing_to_resume_is_said(stream: Stream, recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no checkpoint"):
        train(tiny_reader(recipe, VOCABULARY), stream, recipe, recipe.student, tmp_path, resume=True)


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    schedule = Schedule(steps=100, batch=1, learning_rate=1.0, layer_decay=1.0, dropout=0.0, warm_up=0.1, cool_down=0.5)

    rates = [rate_at(step, schedule) for step in range(101)]

    assert rates[0] == pytest.approx(0.1)
    assert rates[10:50] == [1.0] * 40
    assert rates[75] == pytest.approx(0.5)
    assert rates[100] == 0.0


def test_the_embeddings_are_not_trained(recipe: Recipe) -> None:
    reader = tiny_reader(recipe, VOCABULARY)

    trained = {id(p) for group in parameter_groups(reader, recipe.student) for p in group["params"]}

    embeddings = {id(p) for p in reader.encoder.get_submodule("embeddings").parameters()}
    assert not trained & embeddings
    assert trained == {id(p) for p in reader.parameters()} - embeddings


def test_lower_layers_are_trained_more_slowly(recipe: Recipe) -> None:
    reader = tiny_reader(recipe, VOCABULARY)

    rates = {id(p): group["peak"] for group in parameter_groups(reader, recipe.student) for p in group["params"]}

    layers = reader.encoder.get_submodule("encoder.layer")
    lowest, highest = (rates[id(next(layers.get_submodule(n).parameters()))] for n in ("0", "1"))
    assert lowest == pytest.approx(highest * recipe.student.layer_decay)
