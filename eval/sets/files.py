"""A benchmark's files → checked records; whatever is missing or malformed is named with file and line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from settings import FootnoteError


class BenchError(FootnoteError):
    """A benchmark's file is missing or malformed. The message says which, where, and what was expected."""


class BenchRecord(BaseModel):
    """One record of a set, as its authors laid it out; fields that we do not use are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


R = TypeVar("R", bound=BenchRecord)


def read_jsonl(path: Path, kind: type[R]) -> list[R]:
    """All records of a file with one JSON object a line; raises BenchError at the first that is malformed."""
    records = [parse(raw, kind, f"{path}, line {number}") for number, raw in numbered_lines(path)]
    if not records:
        raise BenchError(f"{path} is empty. Expected one JSON object a line with {fields(kind)}.")
    return records


def parse(raw: str, kind: type[R], where: str) -> R:
    """One record from JSON text; `where` names its place in an error."""
    try:
        return kind.model_validate(json.loads(raw))
    except json.JSONDecodeError as error:
        wrong = f"{where} is not JSON ({error.msg} at column {error.colno})"
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(str(part) for part in problem["loc"])
        wrong = f'{where}: field "{field}": {problem["msg"]}' if field else f"{where}: {problem['msg']}"
    raise BenchError(f"{wrong}. Expected an object with {fields(kind)}.")


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file that are not blank, with their numbers from 1."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")


def read_text(path: Path) -> str:
    """A UTF-8 file as it is (line ends become `\\n`)."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BenchError(f"{path} is not UTF-8 text (at byte {error.start}). Expected a UTF-8 file.") from None
    except OSError as error:
        raise BenchError(f"{path} cannot be read: {error.strerror}.") from None


def need_file(path: Path, layout: str) -> Path:
    """The path, where it is a file; else BenchError that says what the set should look like."""
    return _need(path, path.is_file(), layout)


def need_folder(path: Path, layout: str) -> Path:
    """The path, where it is a folder; else BenchError that says what the set should look like."""
    return _need(path, path.is_dir(), layout)


def _need(path: Path, is_right: bool, layout: str) -> Path:
    if is_right:
        return path
    what = "is a folder" if path.is_dir() else "is a file" if path.exists() else "does not exist"
    raise BenchError(f"{path} {what}. Expected {layout}.")


def fields(kind: type[BenchRecord]) -> str:
    """The fields that a record must have, for people."""
    return ", ".join(f'"{info.alias or name}"' for name, info in kind.model_fields.items() if info.is_required())
