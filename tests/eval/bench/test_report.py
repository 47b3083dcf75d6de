"""What is printed and written: a heading that says what it is, the published figures, the same bytes every time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.bench.corpus import SetText, index_texts
from eval.bench.options import BenchOptions
from eval.bench.published import all_figures, published
from eval.commands.bench import BENCHES
from settings import load_settings

Bench = Callable[..., int]


def test_a_sample_is_said_to_be_one(support: Path, bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("support", support, "--limit", "2", "--seed", "7") == 0
    printed = capsys.readouterr().out
    assert "\n2 statements (" in printed
    assert "A SAMPLE: 2 of 4 questions, drawn with seed 7." in printed


def test_without_a_limit_nothing_is_sampled(support: Path, bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("support", support) == 0
    assert "SAMPLE" not in capsys.readouterr().out


def test_a_sample_is_the_same_every_time_and_keeps_the_order() -> None:
    samples = [BenchOptions(limit=10, seed=3).sample(range(100)) for _ in range(2)]
    assert samples[0] == samples[1] == sorted(samples[0])
    assert BenchOptions(limit=10, seed=4).sample(range(100)) != samples[0]


def test_the_same_figures_are_the_same_bytes(abstain: Path, bench: Bench, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        assert bench("abstain", abstain, "--json", tmp_path / name) == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_second_run_embeds_nothing(home: Path) -> None:
    texts = [SetText("Cats purr.", "Cats"), SetText("   "), SetText("Dogs bark.")]
    for _ in range(2):
        with index_texts(load_settings(), "small", texts) as corpus:
            assert corpus.store.manifest.generation == 1


def test_a_text_is_written_as_a_document_with_its_title(home: Path) -> None:
    texts = [SetText("Cats purr.", "Of\nCats"), SetText("   "), SetText("Dogs bark.")]
    with index_texts(load_settings(), "small", texts) as corpus:
        written = [[p.text for p in corpus.passages_of(n, text)] for n, text in enumerate(texts)]
    assert written == [["# Of Cats\n\nCats purr."], [], ["Dogs bark."]]


def test_published_figures_are_those_of_the_set() -> None:
    assert {f.system for f in published("beir", Path("/sets/scifact"))} >= {"BM25", "SPLADE-v3"}
    assert published("beir", Path("/sets/nfcorpus")) == []


def test_an_unknown_set_is_said_to_have_none(support: Path, bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    bench("support", support)
    assert "No published figures are kept for this set." in capsys.readouterr().out


def test_every_published_figure_belongs_to_a_benchmark_and_has_a_source() -> None:
    assert all(figure.bench in BENCHES and figure.source for figure in all_figures())


@pytest.mark.parametrize("name", ["beir", "squad", "abstain", "chunking", "followup"])
def test_published_figures_stand_in_columns_of_ours(
    name: str, request: pytest.FixtureRequest, figures: Callable[..., dict[str, Any]]
) -> None:
    place = request.getfixturevalue({"abstain": "clapnq", "followup": "mtrag"}.get(name, name))
    rows = [row for table in figures(name, place)["tables"] for row in table["rows"]]
    columns = {column for row in rows for column in row["metrics"]}
    published_columns = [figure.metrics.keys() for figure in all_figures() if figure.bench == name and figure.metrics]
    assert published_columns
    assert all(names <= columns for names in published_columns)
