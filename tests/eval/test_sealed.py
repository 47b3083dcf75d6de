"""python -m eval run on two corpora: the development halves by default, the test halves where they are unsealed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.run.runs import read_run
from eval.sets.corpora import EvalCorpus
from eval.sets.samples import Half

Ask = Callable[..., int]
ASKED = {
    ("article", "dev"): "Who signed the treaty?",
    ("article", "test"): "Who was it that signed the treaty?",
    ("forms", "dev"): "By whom was the treaty signed?",
    ("forms", "test"): "Which people signed the treaty?",
}


@pytest.fixture
def ask(home: Path, line: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """`python -m eval run`, the suite's corpora being two small ones, with these arguments."""

    def two(name: str, half: Half) -> list[EvalCorpus]:
        named = ("article", "forms") if name == "all" else (name,)
        return [EvalCorpus(one, half, home / "corpus", home / f"{one}-{half}.jsonl") for one in named]

    for name in ("article", "forms"):
        for half in ("dev", "test"):
            asked = line(id=f"{name}-{half}", question=ASKED[name, half])
            (home / f"{name}-{half}.jsonl").write_text(asked, encoding="utf-8")
    monkeypatch.setattr("eval.commands.arguments.eval_corpora", two)
    return lambda *arguments: main(["run", "--no-gates", "--out", str(home / "runs" / "latest.json"), *arguments])


def asked(home: Path) -> dict[str, list[str]]:
    """Run file → the ids of its questions."""
    files = sorted((home / "runs").glob("*.json"))
    return {file.name: [result.sample.id for result in read_run(file).results] for file in files}


def test_by_default_the_development_half_of_every_corpus_is_asked(ask: Ask, home: Path, looks: Path) -> None:
    assert ask() == 0
    assert asked(home) == {"latest-article.json": ["article-dev"], "latest-forms.json": ["forms-dev"]}
    assert looks.read_text(encoding="utf-8") == ""


def test_one_corpus_goes_to_the_very_file_that_is_named(ask: Ask, home: Path) -> None:
    assert ask("--corpus", "forms", "--html", str(home / "forms.html")) == 0
    assert asked(home) == {"latest.json": ["forms-dev"]}
    assert read_run(home / "runs" / "latest.json").name == "forms"
    assert "forms, development half" in (home / "forms.html").read_text(encoding="utf-8")


def test_of_several_every_file_has_its_corpus_name(ask: Ask, home: Path) -> None:
    assert ask("--html", str(home / "page.html"), "--scores", str(home / "s.json")) == 0
    made = sorted(path.name for path in home.iterdir() if path.is_file() and path.suffix in (".html", ".json"))
    assert made == ["page-article.html", "page-forms.html", "s-article.json", "s-forms.json"]


def test_unsealed_the_test_half_alone_is_asked_and_each_look_is_written_down(
    ask: Ask, home: Path, looks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("--sealed", "--failures") == 0
    assert asked(home) == {"latest-article.json": ["article-test"], "latest-forms.json": ["forms-test"]}
    lines = looks.read_text(encoding="utf-8").splitlines()
    assert [line.split(" | ")[2] for line in lines] == ["article", "forms"]
    assert all("| wrong and sure 0.000 of 1, right 1.000 of 1, refused n/a of 0, doubt on right " in s for s in lines)
    assert "says article test" not in capsys.readouterr().out


def test_where_a_look_cannot_be_written_down_nothing_is_asked(
    ask: Ask, home: Path, looks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    looks.unlink()
    assert ask("--sealed") == 2
    assert "nothing was asked" in capsys.readouterr().err
    assert asked(home) == {}


def test_of_all_a_corpus_without_questions_is_left_out_and_said(
    ask: Ask, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "forms-dev.jsonl").unlink()
    assert ask() == 0
    assert list(asked(home)) == ["latest-article.json"]
    assert "The development half of the corpus forms cannot be asked: there is no" in capsys.readouterr().err


def test_a_corpus_without_questions_that_is_asked_for_exits_2(
    ask: Ask, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "forms-dev.jsonl").unlink()
    assert ask("--corpus", "forms") == 2
    assert "the corpus forms cannot be asked" in capsys.readouterr().err


def test_a_mistake_in_the_second_set_is_said_before_the_first_is_asked(ask: Ask, home: Path) -> None:
    (home / "forms-dev.jsonl").write_text("{", encoding="utf-8")
    assert ask() == 2
    assert asked(home) == {}


def test_a_set_of_ones_own_and_a_corpus_exclude_each_other(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        ask("--corpus", "forms", "--questions", "mine-dev.jsonl")
    assert "not allowed with" in capsys.readouterr().err


def test_check_validates_both_halves_of_every_corpus(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("development half: 1 questions, 1 answerable") == 2
    assert printed.count("test half: 1 questions, 1 answerable") == 2
