"""python -m index sync | status | check"""

import argparse
import signal
import sys
from contextlib import suppress
from pathlib import Path

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C during the imports below ends it without a traceback

from index.check import problems
from index.documents.files import list_files
from index.documents.names import id_of, printable
from index.documents.reading import kinds
from index.embed import load_embedder
from index.errors import CorpusError
from index.manifest import Entry, Manifest
from index.model import export_folder
from index.report import left_out_line
from index.store import Store
from index.sync import sync
from settings import FootnoteError, Settings, load_settings

LISTED = 20  # documents that `status` names
KEPT = 3  # exit code


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    0 when all is well, 1 when something needs attention, 2 on an error, 3 when a sync has kept documents that are gone.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    options = _parser().parse_args(arguments)
    try:
        settings = load_settings()
        if options.corpus:
            settings = settings.of_corpus(options.corpus)
        if options.command == "sync":
            settings = settings.model_copy(update={"remove": "yes"}) if options.yes else settings
            return _sync(settings, options.rebuild)
        return _status(settings) if options.command == "status" else _check(settings)
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("\nStopped. The index is as it was; the next sync goes on from here.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description="The index of the documents in corpus/.")
    parser.add_argument(
        "--corpus", type=Path, metavar="DIR", help="another folder of documents (it has a store of its own)"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    syncing = commands.add_parser("sync", help="make the index equal to the folder; only what changed is embedded")
    syncing.add_argument("--rebuild", action="store_true", help="throw the index away first (for a damaged one)")
    syncing.add_argument("--yes", action="store_true", help="remove documents that are gone, however many, unasked")
    commands.add_parser("status", help="documents, passages, model, fingerprint, size")
    commands.add_parser("check", help="verify offsets, tiling, ids, the model's weights, and that nothing reaches out")
    return parser


def _sync(settings: Settings, rebuild: bool) -> int:
    report = sync(settings, rebuild, tell=lambda line: print(line, file=sys.stderr), ask=_ask)
    for warning in report.warnings:
        print(warning, file=sys.stderr)
    print(report)
    if not report.documents:
        print(f"{settings.corpus} holds no documents yet: put some in it ({kinds()}) and sync again.", file=sys.stderr)
    return KEPT if report.missing else 1 if report.problems else 0


def _ask(question: str) -> bool:
    """Ask in a terminal; where there is none, the answer is no."""
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _status(settings: Settings) -> int:
    embedder = load_embedder(settings)
    store = Store(settings, embedder.fingerprint)
    manifest = store.manifest
    size = sum(p.stat().st_size for p in settings.store.rglob("*") if p.is_file())
    print(f"corpus       {settings.corpus}")
    print(f"documents    {len(manifest.documents):,}")
    print(f"passages     {manifest.passages:,}")
    print(f"model        {manifest.model} ({embedder.dimensions} dimensions, {embedder.max_tokens} tokens)")
    print(f"fingerprint  {manifest.fingerprint[:16]}")
    print(f"collection   {manifest.collection}")
    print(f"store        {settings.store} ({size / 1e6:.1f} MB)")
    print(f"export       {export_folder(settings)}")
    print(f"last sync    {manifest.synced_at} (number {manifest.generation})")
    for document_id, entry in sorted(manifest.documents.items(), key=lambda item: not item[1].stale)[:LISTED]:
        _print_document(document_id, entry)
    if len(manifest.documents) > LISTED:
        print(f"  … and {len(manifest.documents) - LISTED:,} more")
    _print_left_out(settings, manifest)
    return 0


def _print_document(document_id: str, entry: Entry) -> None:
    encoding = f", {entry.encoding}" if entry.encoding not in ("", "UTF-8") else ""
    size = f"{entry.passages} passages, {entry.characters:,} characters{encoding}"
    print(f"  {printable(document_id)}: {printable(entry.title)} ({size})")
    if entry.stale:
        print(f"    keeps its last state: {entry.stale}")


def _print_left_out(settings: Settings, manifest: Manifest) -> None:
    """The files that could not be read at the last sync, and those that are of no kind that is read now."""
    told = {printable(document_id) for document_id in manifest.documents}
    unread = {name: left_out for name, left_out in manifest.left_out.items() if name not in told}
    if unread:
        print(f"not read     {len(unread):,}")
    for name, left_out in unread.items():
        print(f"  {name} {left_out.reason}")
    with suppress(CorpusError):  # the folder may be away
        if others := list_files(settings.corpus)[1]:
            print(left_out_line([printable(id_of(path, settings.corpus)) for path in others]))


def _check(settings: Settings) -> int:
    store = Store(settings, load_embedder(settings).fingerprint)
    found = 0
    for problem in problems(settings, store):
        found += 1
        print(problem, file=sys.stderr)
    manifest = store.manifest
    if not found:
        print(
            f"All is well: {len(manifest.documents):,} documents, {manifest.passages:,} passages, every offset exact."
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
