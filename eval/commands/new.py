"""python -m eval new DOC: questions drafted from a document, for a person to edit."""

import argparse
import shlex
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from eval.draft.document import draft
from eval.draft.write import DraftError, refuse_unless_new, write_lines
from eval.lines import Line
from index.documents import SUFFIXES, Document, list_files, read_document
from settings import Settings

LIMIT = 20


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="DOC", help="a .txt or .md file, or a document's path within the corpus")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="a new file, …-dev.jsonl or …-test.jsonl (default: DOC's name, here)"
    )
    parser.add_argument(
        "--limit", type=_at_least_one, default=LIMIT, metavar="N", help=f"at most N answerable ones (default: {LIMIT})"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Draft, write, say what to do next."""
    document, corpus = find_document(options.document, settings.corpus)
    out = options.out or Path(f"{Path(document.id).stem}-dev.jsonl")
    refuse_unless_new(out)
    lines = draft(document, options.limit)
    if not lines:
        raise DraftError(
            f"No sentence of {document.id} is plain enough to ask about. Write questions by hand, one JSON object a "
            "line, like those in eval/questions."
        )
    write_lines(lines, out)
    print(_report(document, lines, out, "" if corpus == settings.corpus else f"FOOTNOTE_CORPUS={_quoted(corpus)} "))
    return 0


def find_document(name: str, corpus: Path) -> tuple[Document, Path]:
    """The document that is meant, and its corpus folder: the usual one, or else the folder that it lies in.

    Raises DraftError where there is none of that name.
    """
    for path in (Path(name), corpus / name):
        if path.is_file() and path.suffix.lower() in SUFFIXES:
            inside = path.resolve().is_relative_to(corpus.resolve())
            folder = corpus if inside else path.parent
            return read_document(
                folder.resolve() / path.resolve().relative_to(folder.resolve()), folder.resolve()
            ), folder
    if Path(name).is_file():
        raise DraftError(f"{name} is no document: only {' and '.join(SUFFIXES)} files are.")
    known = [path.relative_to(corpus).as_posix() for path in list_files(corpus)[0]] if corpus.is_dir() else []
    near = get_close_matches(name, known, 1, cutoff=0.3)
    hint = f"the nearest in {corpus} is {near[0]}" if near else f"{corpus} holds none of that name either"
    raise DraftError(f"There is no file {name}; {hint}.")


def _report(document: Document, lines: Sequence[Line], out: Path, variable: str) -> str:
    kinds = ", ".join(f"{category} {n}" for category, n in Counter(line.category for line in lines).items())
    review = [line for line in lines if not line.answerable]
    command = f"{variable}python -m eval"
    return "\n".join(
        [
            f"{len(lines)} questions drafted from {document.id}: {kinds}.",
            *[f"  {line.id}  {line.question}" for line in lines],
            f"\nThey are in {out}. Read every one, as rules made them:",
            "  1. Reword them: they have their sentence's words, so are easier than what people ask. Delete dull ones.",
            "  2. Add to `accepted` what else is right, to `forbidden` what would be wrong.",
            *(
                [f"  3. The {len(review)} with “review” in their id must not be answered by any document. Are they?"]
                * bool(review)
            ),
            f"Then: {command} check --questions {_quoted(out)}",
            f"And:  {command} run --no-gates --questions {_quoted(out)}",
        ]
    )


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _at_least_one(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of questions: give 1 or more")
    return int(text)
