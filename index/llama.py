"""The loaders as a LlamaIndex reader and the splitter as a node parser, for anybody's ingestion pipeline.

LlamaIndex's own node parsers look for each node's text in the document, and take what they find first; here every
node keeps the offsets at which it was cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import BaseNode, NodeRelationship, TextNode
from llama_index.core.schema import Document as LlamaDocument
from pydantic import Field

from index.documents.document import Block, Document, Page
from index.documents.files import list_files
from index.documents.plaintext.text import load
from index.documents.reading import read_document
from index.passages import CountTokens, Piece, split

STRUCTURE = "footnote_structure"
"""Metadata of a LlamaIndex document that hold its blocks and pages; its nodes do without them."""


class DocumentReader(BaseReader):
    """Reads a folder of documents, in every format that Footnote reads."""

    def lazy_load_data(self, folder: Path, **_: Any) -> Iterable[LlamaDocument]:
        """Each document of the folder; raises CorpusError where one cannot be read."""
        for path in list_files(folder)[0]:
            yield as_llama(read_document(path, folder))


def as_llama(document: Document) -> LlamaDocument:
    """A document as LlamaIndex has them."""
    pages = [[page.start, page.end, page.name] for page in document.pages]
    structure = {"blocks": [list(block) for block in document.blocks], "pages": pages}
    return LlamaDocument(
        id_=document.id,
        text=document.text,
        metadata={"title": document.title, **document.metadata, STRUCTURE: structure},
        excluded_embed_metadata_keys=[STRUCTURE],
        excluded_llm_metadata_keys=[STRUCTURE],
    )


class PassageParser(NodeParser):
    """Cuts documents into passages that tile them; `start_char_idx` and `end_char_idx` are exact.

    A document of another reader, which knows no blocks, is read as plain text.
    """

    count_tokens: CountTokens = Field(exclude=True)
    """Texts → how many tokens the embedding model sees in each."""
    limit: int = 200
    """Longest passage, in tokens."""

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **_: Any) -> list[BaseNode]:
        return [node for given in nodes for node in self._passages(given)]

    def _passages(self, given: BaseNode) -> Iterator[TextNode]:
        for piece in split(_document(given), self.count_tokens, self.limit):
            yield _node(piece, given)

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Any]) -> list[BaseNode]:
        """As LlamaIndex does it, with the offsets as they were, and without the structure of the whole."""
        offsets = [(n.start_char_idx, n.end_char_idx) for n in nodes if isinstance(n, TextNode)]
        done = [n for n in super()._postprocess_parsed_nodes(nodes, parent_doc_map) if isinstance(n, TextNode)]
        for node, (start, end) in zip(done, offsets, strict=True):
            node.start_char_idx, node.end_char_idx = start, end
            node.metadata.pop(STRUCTURE, None)
        return list(done)


def _document(given: BaseNode) -> Document:
    text = given.get_content()
    structure = given.metadata.get(STRUCTURE)
    about = {key: str(value) for key, value in given.metadata.items() if key != STRUCTURE}
    if structure is None:
        as_long = text.replace("\r", " ").replace("\ufeff", " ")  # what the loader would drop would move the rest
        read = load(as_long.encode("utf-8", "replace"))
        return Document(given.node_id, about.get("title", ""), text, given.node_id, about, read.blocks)
    blocks = tuple(Block(*block) for block in structure["blocks"])
    pages = tuple(Page(*page) for page in structure["pages"])
    return Document(given.node_id, about.get("title", ""), text, given.node_id, about, blocks, pages)


def _node(piece: Piece, given: BaseNode) -> TextNode:
    passage = piece.passage
    return TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={"document_id": passage.document_id, "place": passage.place, "context": passage.context},
        relationships={NodeRelationship.SOURCE: given.as_related_node_info()},
    )
