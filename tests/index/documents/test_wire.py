"""What a reader in a process of its own answers, on its way."""

import io

import pytest

from index.documents import wire
from index.documents.document import Block, Content, Page
from index.documents.source import Loaded
from index.documents.wire import TooLongError, packed, receive, send, unpacked

LOADED = Loaded(
    Content(
        "Bées \ud83d fly.\0",
        (Block("list", 0, 12, -1, 1), Block("item", 0, 12, 0), Block("paragraph", 2, 12, 1)),
        (Page(0, 6, "page 1", 595.2, 842.0, ((0, 4, 1, 2, 3, 4), (5, 6, 5, 6, 7, 8))), Page(6, 12, "page 2")),
        {"title": "On bées"},
        "UTF-8",
    ),
    "5eed",
)


def sent(loaded: Loaded) -> bytes:
    stream = io.BytesIO()
    send(packed(loaded), stream)
    return stream.getvalue()


def test_what_is_sent_arrives() -> None:
    arrived = unpacked(receive(io.BytesIO(sent(LOADED))))

    assert arrived == LOADED
    assert [page.words for page in arrived.content.pages] == [page.words for page in LOADED.content.pages]


@pytest.mark.parametrize("cut", [0, 3, 8, 20])
def test_an_answer_that_ends_too_soon_is_none(cut: int) -> None:
    with pytest.raises(EOFError):
        receive(io.BytesIO(sent(LOADED)[:cut]))


def test_an_answer_that_is_too_long_is_neither_sent_nor_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    data, stream = sent(LOADED), io.BytesIO()
    monkeypatch.setattr(wire, "LONGEST", len(data) - 9)

    with pytest.raises(TooLongError):
        send(packed(LOADED), stream)
    assert stream.getvalue() == b""
    with pytest.raises(ValueError, match="An answer of"):
        receive(io.BytesIO(data))


@pytest.mark.parametrize(
    "harm",
    [
        {"text": 5},
        {"text": ["Bees fly."]},
        {"blocks": [["paragraph", 0, 99, -1, 0]]},
        {"blocks": [["paragraph", 5, 5, -1, 0]]},
        {"blocks": [["paragraph", -1, 5, -1, 0]]},
        {"blocks": [["parable", 0, 5, -1, 0]]},
        {"blocks": [["paragraph", 0, 5]]},
        {"blocks": 5},
        {"pages": [[0, 5, "page 1", 1, 1, [1, 2, 3]]]},
        {"pages": [[0, 5, 1, 1, 1, []]]},
        {"metadata": {"title": ["a"]}},
        {"metadata": "title"},
        {"encoding": None},
    ],
)
def test_what_a_reader_makes_up_is_not_believed(harm: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        unpacked(packed(LOADED) | harm)
