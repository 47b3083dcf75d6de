"""An answer as JSON: the schema that a server holds the model to, and its sentences, each as soon as it is whole."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from answer.write.sentences import Sentence, sentences

MOST = 4  # sentences of an answer
MOST_CITED = 3  # passages of a sentence
_DECODER = json.JSONDecoder()


class Refused(Exception):
    """The model says that the passages do not answer."""


def schema(offered: int) -> dict[str, Any]:
    """What an answer from so many passages is made of: first whether they answer, then sentence by sentence."""
    numbers = {"type": "integer", "minimum": 1, "maximum": offered}
    cited = {"type": "array", "items": numbers, "minItems": 1, "maxItems": MOST_CITED}
    sentence = _object(text={"type": "string"}, passages=cited)
    return _object(answered={"type": "boolean"}, sentences={"type": "array", "items": sentence, "maxItems": MOST})


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def structured(pieces: Iterable[str], offered: int) -> Iterator[Sentence]:
    """The sentences of an answer that comes piece by piece, without markers and markup.

    Raises Refused at its end where it says that the passages do not answer, and nothing else.
    """
    text, at, said = "", 0, False
    for piece in pieces:
        text += piece
        while found := _next(text, at):
            item, at = found
            for sentence in _sentences(item, offered):
                said = True
                yield sentence
    if not said and '"answered"' in text:
        raise Refused


def _next(text: str, at: int) -> tuple[dict[str, Any], int] | None:
    """The next whole sentence behind a place, and where it ends; None where there is none yet."""
    if at == 0:
        begun = text.find("[", text.find('"sentences"') + 1) if '"sentences"' in text else -1
        at = begun + 1
        if begun < 0:
            return None
    start = text.find("{", at)
    if start < 0:
        return None
    try:
        item, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError:
        return None
    return (item, end) if isinstance(item, dict) else None


def _sentences(item: dict[str, Any], offered: int) -> Iterator[Sentence]:
    """What one item says: mostly one sentence."""
    cited = item.get("passages")
    numbers = tuple(dict.fromkeys(n for n in cited if isinstance(n, int))) if isinstance(cited, list) else ()
    text = item.get("text")
    for sentence in sentences([f"{text}\n"] if isinstance(text, str) else (), offered):
        yield Sentence(sentence.text, sentence.numbers or numbers)
