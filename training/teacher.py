"""A larger model that is trained first, and whose scores the reader then learns from (distillation)."""

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from tqdm import tqdm
from transformers import AutoConfig, AutoModel, AutoTokenizer, PreTrainedModel

from answer.errors import TrainingError
from training.batches import Batches, Labels, even_batches
from training.loss import labels_of
from training.model import ReaderNetwork, best_device, plain_tokenizer
from training.recipe import Recipe
from training.rows import Rows

LABELS = "labels.pt"
READ_AT_ONCE = 128


class Teacher(ReaderNetwork):
    """Any encoder with the reader's WordPiece vocabulary, in an order of its own; same heads, same rows."""

    def __init__(self, encoder: PreTrainedModel, words: torch.Tensor) -> None:
        super().__init__(encoder)
        self.words: torch.Tensor
        self.register_buffer("words", words)

    def hidden(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        """What the encoder makes of each token; the two parts are told apart by the marker between them."""
        ids = torch.where(attention_mask > 0, self.words[input_ids], self.words[0])
        return self.encoder(input_ids=ids, attention_mask=attention_mask).last_hidden_state


def new_teacher(folder: Path, recipe: Recipe) -> Teacher:
    """The encoder in `folder` with new heads, seeded; raises TrainingError where it cannot read the rows."""
    torch.manual_seed(recipe.seed)
    try:
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
        dropout = {f"{part}_dropout_prob": recipe.teacher.dropout for part in ("hidden", "attention_probs")}
        config.update(dropout)
        encoder = AutoModel.from_pretrained(folder, config=config, attn_implementation="eager", local_files_only=True)
        theirs = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError) as error:
        raise TrainingError(f"There is no model to learn from in {folder}: {str(error).splitlines()[0]}") from error
    return Teacher(encoder, _words(plain_tokenizer(), theirs, folder)).to(best_device())


def _words(ours: Tokenizer, theirs: Any, folder: Path) -> torch.Tensor:
    """(vocabulary,): the teacher's number of each word of ours."""
    marks = {"[PAD]": theirs.pad_token, "[CLS]": theirs.cls_token, "[SEP]": theirs.sep_token, "[UNK]": theirs.unk_token}
    known = theirs.get_vocab()
    words = sorted(ours.get_vocab().items(), key=lambda item: item[1])
    missing = [word for word, _ in words if marks.get(word, word) not in known and not word.startswith("[")]
    if missing:
        raise TrainingError(
            f"The model in {folder} has another vocabulary than the reader ({len(missing):,} of {len(words):,} words "
            f"are missing, the first is {missing[0]!r}). Use one with BERT's uncased words, as all-mpnet-base-v2."
        )
    unknown = known[theirs.unk_token]
    return torch.tensor([known.get(marks.get(word, word), unknown) for word, _ in words])


def label(teacher: Teacher, rows: Rows) -> Labels:
    """The teacher's scores of every row, on the device where it is."""
    teacher.eval()
    batches = Batches(rows, teacher.device)
    tokens = torch.zeros((2, len(rows.ids)), dtype=torch.float16, device=teacher.device)
    answerable = torch.zeros(len(rows), dtype=torch.float16, device=teacher.device)
    for some in tqdm(even_batches(rows, READ_AT_ONCE), desc="Labelling", unit="batch", disable=None):
        batch = batches.of(some)
        with torch.inference_mode():
            said = labels_of(teacher, batch)
        inside = batch.mask.bool()
        index = torch.from_numpy(rows.begins[some]).to(teacher.device)[:, None]
        places = (index + torch.arange(inside.shape[1], device=teacher.device))[inside]
        tokens[0, places], tokens[1, places] = said.starts[inside].half(), said.ends[inside].half()
        answerable[torch.from_numpy(some).to(teacher.device)] = said.answerable.half()
    return Labels(tokens[0], tokens[1], answerable)


def save_labels(labels: Labels, folder: Path) -> None:
    """Put them in place whole."""
    building = folder / (LABELS + ".building")
    torch.save(
        {"starts": labels.starts.cpu(), "ends": labels.ends.cpu(), "answerable": labels.answerable.cpu()}, building
    )
    building.replace(folder / LABELS)


def load_labels(folder: Path, rows: Rows) -> Labels | None:
    """The labels of these rows, where there are any; raises TrainingError where they are of others."""
    if not (folder / LABELS).exists():
        return None
    labels = Labels(**torch.load(folder / LABELS, weights_only=True, map_location=best_device()))
    if len(labels.starts) != len(rows.ids):
        raise TrainingError(
            f"The labels in {folder} are of {len(labels.starts):,} tokens, the rows have {len(rows.ids):,}. "
            "Run `teach` again."
        )
    return labels
