"""In anybody's LlamaIndex pipeline: the loaders as a reader, the splitter as a node parser with exact offsets."""

from pathlib import Path

from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import Document as LlamaDocument
from llama_index.core.schema import TextNode

from index.llama import STRUCTURE, DocumentReader, PassageParser

REPEATED = "The gate opens at nine.\n\n" * 40


def words(texts: list[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def nodes_of(*documents: LlamaDocument) -> list[TextNode]:
    pipeline = IngestionPipeline(transformations=[PassageParser(count_tokens=words, limit=12)])
    return [node for node in pipeline.run(documents=list(documents)) if isinstance(node, TextNode)]


def test_text_that_repeats_keeps_the_place_where_it_was_cut(tmp_path: Path) -> None:
    (tmp_path / "gate.txt").write_text(REPEATED, encoding="utf-8")
    [document] = DocumentReader().load_data(tmp_path)

    nodes = nodes_of(document)

    assert len(nodes) > 5
    assert "".join(node.text for node in nodes) == document.text
    assert all(document.text[n.start_char_idx : n.end_char_idx] == n.text for n in nodes)
    assert [n.start_char_idx for n in nodes] == [0, *(n.end_char_idx for n in nodes)][: len(nodes)]


def test_a_row_keeps_its_head_with_it_and_nodes_do_without_the_structure(tmp_path: Path) -> None:
    rows = "\n".join(f"| tower {n} | {n} euros |" for n in range(30))
    (tmp_path / "prices.md").write_text(f"# Prices\n\n| Place | Adults |\n|---|---|\n{rows}\n", encoding="utf-8")

    nodes = nodes_of(*DocumentReader().load_data(tmp_path))

    assert "Adults" in nodes[-1].metadata["context"]
    assert not any(STRUCTURE in node.metadata for node in nodes)


def test_what_another_reader_read_is_plain_text() -> None:
    document = LlamaDocument(text="Bees fly.\n\n" * 30, id_="bees")

    nodes = nodes_of(document)

    assert all(document.text[n.start_char_idx : n.end_char_idx] == n.text for n in nodes)
    assert all(n.ref_doc_id == "bees" for n in nodes)


def test_a_line_end_of_windows_is_no_reason_to_be_wrong() -> None:
    document = LlamaDocument(text="Bees fly.\r\n\r\n" * 30, id_="bees")

    nodes = nodes_of(document)

    assert all(document.text[n.start_char_idx : n.end_char_idx] == n.text for n in nodes)
