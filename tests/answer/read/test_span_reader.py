"""The reader at work, with a tiny model that is exported here. Slow: torch is imported."""

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import numpy_helper

from answer.read.span_reader import CARD, FOLDER, WEIGHTS, SpanReader, read_card
from index.errors import ModelError
from index.model import file_sha256

QUESTION = "When was the treaty signed?"
PASSAGE = "The treaty was signed in Moscow on June 27, 1997. It ended a long war, and brought the exiles home."


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
