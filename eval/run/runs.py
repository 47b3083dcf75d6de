"""The run file: everything that was asked and answered, so that any score can be computed again from it alone."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from answer.answer import Choice
from eval.score.result import WRITTEN, EvalResult
from eval.score.retrieval import retrieval_scores
from eval.score.scorers import SCORERS, written
from eval.sets.corpora import CORPUS_NAMES
from eval.sets.samples import Half, question_files
from index.documents.document import Document
from index.documents.document import corpus_hash as versions_hash
from index.sentences import Span
from settings import FootnoteError, Settings

RUN_FORMAT = 1


class RunFileError(FootnoteError):
    """A run file cannot be read, was written by another version, or a file cannot be written."""


class RunRecord(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


AnyRun = TypeVar("AnyRun", bound=RunRecord)


class SourceDocument(RunRecord):
    """A document that an answer or a gold quote points into."""

    text: str
    passages: tuple[Span, ...]
    """The spans of its passages, as they were indexed."""


def mode_before_modes(fields: Mapping[str, Any]) -> Choice:
    """The mode of a run file that says none: in those days it was written wherever a language model was set."""
    return "written" if fields["settings"].get("llm_model") else "quotes"


class StoredRun(RunRecord):
    """What every run file says of its run."""

    name: str = CORPUS_NAMES[0]
    """The corpus'; there was but one before there were names."""
    when: str
    """UTC, ISO 8601."""
    complete: bool
    """False where it was stopped: the rest was not asked."""
    settings: dict[str, Any]
    """All settings but the key."""
    mode: Choice = Field(default_factory=mode_before_modes)
    """What every question was asked for."""
    corpus: str
    """Hash over the ids and texts of all documents (without any mutation)."""
    questions: str
    """Hash over the question files."""
    model: str
    """Fingerprint of the embedding model."""

    @property
    def answered_by(self) -> str:
        """Who answered, for people."""
        return f"written by {self.settings.get('llm_model')}" if self.mode == "written" else "quoted from the documents"


class EvalRun(StoredRun):
    """One half of a corpus, asked."""

    format: int = RUN_FORMAT
    documents: dict[str, SourceDocument]
    results: tuple[EvalResult, ...] = Field(min_length=1)

    @property
    def half(self) -> Half:
        """The half that was asked."""
        return self.results[0].sample.half

    @property
    def top_k(self) -> int:
        return int(self.settings["top_k"])


def rescore(run: EvalRun) -> EvalRun:
    """The run with all scores computed from its samples, answers and documents, by today's scorers."""
    scorers = SCORERS | ({WRITTEN: written} if run.mode == "written" else {})
    texts = {key: source.text for key, source in run.documents.items()}
    spans = {key: source.passages for key, source in run.documents.items()}
    searched = retrieval_scores([(r.sample, r.answer) for r in run.results], spans, run.top_k)
    results = []
    for result, found in zip(run.results, searched, strict=True):
        scores = {name: scorer(result.sample, result.answer, texts) for name, scorer in scorers.items()}
        results.append(result.model_copy(update={"scores": scores | found}))
    return run.model_copy(update={"results": tuple(results)})


def prepare(path: Path, option: str = "--out FILE") -> None:
    """Make the folder of a file to be; raises RunFileError where it could not be written there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunFileError(f"{path.parent} cannot be made: {error.strerror}. Give another {option}.") from None
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise RunFileError(f"No file can be written at {path}. Give another {option}.")


def write_run(run: RunRecord, path: Path) -> None:
    """Write a run as JSON, all of it or nothing."""
    write_whole(run.model_dump_json(indent=1), path)


def write_whole(text: str, path: Path) -> None:
    """Write a UTF-8 text, all of it or nothing; raises RunFileError where it cannot."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise RunFileError(f"{path} cannot be written: {error.strerror}. What stood there still does.") from None
    finally:
        temporary.unlink(missing_ok=True)


def read_run(path: Path) -> EvalRun:
    """Read a run file; raises RunFileError that says what is wrong with it.

    Of one in which both halves were asked, as they once were, the development half.
    """
    run = read_file(path, EvalRun, "run")
    open_half = tuple(result for result in run.results if result.sample.half == "dev")
    return run.model_copy(update={"results": open_half or run.results})


def read_file(path: Path, kind: type[AnyRun], command: str) -> AnyRun:
    """Read what `python -m eval <command>` wrote, a run of this kind; raises RunFileError."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunFileError(
            f"{path} cannot be read: {error.strerror}. Give one that `python -m eval {command}` wrote."
        ) from None
    except ValueError as error:
        raise RunFileError(
            f"{path} is not JSON ({error}). Give a file that `python -m eval {command}` wrote."
        ) from None
    written, wanted = raw.get("format") if isinstance(raw, dict) else None, kind.model_fields["format"].default
    if written != wanted:
        raise RunFileError(
            f"{path} is a run file of format {written}, this version reads {wanted}. "
            f"Give a file that `python -m eval {command}` wrote, or run that again."
        )
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise RunFileError(f"{path} is damaged: {where}: {problem['msg']}. Run it again.") from None


def default_path(settings: Settings) -> Path:
    """Where a run goes unless told otherwise: one file for each moment."""
    return settings.data / "runs" / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.json"


def with_name(path: Path, name: str) -> Path:
    """The path with a name before its suffix: latest.json, forms → latest-forms.json."""
    return path.with_name(f"{path.stem}-{name}{path.suffix}")


def public_settings(settings: Settings) -> dict[str, Any]:
    """The settings without the key, and without a user or key in the server's URL."""
    public = settings.model_dump(mode="json", exclude={"llm_key"})
    url = urlsplit(settings.llm_url)
    host = url.netloc.rpartition("@")[2]
    return public | {"llm_url": urlunsplit((url.scheme, host, url.path, "", ""))}


def corpus_hash(documents: Mapping[str, Document]) -> str:
    """A hash over the ids and texts of all documents: the same corpus gives the same hash everywhere."""
    return versions_hash({key: document.version for key, document in documents.items()})


def questions_hash(path: Path) -> str:
    """A hash over the names and contents of the question files."""
    lines = [f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in question_files(path)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def cited_documents(results: Sequence[EvalResult]) -> list[str]:
    """The ids of all documents that a gold quote or a citation names, sorted; invented ones included."""
    gold = {e.document_id for r in results for e in r.sample.evidence}
    return sorted(gold | {c.document_id for r in results for s in r.answer.statements for c in s.citations})
