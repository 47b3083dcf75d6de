"""A small document, and short ways to make samples, answers and results about it."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from answer.answer import Answer, Choice, Citation, Statement
from eval.run.runs import EvalRun, SourceDocument, rescore
from eval.score.result import EvalResult
from eval.sets.corpora import eval_corpora, load_corpus
from eval.sets.samples import GoldQuote, Sample
from index.documents.document import Document
from index.passages import Hit, Passage

TEXT = (
    "Anna Bell signed the treaty on June 27, 1997. The 201st Division arrived in the fall of 2005.\n\n"
    "“It’s long-term,” Bell said of the base. Fifty guards were trained abroad."
)
MIDDLE = TEXT.index("“It’s")

MakeSample = Callable[..., Sample]
MakeAnswer = Callable[..., Answer]
MakeResult = Callable[..., EvalResult]
MakeRun = Callable[..., EvalRun]


@pytest.fixture(scope="session")
def article_dev() -> tuple[dict[str, str], list[Sample]]:
    """The article's text by id, and the questions of its development half."""
    documents, samples = load_corpus(eval_corpora("article", "dev")[0])
    return {key: document.text for key, document in documents.items()}, samples


@pytest.fixture
def document() -> Document:
    return Document("treaty.txt", "Treaty", TEXT, "treaty.txt", {})


@pytest.fixture
def texts() -> dict[str, str]:
    return {"treaty.txt": TEXT}


def evidence(quote: str) -> GoldQuote:
    start = TEXT.index(quote)
    return GoldQuote(document_id="treaty.txt", start=start, end=start + len(quote), quote=quote)


@pytest.fixture
def make_sample() -> MakeSample:
    """An answerable sample with these gold quotes; an unanswerable one without any."""

    def make(*gold: str, **fields: Any) -> Sample:
        given = {"id": "q", "category": "fact", "half": "dev", "question": "Who signed?", "answerable": bool(gold)}
        return Sample.model_validate({**given, "evidence": tuple(evidence(quote) for quote in gold), **fields})

    return make


def cite(quote: str, number: int, shift: int, document_id: str) -> Citation:
    start = max(TEXT.find(quote), 0) + shift
    return Citation(
        number=number,
        document_id=document_id,
        passage_id="p",
        start=start,
        end=start + len(quote),
        quote=quote,
        title="Treaty",
        place="paragraph 1 of 2",
        metadata={},
    )


def hit(rank: int, start: int, end: int) -> Hit:
    return Hit(
        Passage(f"p{start}", "treaty.txt", start, end, TEXT[start:end], "paragraph 1 of 2"), 1 / rank, rank, None
    )


@pytest.fixture
def make_answer() -> MakeAnswer:
    """An answer that states these quotes, each cited; without any it is not_found."""

    def make(*quotes: str, shift: int = 0, document_id: str = "treaty.txt", **fields: Any) -> Answer:
        statements = tuple(
            Statement(text=quote, citations=(cite(quote, number, shift, document_id),), support="quoted")
            for number, quote in enumerate(quotes, 1)
        )
        given = {
            "question": "Who signed?",
            "standalone_question": "Who signed?",
            "statements": statements,
            "verdict": "answered" if statements else "not_found",
            "confidence": 0.9 if statements else 0.1,
            "message": "" if statements else "Not found.",
            "note": "",
            "hits": (hit(1, 0, MIDDLE), hit(2, MIDDLE, len(TEXT))),
            "mode": "quotes",
            "timings": {"total": 0.01},
        }
        return Answer(**{**given, **fields})

    return make


@pytest.fixture
def make_run(make_sample: MakeSample, make_answer: MakeAnswer) -> MakeRun:
    """A scored run of these (sample, answer) pairs; without any, of one right and one rightly refused question."""

    def make(*pairs: tuple[Sample, Answer], **fields: Any) -> EvalRun:
        asked = pairs or (
            (make_sample("Anna Bell signed the treaty", target=(("Anna Bell",),)), make_answer(TEXT[:45])),
            (make_sample(id="n", category="off_topic"), make_answer()),
        )
        given = {
            "when": "2025-07-05T12:00:00+00:00",
            "complete": True,
            "settings": {"top_k": 6, "llm_model": ""},
            "corpus": "c",
            "questions": "q",
            "model": "m",
            "documents": {"treaty.txt": SourceDocument(text=TEXT, passages=((0, MIDDLE), (MIDDLE, len(TEXT))))},
            "results": tuple(EvalResult(sample=s, answer=a, seconds=0.01) for s, a in asked),
        }
        return rescore(EvalRun(**{**given, **fields}))

    return make


class Scripted:
    """Gives these answers one after the other; an exception among them is raised."""

    def __init__(self, answers: Sequence[Answer | BaseException]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, tuple[Answer, ...], Choice | None]] = []

    def ask(self, question: str, history: Sequence[Answer], *, mode: Choice | None) -> Answer:
        self.asked.append((question, tuple(history), mode))
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


@pytest.fixture
def scripted() -> type[Scripted]:
    return Scripted


@pytest.fixture
def line() -> Callable[..., str]:
    """A line of a question file, right unless fields are given; a field of None is left out."""

    def make(**fields: Any) -> str:
        given = {
            "id": "q",
            "category": "fact",
            "question": "Who signed the treaty?",
            "history": [],
            "answerable": True,
            "accepted": [["Anna Bell", "Bell"]],
            "forbidden": [],
            "evidence": [{"document": "treaty.txt", "quote": "Anna Bell signed the treaty"}],
        }
        return json.dumps({key: value for key, value in {**given, **fields}.items() if value is not None})

    return make


@pytest.fixture
def looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The book of looks, empty, in the place of the project's own."""
    path = tmp_path / "looks.md"
    path.write_text("", encoding="utf-8")
    monkeypatch.setattr("eval.run.looks.LOOKS", path)
    return path


@pytest.fixture
def home(data_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a corpus of the small document and a data folder with the real model, set in the environment."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "treaty.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(data_folder / "models")
    for variable in ("LLM_URL", "LLM_MODEL", "EMBED_MODEL"):
        monkeypatch.delenv(f"FOOTNOTE_{variable}", raising=False)
    monkeypatch.setenv("FOOTNOTE_CORPUS", str(tmp_path / "corpus"))
    monkeypatch.setenv("FOOTNOTE_DATA", str(tmp_path / "data"))
    return tmp_path
