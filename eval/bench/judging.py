"""The check as the chat has it, on any text: sentence and passage → judged."""

from dataclasses import dataclass

from answer.check.judge import Judge
from answer.read.encoder import Encoder
from answer.read.span_reader import find_reader
from eval.sets.loose import LooseTexts
from index.embed import OnnxEmbedding, load_embedder
from index.model import ensure_export
from index.passages import Passage
from settings import Settings


@dataclass(frozen=True)
class Judging:
    """A judge, and how texts become passages for it."""

    judge: Judge
    embedder: OnnxEmbedding
    texts: LooseTexts
    note: str
    """What is to be known of the trained reader; empty where it is there."""

    def passages(self, text: str, title: str = "") -> list[Passage]:
        """A text's passages, as the index would split it."""
        return self.texts.passages(text, title)


def open_judging(settings: Settings) -> Judging:
    """The settings' models; the embedding model is exported first where it was not yet."""
    ensure_export(settings)
    embedder = load_embedder(settings)
    spans, note = find_reader(settings)
    texts = LooseTexts(embedder, settings.passage_tokens)
    return Judging(Judge(Encoder(embedder, texts.units), spans), embedder, texts, note)
