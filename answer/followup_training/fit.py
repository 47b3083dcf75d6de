"""Examples → the weights of the term classifier. The only part that uses torch."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from tqdm import tqdm

from answer.carry import CLIP, SPREAD, Head
from answer.carry_features import FEATURES, Floats
from answer.followup_training.examples import Example
from answer.followup_training.recipe import Recipe


class Network(nn.Module):
    """One network of the head: what `Head.logits` computes with its weights."""

    def __init__(self, dimensions: int, recipe: Recipe) -> None:
        super().__init__()
        self.term, self.question, self.pointing = (
            nn.Linear(dimensions, recipe.projected, bias=False) for _ in range(3)
        )
        self.hidden = nn.Linear(FEATURES + 4 * recipe.projected, recipe.hidden)
        self.out = nn.Linear(recipe.hidden, 1)
        self.dropout, self.vector_dropout = nn.Dropout(recipe.dropout), nn.Dropout(recipe.vector_dropout)

    def forward(
        self, features: torch.Tensor, term: torch.Tensor, asked: tuple[torch.Tensor, torch.Tensor], owner: torch.Tensor
    ) -> torch.Tensor:
        """Log odds (terms,); `asked` holds the vectors of each question, `owner` each term's question."""
        t = self.term(SPREAD * self.vector_dropout(term))
        q = self.question(SPREAD * self.vector_dropout(asked[0]))[owner]
        p = self.pointing(SPREAD * self.vector_dropout(asked[1]))[owner]
        x = torch.cat([features, t, torch.tanh(p), t * q / SPREAD, t * p / SPREAD], dim=1)
        logits: torch.Tensor = self.out(self.dropout(torch.relu(self.hidden(self.dropout(x)))))[:, 0]
        return logits


class Data:
    """Examples as tensors, the terms of all in one row after another."""

    def __init__(self, examples: Sequence[Example], mean: Floats, scale: Floats, recipe: Recipe) -> None:
        features = np.concatenate([e.inputs.features for e in examples])
        self.features = torch.from_numpy(np.clip((features - mean) / scale, -CLIP, CLIP).astype(np.float32))
        self.terms = torch.from_numpy(np.concatenate([e.inputs.vectors for e in examples]))
        self.questions = torch.from_numpy(np.array([e.inputs.question for e in examples]))
        self.pointing = torch.from_numpy(np.array([e.inputs.pointing for e in examples]))
        self.carried = torch.from_numpy(np.concatenate([e.carried for e in examples]).astype(np.float32))
        self.weights = torch.tensor([_weight(e, recipe) for e in examples])
        self._ends = np.cumsum([0, *(len(e.carried) for e in examples)])

    def rows(self, chosen: npt.NDArray[np.int64]) -> tuple[torch.Tensor, torch.Tensor]:
        """Of some examples the rows of their terms, and for each its example's place among the chosen."""
        rows = np.concatenate([np.arange(self._ends[i], self._ends[i + 1]) for i in chosen])
        owners = np.repeat(np.arange(len(chosen)), [self._ends[i + 1] - self._ends[i] for i in chosen])
        return torch.from_numpy(rows), torch.from_numpy(owners)


def fit(examples: Sequence[Example], recipe: Recipe) -> Head:
    """Train the networks one after the other, on one thread: the same examples give the same weights."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    examples = [e for e in examples if len(e.carried)]
    features = np.concatenate([e.inputs.features for e in examples])
    mean, scale = features.mean(axis=0), features.std(axis=0) + np.float32(1e-3)
    data = Data(examples, mean, scale, recipe)
    steps = recipe.epochs * (len(examples) // recipe.batch)
    with tqdm(total=steps * recipe.networks, unit="step", desc="Training", disable=None) as bar:
        networks = [_train(data, recipe, recipe.seed + n, bar) for n in range(recipe.networks)]
    return _head(networks, mean, scale)


def _weight(example: Example, recipe: Recipe) -> float:
    return recipe.whole_weight if example.question.kind == "whole" else 1.0


def _train(data: Data, recipe: Recipe, seed: int, bar: Any) -> Network:
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    network = Network(data.terms.shape[1], recipe)
    count = len(data.questions)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=recipe.weight_decay)
    steps = recipe.epochs * (count // recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.learning_rate, total_steps=steps + 1)
    for _ in range(recipe.epochs):
        shuffled = order.permutation(count)
        for start in range(0, count - recipe.batch + 1, recipe.batch):
            loss = _loss(network, data, shuffled[start : start + recipe.batch])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch declares no types for it
            optimizer.step()
            schedule.step()
            bar.update()
    return network.eval()


def _loss(network: Network, data: Data, chosen: npt.NDArray[np.int64]) -> torch.Tensor:
    rows, owners = data.rows(chosen)
    asked = (data.questions[chosen], data.pointing[chosen])
    logits = network(data.features[rows], data.terms[rows], asked, owners)
    losses = nn.functional.binary_cross_entropy_with_logits(logits, data.carried[rows], reduction="none")
    return (losses * data.weights[chosen][owners]).mean()


def _head(networks: Sequence[Network], mean: Floats, scale: Floats) -> Head:
    def stacked(name: str) -> Floats:
        arrays = [network.get_parameter(name).detach().numpy() for network in networks]
        return np.stack([array.T if array.ndim == 2 else array[None] for array in arrays]).astype(np.float32)

    return Head(
        mean=mean.astype(np.float32),
        scale=scale.astype(np.float32),
        term=stacked("term.weight"),
        question=stacked("question.weight"),
        pointing=stacked("pointing.weight"),
        hidden=stacked("hidden.weight"),
        hidden_bias=stacked("hidden.bias"),
        out=stacked("out.weight"),
        out_bias=stacked("out.bias"),
    )
