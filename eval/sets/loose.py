"""Texts that no index holds → passages and their units, as the index would split them."""

import hashlib
from collections.abc import Sequence

from index.documents.document import Document
from index.documents.plaintext.text import load
from index.embed import OnnxEmbedding
from index.passages import Passage, split
from index.units import Unit


class LooseTexts:
    """Splits texts, and remembers the units of their passages."""

    def __init__(self, embedder: OnnxEmbedding, passage_tokens: int) -> None:
        self._embedder, self._tokens = embedder, passage_tokens
        self._units: dict[str, tuple[Unit, ...]] = {}

    def passages(self, text: str, title: str = "") -> list[Passage]:
        """A text's passages; none where it is blank."""
        if not text.strip():
            return []
        data = text.encode("utf-8", "replace")
        content = load(data)
        name = hashlib.sha256(data).hexdigest()[:16]
        document = Document(name, title, content.text, "", {}, content.blocks)
        pieces = split(document, self._embedder.count_tokens, self._tokens)
        self._units |= {piece.passage.id: piece.units for piece in pieces}
        return [piece.passage for piece in pieces]

    def units(self, passage: Passage) -> Sequence[Unit]:
        """The units of a passage that was split here."""
        return self._units[passage.id]
