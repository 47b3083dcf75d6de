"""A larger model that the reader learns from; here a small one of the same make, with random weights."""

import json
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from transformers import MPNetConfig, MPNetModel

from answer.errors import TrainingError
from training.batches import Batches, Stream
from training.loop import LOG, train
from training.loss import labels_of
from training.model import plain_tokenizer, tiny_reader
from training.recipe import Recipe
from training.rows import Rows
from training.teacher import Teacher, label, load_labels, new_teacher, save_labels

VOCABULARY = 30522


def mpnet(folder: Path, words: list[str]) -> Path:
    """A model folder as sentence-transformers lays it out: MPNet, with these words."""
    folder.mkdir()
    torch.manual_seed(0)
    config = MPNetConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        pad_token_id=1,
        max_position_embeddings=300,
    )
    MPNetModel(config).save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    tokenizer = json.loads(plain_tokenizer().to_str())
    tokenizer["model"]["vocab"] = {word: number for number, word in enumerate(words)}
    tokenizer["added_tokens"], tokenizer["post_processor"] = [], None
    Tokenizer.from_str(json.dumps(tokenizer)).save(str(folder / "tokenizer.json"))
    settings = {"tokenizer_class": "MPNetTokenizer", "unk_token": "[UNK]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder


def words_of_mpnet() -> list[str]:
    """MPNet's order: its own marks first, then BERT's words."""
    ours = sorted(plain_tokenizer().get_vocab().items(), key=lambda item: item[1])
    return ["<s>", "<pad>", "</s>", "<unk>", *(word for word, _ in ours), "<mask>"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mpnet(tmp_path_factory.mktemp("models") / "mpnet", words_of_mpnet())


@pytest.fixture
def teacher(folder: Path, recipe: Recipe) -> Teacher:
    return new_teacher(folder, recipe)


def test_each_word_is_the_same_word_to_the_teacher(teacher: Teacher) -> None:
    theirs = words_of_mpnet()
    encoding = plain_tokenizer().encode("Who lives there?", "Anna.")

    read = [theirs[number] for number in teacher.words[encoding.ids].tolist()]

    assert read == ["<s>", "who", "lives", "there", "?", "</s>", "anna", ".", "</s>"]


def test_padding_changes_nothing(teacher: Teacher, rows: Rows) -> None:
    teacher.eval()
    batches, lengths = Batches(rows, teacher.device), rows.lengths
    shortest, longest = lengths.argmin(), lengths.argmax()
    with torch.inference_mode():
        alone = labels_of(teacher, batches.of(lengths.argsort()[:1]))
        beside = labels_of(teacher, batches.of(lengths.argsort()[[0, -1]]))

    assert lengths[shortest] < lengths[longest]
    assert torch.allclose(alone.starts[0], beside.starts[0, : int(lengths[shortest])], atol=1e-5)


def test_labels_lie_beside_the_tokens_and_are_read_back(teacher: Teacher, rows: Rows, tmp_path: Path) -> None:
    save_labels(label(teacher, rows), tmp_path)

    found = load_labels(tmp_path, rows)

    assert found is not None
    batch = Batches(rows, teacher.device).of(rows.lengths.argsort()[4:5])
    with torch.inference_mode():
        said = labels_of(teacher, batch)
    row = int(rows.lengths.argsort()[4])
    there = found.starts[int(rows.begins[row]) : int(rows.begins[row + 1])].float()
    assert torch.allclose(there[batch.allowed[0]], said.starts[0][batch.allowed[0]], atol=2e-2)
    assert torch.allclose(found.answerable[row].float(), said.answerable[0], atol=2e-2)


def test_a_reader_comes_to_say_what_the_teacher_says(
    teacher: Teacher, rows: Rows, recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.loop.STEPS_BETWEEN_LINES", 5)
    stream = Stream(Batches(rows, teacher.device), recipe.teacher.batch, recipe.seed)
    train(teacher, stream, recipe, recipe.teacher, tmp_path / "teacher")
    batches = Batches(rows, teacher.device, label(teacher, rows))

    student = tiny_reader(recipe, VOCABULARY)
    train(student, Stream(batches, recipe.student.batch, recipe.seed), recipe, recipe.student, tmp_path)

    lines = [json.loads(line) for line in (tmp_path / LOG).read_text(encoding="utf-8").splitlines()]
    assert lines[-1]["taught_span"] < 0.9 * lines[0]["taught_span"]


def test_no_labels_are_none(rows: Rows, tmp_path: Path) -> None:
    assert load_labels(tmp_path, rows) is None


def test_labels_of_other_rows_are_refused(teacher: Teacher, rows: Rows, recipe: Recipe, tmp_path: Path) -> None:
    labels = label(teacher, rows)
    save_labels(type(labels)(labels.starts[:-3], labels.ends[:-3], labels.answerable), tmp_path)

    with pytest.raises(TrainingError, match="Run `teach` again"):
        load_labels(tmp_path, rows)


def test_a_model_with_other_words_is_refused(recipe: Recipe, tmp_path: Path) -> None:
    folder = mpnet(tmp_path / "other", ["<s>", "<pad>", "</s>", "<unk>", "[UNK]", "word", "<mask>"])

    with pytest.raises(TrainingError, match="another vocabulary than the reader"):
        new_teacher(folder, recipe)


def test_a_folder_without_a_model_is_one_sentence(recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="There is no model to learn from in"):
        new_teacher(tmp_path, recipe)
