"""Is the store what it says it is? Every claim that citations rest on, verified."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from index.documents.document import Document
from index.documents.files import list_files
from index.documents.names import id_of, printable
from index.documents.reading import NotRead, read_documents
from index.errors import StoreError
from index.manifest import Entry
from index.model import DEFAULT_MODEL, check_default_weights, export_folder, file_sha256, model_folder, read_card
from index.store import Store, passage_ids
from settings import ROOT, FootnoteError, Settings

NEAR = 0.99  # cosine of a vector to itself, as Chroma rounds it
REACHING_OUT = ("LITERAL_API_KEY", "TRACELOOP_API_KEY", "LANGFUSE_SECRET_KEY", "OTEL_EXPORTER_OTLP_ENDPOINT")


def problems(settings: Settings, store: Store) -> Iterator[str]:
    """A sentence for every claim that does not hold, each with what to do; none when all is well."""
    yield from _model(settings)
    yield from _passages(settings, store)
    yield from _texts(store)
    yield from _rows(settings, store)
    yield from _graph(settings, store)
    yield from _configuration(settings)


def _model(settings: Settings) -> Iterator[str]:
    if settings.embed_model == DEFAULT_MODEL and (folder := model_folder(DEFAULT_MODEL)):
        try:
            check_default_weights(folder)
        except (FootnoteError, OSError) as error:
            yield str(error)
    exported = export_folder(settings)
    card = read_card(exported)
    if card is None:
        yield f"There is no exported model in {exported}. Run: {settings.sync_command}"
    elif card.onnx_sha256 != (found := file_sha256(exported / "model.onnx")):
        yield (
            f"{exported / 'model.onnx'} has SHA-256 {found[:16]}…, expected {card.onnx_sha256[:16]}…. "
            "Delete its folder and run: python -m index sync"
        )


def _passages(settings: Settings, store: Store) -> Iterator[str]:
    """Offsets slice the document, passages tile it, and the document is the file."""
    files = {id_of(p, settings.corpus): p for p in list_files(settings.corpus)[0]}
    known = store.manifest.documents
    new = sorted(files.keys() - known.keys())
    paths = [files[document_id] for document_id in [*known, *new] if document_id in files]
    with closing(read_documents(paths, settings.corpus, settings.max_file)) as documents:
        for document_id, entry in known.items():
            document = next(documents) if document_id in files else None
            yield from _document(settings, store, document_id, entry, document)
        for document_id, document in zip(new, documents, strict=True):
            not_indexed = f"{printable(document_id)} is not indexed. Run: {settings.sync_command}"
            yield str(document) if isinstance(document, NotRead) else not_indexed


def _document(
    settings: Settings, store: Store, document_id: str, entry: Entry, document: Document | NotRead | None
) -> Iterator[str]:
    passages, name = store.passages(passage_ids(entry)), printable(document_id)
    if len(passages) != entry.passages:
        yield f"{name}: {len(passages)} of {entry.passages} passages are there. Run: {settings.sync_command}"
        return
    if isinstance(document, NotRead):
        yield str(document)
        return
    text = document.text if document else None
    if text is None or "".join(p.text for p in passages) != text:
        yield f"{name} is not what was indexed. Run: {settings.sync_command}"
    position = 0
    for passage in passages:
        if passage.start != position or (text is not None and text[passage.start : passage.end] != passage.text):
            yield (
                f"{name}: passage {passage.id} says {passage.start}–{passage.end}, expected to begin at "
                f"{position} and to equal the document there. Run: {settings.sync_command} --rebuild"
            )
            return
        position = passage.end


def _texts(store: Store) -> Iterator[str]:
    """The documents can be read as they were when their passages were made."""
    try:
        for document_id in store.manifest.documents:
            store.document(document_id)
    except StoreError as error:
        yield str(error)


def _rows(settings: Settings, store: Store) -> Iterator[str]:
    """Ids are unique, and there are no rows that no document owns."""
    rows = list(store.collection.ids())
    if len(rows) != len(set(rows)):
        yield f"{len(rows) - len(set(rows))} passage ids occur twice. Run: {settings.sync_command} --rebuild"
    if len(set(rows)) != store.manifest.passages:
        yield (
            f"The collection holds {len(set(rows))} rows, the finished sync left {store.manifest.passages}. "
            f"Run: {settings.sync_command}"
        )


def _graph(settings: Settings, store: Store) -> Iterator[str]:
    """Chroma's graph finds: the passage nearest to a passage's own vector is that passage, or its like."""
    first = next(iter(store.manifest.documents.values()), None)
    ids = [row.id for row in store.passages(passage_ids(first)[:1])] if first else []
    if not ids:
        return
    try:
        found = store.nearest(store.meanings(ids)[0].whole, 1)
    except StoreError as error:
        yield str(error)
        return
    if not found or found[0][1] < NEAR:
        yield f"The search by meaning does not find what is there. Run: {settings.sync_command} --rebuild"


def _configuration(settings: Settings) -> Iterator[str]:
    """Nothing reaches out to the network, save a language model the user has named."""
    for name in REACHING_OUT:
        if os.environ.get(name):
            yield f"{name} is set in the environment and makes a library report elsewhere. Unset it."
    chainlit = _read_toml(ROOT / ".chainlit" / "config.toml")
    for section, values in chainlit.items():
        for key, value in values.items() if isinstance(values, dict) else []:
            if isinstance(value, str) and value.startswith(("http://", "https://")):
                yield f".chainlit/config.toml: [{section}] {key} is {value}, which the page would fetch. Remove it."


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return {}
