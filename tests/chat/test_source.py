"""The panel gets a document as plain data: all that it says, in order, each part where it stands."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import settings as hypothesis_settings

from chat.source import Node, shown
from drawn_documents import documents
from index.documents.document import LEAVES, Block, Document, Page

PRICES = Document(
    "a.md",
    "Prices",
    "# Prices\n\n1. *Canoe* | 4\n",
    "a.md",
    {},
    (
        Block("heading", 0, 8, -1, 1),
        Block("markup", 0, 2, 0),
        Block("list", 10, 24, -1, 1),
        Block("item", 10, 24, 2),
        Block("markup", 10, 12, 3),
        Block("paragraph", 13, 24, 3),
        Block("markup", 13, 14, 5),
        Block("markup", 19, 20, 5),
    ),
    (Page(0, 25, "page 1", 595.0, 842.0),),
)


def leaves(nodes: list[Node]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        yield from node.get("parts", [])
        yield from leaves(node.get("children", []))


def test_markup_is_left_out_and_an_items_number_stays() -> None:
    found = shown(PRICES)

    assert found["pages"] == [{"name": "page 1", "start": 0, "end": 25, "width": 595.0, "height": 842.0}]
    assert list(leaves(found["nodes"])) == [(2, "Prices"), (10, "1."), (14, "Canoe"), (20, " | 4")]
    assert [node["kind"] for node in found["nodes"]] == ["heading", "list"]


@given(documents())
@hypothesis_settings(deadline=None)
def test_every_part_is_verbatim_in_order_and_no_word_is_lost_but_furniture_within_a_sentence(
    document: Document,
) -> None:
    parts = list(leaves(shown(document)["nodes"]))
    inside = [b for b in document.blocks if b.parent >= 0 and document.blocks[b.parent].kind in LEAVES]
    left_out = [*inside, *(block for block in document.blocks if block.kind == "markup")]
    covered = {start + n for start, text in parts for n in range(len(text))}

    assert all(document.text[start : start + len(text)] == text for start, text in parts)
    assert [start for start, _ in parts] == sorted(start for start, _ in parts)
    assert all(
        place in covered or not c.isalnum() or any(block.start <= place < block.end for block in left_out)
        for place, c in enumerate(document.text)
    )
