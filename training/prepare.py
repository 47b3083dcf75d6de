"""The question sets → the rows that all training reads."""

from pathlib import Path

from tqdm import tqdm

from training.examples import Examples
from training.model import plain_tokenizer
from training.recipe import Recipe
from training.rows import Rows, Tokens
from training.samples import read_parts
from training.windows import Windows


def prepare(data: Path, recipe: Recipe, folder: Path) -> Rows:
    """Make the rows of all passes and put them into `folder`; raises TrainingError where a set is missing."""
    samples = read_parts(data, recipe).train
    examples = Examples(samples, Windows(plain_tokenizer(), recipe.window), recipe)
    with tqdm(total=recipe.passes * len(samples), desc="Preparing", unit="question", disable=None) as progress:
        passes = (examples.of_pass(number, progress.update) for number in range(recipe.passes))
        rows = Tokens(plain_tokenizer(), recipe).rows(passes)
    rows.save(folder)
    return rows
