"""The whole training: conversations → the model's files."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tqdm import tqdm

from answer.conversation import Conversations
from answer.followup import FollowUp
from answer.followup_training.dialogues import Dialogue, read_dialogues
from answer.followup_training.examples import Example, example, questions_of
from answer.followup_training.fit import fit
from answer.followup_training.model import choose_threshold, data_hashes, save
from answer.followup_training.recipe import Recipe
from answer.followup_training.rollout import Understand, roll_out


def train(data: Path, folder: Path, conversations: Conversations, recipe: Recipe) -> None:
    """Learn from the training part, choose the threshold on the development part, and write the model.

    Each round writes its model, and the next one learns from how that understood the earlier questions.
    """
    dialogues = read_dialogues(data)
    learned: list[Example] = []
    understand: Understand | None = None
    for number in range(1, recipe.rounds + 1):
        print(f"Round {number} of {recipe.rounds}", file=sys.stderr)
        train_part, dev_part = (
            _examples([d for d in dialogues if d.part == part], understand, conversations, recipe)
            for part in ("train", "dev")
        )
        learned += train_part
        head = fit(learned, recipe)
        save(
            folder,
            head,
            embed_model=conversations.embedder.model_name,
            threshold=choose_threshold(dev_part, head, recipe),
            recipe=asdict(recipe),
            data_sha256=data_hashes(data),
        )
        understand = FollowUp(conversations.embedder, folder, conversations).complete


def _examples(
    dialogues: Sequence[Dialogue], understand: Understand | None, conversations: Conversations, recipe: Recipe
) -> list[Example]:
    questions = questions_of(roll_out(tqdm(dialogues, desc="Asking", disable=None), understand), recipe.seed)
    return [example(question, conversations) for question in tqdm(questions, desc="Reading", disable=None)]
