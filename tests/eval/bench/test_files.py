"""Whatever is missing or malformed is named, with file and line, before anything is measured; exit code 2."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from answer.read.reader import Reader
from eval.commands.bench import BENCHES

Bench = Callable[..., int]
SETS = ("beir", "squad", "qed", "abstain", "clapnq", "chunking", "mtrag", "support")
BENCH_OF = {"qed": "squad", "clapnq": "abstain", "mtrag": "followup"}


@pytest.fixture
def path(request: pytest.FixtureRequest) -> Path:
    """The set of this name."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def refuse(bench: Bench, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """refuse("beir", path) → what was said, where the command ended with 2."""

    def run(name: str, path: Path, *arguments: object) -> str:
        assert bench(BENCH_OF.get(name, name), path, *arguments) == 2
        return capsys.readouterr().err

    return run


@pytest.mark.parametrize("name", BENCHES)
def test_a_path_that_is_not_there(name: str, refuse: Callable[..., str], tmp_path: Path) -> None:
    said = refuse(name, tmp_path / "nowhere")
    assert "nowhere does not exist. Expected a" in said


FILES = [
    *(("beir", file) for file in ("corpus.jsonl", "queries.jsonl", "qrels.tsv")),
    *(("clapnq", f"clapnq_dev_{kind}.jsonl") for kind in ("answerable", "unanswerable")),
    *(("chunking", file) for file in ("questions_df.csv", "corpora/railway.md")),
    *(("mtrag", file) for file in ("corpus_pool.jsonl", "qrels.tsv", "towns_lastturn.jsonl")),
    *(("mtrag", file) for file in ("towns_questions.jsonl", "towns_rewrite.jsonl")),
]


@pytest.mark.parametrize(("name", "file"), FILES)
def test_a_file_that_is_missing(
    name: str, file: str, refuse: Callable[..., str], request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(name)
    (folder / file).unlink()
    said = refuse(name, folder)
    assert file.rpartition("/")[2].removeprefix("towns") in said
    assert "Expected" in said


LINES = [
    ("beir", "corpus.jsonl", "_id"),
    ("beir", "corpus.jsonl", "text"),
    ("beir", "queries.jsonl", "text"),
    ("qed", "", "question_text"),
    ("qed", "", "original_nq_answers"),
    ("abstain", "", "id"),
    ("abstain", "", "question"),
    ("abstain", "", "passages"),
    ("abstain", "", "answerable"),
    ("clapnq", "clapnq_dev_answerable.jsonl", "input"),
    ("mtrag", "corpus_pool.jsonl", "_id"),
    ("mtrag", "towns_questions.jsonl", "text"),
    ("support", "", "statement"),
    ("support", "", "evidence"),
    ("support", "", "supported"),
]


@pytest.mark.parametrize(("name", "file", "field"), LINES)
def test_a_field_that_is_missing(
    name: str, file: str, field: str, refuse: Callable[..., str], request: pytest.FixtureRequest
) -> None:
    place: Path = request.getfixturevalue(name)
    path = place / file if file else place
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    del records[-1][field]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    said = refuse(name, place)
    assert f'{path}, line {len(records)}: field "{field}": Field required. Expected an object with' in said


def test_a_field_of_squad_that_is_missing(squad: Path, refuse: Callable[..., str]) -> None:
    squad.write_text(squad.read_text(encoding="utf-8").replace('"context"', '"kontext"'), encoding="utf-8")
    assert f'{squad}: field "data.0.paragraphs.0.context": Field required.' in refuse("squad", squad)


@pytest.mark.parametrize(
    ("name", "file"), [("beir", "queries.jsonl"), ("squad", ""), ("qed", ""), ("abstain", ""), ("support", "")]
)
def test_a_line_that_is_not_json(
    name: str, file: str, refuse: Callable[..., str], request: pytest.FixtureRequest
) -> None:
    place: Path = request.getfixturevalue(name)
    path = place / file if file else place
    path.write_text('{"id": \n', encoding="utf-8")
    assert "is not JSON" in refuse(name, place)


@pytest.mark.parametrize("name", ["squad", "abstain", "support"])
def test_a_file_that_is_not_utf8(name: str, refuse: Callable[..., str], request: pytest.FixtureRequest) -> None:
    place: Path = request.getfixturevalue(name)
    place.write_bytes(b"\xff\xfe{")
    assert "is not UTF-8 text (at byte 0)" in refuse(name, place)


def test_a_wrong_kind_of_value(support: Path, refuse: Callable[..., str]) -> None:
    support.write_text(support.read_text(encoding="utf-8").replace("true", '"yes"'), encoding="utf-8")
    assert f'{support}, line 1: field "supported": Input should be a valid boolean' in refuse("support", support)


def test_an_empty_file(abstain: Path, refuse: Callable[..., str]) -> None:
    abstain.write_text("", encoding="utf-8")
    assert f"{abstain} is empty. Expected one JSON object a line" in refuse("abstain", abstain)


def test_a_judgement_that_is_no_number(beir: Path, refuse: Callable[..., str]) -> None:
    (beir / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\th\tyes\n", encoding="utf-8")
    assert "qrels.tsv, line 2: expected query-id, corpus-id and a whole number" in refuse("beir", beir)


def test_a_judgement_on_a_query_that_there_is_not(beir: Path, refuse: Callable[..., str]) -> None:
    (beir / "qrels.tsv").write_text("7\th\t1\n", encoding="utf-8")
    assert 'first "7"' in refuse("beir", beir)


def test_a_document_given_twice(beir: Path, refuse: Callable[..., str]) -> None:
    corpus = beir / "corpus.jsonl"
    corpus.write_text(corpus.read_text(encoding="utf-8").replace('"_id": "b"', '"_id": "h"'), encoding="utf-8")
    assert 'gives the id "h" twice' in refuse("beir", beir)


def test_an_excerpt_that_is_not_in_its_corpus(chunking: Path, refuse: Callable[..., str]) -> None:
    (chunking / "corpora" / "railway.md").write_text(
        "Something else altogether, and long enough. " * 3, encoding="utf-8"
    )
    said = refuse("chunking", chunking)
    assert "questions_df.csv, line 3: the corpus has" in said
    assert "'Karl Weiss'" in said


@pytest.mark.parametrize("column", ["question", "references", "corpus_id"])
def test_a_column_that_is_missing(column: str, chunking: Path, refuse: Callable[..., str]) -> None:
    path = chunking / "questions_df.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(column, "x", 1), encoding="utf-8")
    assert f"line 1: no column {column}. Expected question, references, corpus_id." in refuse("chunking", chunking)


def test_references_that_are_no_list(chunking: Path, refuse: Callable[..., str]) -> None:
    (chunking / "questions_df.csv").write_text("question,references,corpus_id\nWho?,none,railway\n", encoding="utf-8")
    assert "questions_df.csv, line 2: references: Invalid JSON" in refuse("chunking", chunking)


def test_a_query_that_only_one_of_the_files_has(mtrag: Path, refuse: Callable[..., str]) -> None:
    path = mtrag / "towns_rewrite.jsonl"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert '…_rewrite.jsonl lacks the query "c<::>2"' in refuse("mtrag", mtrag)


def test_a_place_where_no_json_can_be_written(support: Path, refuse: Callable[..., str], tmp_path: Path) -> None:
    assert "Give another --json FILE" in refuse("support", support, "--json", tmp_path)


def test_an_argument_that_is_no_number(support: Path, bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench("support", support, "--limit", "0")
    assert "must be 1 or more" in capsys.readouterr().err


def test_ctrl_c_says_so_and_leaves_no_figures(
    abstain: Path, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Reader, "read", interrupted)
    assert bench("abstain", abstain, "--json", tmp_path / "figures.json") == 130
    assert "Stopped." in capsys.readouterr().err
    assert not (tmp_path / "figures.json").exists()
