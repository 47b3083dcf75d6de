"""The question sets: files → Samples, with every mistake named before anything is asked."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from eval.sets.by_hand import problems_by_hand
from eval.sets.lines import QuestionLine, QuoteLine, parse_line
from eval.sets.matching import fold, nearest_text, occurrences
from index.documents.document import Document
from settings import FootnoteError

MOST_WORDS = 90
"""Of a right answer. A longer one is none that anybody asked for, though the facts are somewhere in it."""
Half = Literal["dev", "test"]
HALVES: tuple[Half, ...] = ("dev", "test")


class QuestionSetError(FootnoteError):
    """A question set is not valid. The message has a line for each mistake: file, line, what is wrong."""


class GoldQuote(BaseModel):
    """A gold quote: `document.text[start:end] == quote`, and it stands there only once."""

    model_config = ConfigDict(frozen=True)

    document_id: str
    start: int
    end: int
    quote: str


class FactEdit(BaseModel):
    """An edit by hand, for mutations: `find` becomes `replace` wherever it stands, and the fact is another."""

    model_config = ConfigDict(frozen=True)

    find: str
    """Words of a gold quote."""
    replace: str
    accepted: tuple[str, ...]
    """The new value, in every form that counts as stating it."""
    forbidden: tuple[str, ...]
    """The old value, likewise."""


class Sample(BaseModel):
    """One question of a set, and what a right answer to it holds."""

    model_config = ConfigDict(frozen=True)

    id: str
    category: str
    half: Half
    """dev: thresholds may be fitted on it; test: it is sealed (eval/sets/corpora.py)."""
    question: str
    history: tuple[str, ...] = ()
    """The user's earlier questions, asked first, in this order."""
    answerable: bool
    target: tuple[tuple[str, ...], ...] = ()
    """The facts of a right answer: of each, any one of its alternatives."""
    forbidden: tuple[str, ...] = ()
    """What no right answer says."""
    evidence: tuple[GoldQuote, ...] = ()
    paraphrases: tuple[str, ...] = ()
    """The question in other words, for mutations."""
    edits: tuple[FactEdit, ...] = ()
    answered_elsewhere: bool = False
    """Whether other sentences still answer, in other words, once those of the evidence are gone."""


def load_samples(path: Path, documents: Mapping[str, Document], seen: dict[str, str] | None = None) -> list[Sample]:
    """The samples of a question file, or of all `*.jsonl` in a folder, with their gold quotes located.

    A file's name ends in -dev or -test: its half. Raises QuestionSetError that names every mistake. `seen` holds
    the ids and conversations of other files, where these must not repeat them; those of this path are added.
    """
    samples: list[Sample] = []
    problems: list[str] = []
    seen = {} if seen is None else seen
    for file in question_files(path):
        for number, raw in _numbered_lines(file):
            sample, found = _read(raw, _half(file), documents)
            if sample:
                found += _repeats(sample, f"{file.name}:{number}", seen)
                samples.append(sample)
            problems += [f"{file.name}:{number}: {problem}" for problem in found]
    if problems:
        raise QuestionSetError("\n".join(problems))
    if not samples:
        raise QuestionSetError(f"{path} holds no questions. Write one JSON object a line.")
    return samples


def question_files(path: Path) -> list[Path]:
    """The question files that a path means: itself, or the `*.jsonl` in it."""
    files = [path] if path.is_file() else sorted(path.glob("*.jsonl"))
    if not files:
        raise QuestionSetError(f"There are no questions at {path}: give a .jsonl file, or a folder that holds some.")
    return files


def _half(file: Path) -> Half:
    for half in HALVES:
        if file.stem.endswith(f"-{half}"):
            return half
    raise QuestionSetError(f"{file.name} is of no half: its name must end in -dev.jsonl or -test.jsonl.")


def _numbered_lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"{file} cannot be read: {error}. It must be a UTF-8 text.") from None
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _read(raw: str, half: Half, documents: Mapping[str, Document]) -> tuple[Sample | None, list[str]]:
    """A line's sample, where it can be read at all, and a sentence for each mistake."""
    line, problems = parse_line(raw)
    if line is None:
        return None, problems
    located = [_locate(quote, documents) for quote in line.evidence if quote.quote.strip()]
    problems += [problem for problem in located if isinstance(problem, str)]
    problems += problems_by_hand(line, [document.text for document in documents.values()])
    return _sample(line, half, [e for e in located if isinstance(e, GoldQuote)]), problems


def _sample(line: QuestionLine, half: Half, evidence: list[GoldQuote]) -> Sample:
    return Sample(
        id=line.id,
        category=line.category,
        half=half,
        question=line.question,
        history=tuple(line.history),
        answerable=line.answerable,
        target=tuple(tuple(alternatives) for alternatives in line.accepted),
        forbidden=tuple(line.forbidden),
        evidence=tuple(evidence),
        paraphrases=tuple(line.paraphrases),
        edits=tuple(FactEdit.model_validate(edit.model_dump()) for edit in line.edits),
        answered_elsewhere=line.answered_elsewhere,
    )


def _locate(wanted: QuoteLine, documents: Mapping[str, Document]) -> GoldQuote | str:
    """Where the gold quote stands in its document, or what is wrong with it."""
    document = documents.get(wanted.document)
    if document is None:
        near = get_close_matches(wanted.document, documents, 1, cutoff=0)
        return f'no document "{wanted.document}" in the corpus' + (f'; the nearest is "{near[0]}".' if near else ".")
    found = occurrences(wanted.quote, document.text)
    if len(found) > 1:
        return f'quote found {len(found)} times in {document.id}, make it longer: "{wanted.quote}"'
    if not found:
        near_text = nearest_text(wanted.quote, document.text)
        hint = f'the nearest text is "{near_text}"' if near_text else "nothing there is like it"
        return f'quote not found in {document.id}: "{wanted.quote}"\n    {hint}'
    return GoldQuote(document_id=document.id, start=found[0], end=found[0] + len(wanted.quote), quote=wanted.quote)


def _repeats(sample: Sample, where: str, seen: dict[str, str]) -> Iterator[str]:
    """An id used twice, or a whole conversation: the halves must not share a question."""
    conversation = fold("\n".join([*sample.history, sample.question]))
    for key, what in ((f"id {sample.id}", f'id "{sample.id}"'), (f"? {conversation}", f'question "{sample.question}"')):
        if key in seen:
            yield f"the {what} was given before, in {seen[key]}."
        seen.setdefault(key, where)
