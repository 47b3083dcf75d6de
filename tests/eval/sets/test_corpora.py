"""The corpora of the suite: which documents and questions each half has, and what a missing one is told as."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.sets.corpora import CORPUS_NAMES, EvalCorpus, eval_corpora, load_corpus, read_corpus
from eval.sets.samples import HALVES, Half, QuestionSetError
from settings import ROOT

Line = Callable[..., str]


@pytest.fixture
def forms(tmp_path: Path, line: Line, texts: dict[str, str]) -> Callable[[Half], EvalCorpus]:
    """A small corpus parted by document: each half has a table of its own beside the treaty."""
    for half, price in (("dev", 5), ("test", 7)):
        (tmp_path / half).mkdir()
        (tmp_path / half / "treaty.txt").write_text(texts["treaty.txt"], encoding="utf-8")
        (tmp_path / half / "prices.csv").write_text(f"what,euros\nrope,{price}\n", encoding="utf-8")
        (tmp_path / half / "plan.png").write_bytes(b"\x89PNG\xff")
        asked = line(
            id=half,
            category="table",
            question=f"What did rope cost in {half}?",
            accepted=[[str(price)]],
            evidence=[{"document": "prices.csv", "quote": f"rope,{price}"}],
        )
        (tmp_path / f"forms-{half}.jsonl").write_text(asked, encoding="utf-8")
    return lambda half: EvalCorpus("forms", half, tmp_path / half, tmp_path / f"forms-{half}.jsonl")


def test_gold_quotes_are_found_in_tables_as_they_stand_in_their_file(forms: Callable[[Half], EvalCorpus]) -> None:
    documents, samples = load_corpus(forms("dev"))
    gold = samples[0].evidence[0]
    assert documents["prices.csv"].text[gold.start : gold.end] == "rope,5"


def test_what_is_no_text_is_no_document(forms: Callable[[Half], EvalCorpus]) -> None:
    assert list(read_corpus(forms("dev").documents)) == ["prices.csv", "treaty.txt"]


def test_neither_half_sees_the_others_documents(forms: Callable[[Half], EvalCorpus]) -> None:
    texts = {half: load_corpus(forms(half))[0]["prices.csv"].text for half in HALVES}
    assert texts["dev"] != texts["test"]


def test_the_halves_may_not_share_a_question(forms: Callable[[Half], EvalCorpus], line: Line) -> None:
    seen: dict[str, str] = {}
    load_corpus(forms("dev"), seen)
    forms("test").questions.write_text(forms("dev").questions.read_text(), encoding="utf-8")
    with pytest.raises(QuestionSetError, match=r'the id "dev" was given before, in forms-dev\.jsonl:1'):
        load_corpus(forms("test"), seen)


def test_a_set_without_questions_of_the_half_is_refused(forms: Callable[[Half], EvalCorpus]) -> None:
    corpus = EvalCorpus("own", "test", forms("dev").documents, forms("dev").questions)
    with pytest.raises(QuestionSetError, match=r"forms-dev\.jsonl has no questions of the test half"):
        load_corpus(corpus)


def test_what_a_corpus_lacks_is_a_sentence(forms: Callable[[Half], EvalCorpus], tmp_path: Path) -> None:
    lacking = EvalCorpus("forms", "test", tmp_path / "test", tmp_path / "none.jsonl")
    assert lacking.lacks == f"The test half of the corpus forms cannot be asked: there is no {tmp_path}/none.jsonl."
    assert forms("test").lacks == ""


def test_the_article_is_parted_by_question_and_the_forms_by_document() -> None:
    article, forms = ([eval_corpora(name, half)[0].documents for half in HALVES] for name in CORPUS_NAMES)
    assert article == [ROOT / "corpus"] * 2
    assert [folder.name for folder in forms] == ["dev", "test"]


def test_all_are_both() -> None:
    assert [(corpus.name, corpus.half) for corpus in eval_corpora("all", "dev")] == [
        (name, "dev") for name in CORPUS_NAMES
    ]
