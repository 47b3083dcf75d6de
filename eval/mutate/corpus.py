"""The working corpus: a copy in a temporary folder, changed on disk, synced for real, and asked as the chat asks."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from answer.assistant import Assistant
from eval.mutate.ground import State
from index.embed import load_embedder
from index.folder import Tell
from index.model import ensure_export
from index.store import Store
from index.sync import sync
from settings import Settings


class WorkingCorpus:
    """One folder of documents and one data folder for all cases, so that a sync embeds only what changed.

    The exported model is the user's own; the index is not.
    """

    def __init__(self, settings: Settings, texts: Mapping[str, str], tell: Tell) -> None:
        models = ensure_export(settings, tell).parent.resolve()
        self._temporary = tempfile.TemporaryDirectory(prefix="footnote-mutate-")
        home = Path(self._temporary.name)
        self._texts = dict(texts)
        self._on_disk: dict[str, str] = {}
        self._assistants: dict[int, Assistant] = {}
        self._stores: list[Store] = []
        self._synced: dict[int, Mapping[str, str]] = {}
        (home / "data").mkdir()
        (home / "data" / "models").symlink_to(models, target_is_directory=True)
        places = {"corpus": home / "corpus", "data": home / "data"}
        self._settings = settings.model_copy(update=places | {"remove": "yes"})  # cases remove documents on purpose
        self._embedder = load_embedder(self._settings)

    def close(self) -> None:
        """Remove everything."""
        for store in self._stores:
            store.close()
        self._temporary.cleanup()

    def assistant(self, state: State | None = None, changed: Mapping[str, str] | None = None) -> Assistant:
        """The assistant over the corpus with these texts changed, and with the state's size of passages."""
        tokens = (state[0] if state else None) or self._settings.passage_tokens
        wanted = {**self._texts, **(changed or {})}
        self._write(wanted)
        settings = self._settings.model_copy(update={"passage_tokens": tokens})
        if self._synced.get(tokens) != wanted:
            sync(settings, embedder=self._embedder)
            self._synced[tokens] = wanted
        if tokens not in self._assistants:
            self._stores.append(Store(settings, self._embedder.fingerprint))
            self._assistants[tokens] = Assistant(settings, self._stores[-1], self._embedder)
        return self._assistants[tokens]

    def _write(self, wanted: Mapping[str, str]) -> None:
        """Make the folder hold these documents; one without text is not there (no document is empty)."""
        folder = self._settings.corpus
        folder.mkdir(exist_ok=True)
        for key in self._on_disk.keys() - wanted.keys():
            (folder / key).unlink(missing_ok=True)
        for key, text in wanted.items():
            if self._on_disk.get(key) == text:
                continue
            path = folder / key
            path.parent.mkdir(parents=True, exist_ok=True)
            if text.strip():
                path.write_text(text, encoding="utf-8", newline="\n")
            else:
                path.unlink(missing_ok=True)
        self._on_disk = dict(wanted)
