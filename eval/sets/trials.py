"""Sentences to be checked against a passage, and whether it carries them: from CLAPnq, HaluEval and the article."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from eval.sets.alter import alterations
from eval.sets.clapnq import ANSWERABLE_FILE, ClapnqLine
from eval.sets.corpora import read_corpus
from eval.sets.files import need_file, need_folder, read_jsonl
from eval.sets.samples import Half
from eval.sets.seeds import seeded
from index.sentences import paragraph_spans, sentence_spans
from settings import Settings

CLAPNQ_LAYOUT = f"a folder with CLAPnq's {ANSWERABLE_FILE}"
BY_HAND = Path(__file__).with_name("statements.toml")
FAITHFUL, FALSE_BY_HAND = "faithful", "false"


@dataclass(frozen=True)
class Trial:
    """One sentence, and the passage that it cites."""

    source: str
    kind: str
    """FAITHFUL, or what was altered; FALSE_BY_HAND where it was written so."""
    half: Half
    text: str
    passage: str
    title: str = ""

    @property
    def faithful(self) -> bool:
        return self.kind == FAITHFUL


class HandwrittenSentence(BaseModel):
    """A sentence about the article, written by hand."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    cites: str
    """Words of the passage that it cites."""
    supported: bool
    half: Half


def half_of(key: str) -> Half:
    """The half that a document belongs to, with all that is made from it."""
    return "dev" if hashlib.sha256(key.encode()).digest()[-1] % 2 == 0 else "test"


def from_clapnq(folder: Path, seed: int) -> list[Trial]:
    """The sentences of CLAPnq's answers, as they are and altered, each against the passage of its question."""
    lines = read_jsonl(need_file(need_folder(folder, CLAPNQ_LAYOUT) / ANSWERABLE_FILE, CLAPNQ_LAYOUT), ClapnqLine)
    passages = [(line.passages[0].title, untokenized(line.passages[0].text), line.output) for line in lines]
    others = [text for _, text, _ in passages]
    found = []
    for title, text, answers in passages:
        said = dict.fromkeys(sentence for given in answers for sentence in _sentences(untokenized(given.answer)))
        for sentence in said:
            made = alterations(sentence, text, others, seeded(seed, sentence))
            kinds = [(FAITHFUL, sentence), *((one.kind, one.text) for one in made)]
            found += [Trial("CLAPnq", kind, half_of(title), words, text, title) for kind, words in kinds]
    return found


def from_article(settings: Settings, seed: int) -> list[Trial]:
    """The corpus' own sentences, altered; each against its paragraph."""
    found = []
    for document in read_corpus(settings.corpus).values():
        paragraphs = [document.text[a:b].strip() for a, b in paragraph_spans(document.text)]
        for paragraph in paragraphs:
            for sentence in _sentences(paragraph):
                made = alterations(sentence, paragraph, paragraphs, seeded(seed, sentence))
                half = half_of(paragraph)
                found += [Trial("corpus", one.kind, half, one.text, paragraph, document.title) for one in made]
    return found


def by_hand(settings: Settings) -> list[Trial]:
    """The sentences of statements.toml whose passages stand in the corpus."""
    sentences = [
        HandwrittenSentence.model_validate(raw) for raw in tomllib.loads(BY_HAND.read_text("utf-8"))["statement"]
    ]
    paragraphs = [
        (document.title, document.text[a:b].strip())
        for document in read_corpus(settings.corpus).values()
        for a, b in paragraph_spans(document.text)
    ]
    return [
        Trial("by hand", FAITHFUL if said.supported else FALSE_BY_HAND, said.half, said.text, text, title)
        for said in sentences
        for title, text in paragraphs
        if said.cites in text
    ]


def untokenized(text: str) -> str:
    """Text as people write it: CLAPnq sets a space before every sign, and quotes as LaTeX does."""
    for pattern, written in _UNTOKENIZED:
        text = pattern.sub(written, text)
    return text.strip()


_UNTOKENIZED = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"\s*``\s*", ' "'),
        (r"\s*''", '"'),
        (r"\s+([,.;:!?)\]%])", r"\1"),
        (r"([(\[])\s+", r"\1"),
        (r"\s+('s|'re|'ve|'ll|'d|'m|n't|')\b", r"\1"),
        (r"(?<=\w) - (?=\w)", "-"),
        (r" -- ", " – "),
    )
)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; of an answer that is none ("NA"), nothing."""
    found: Sequence[str] = [text[a:b].strip() for a, b in sentence_spans(text)]
    return (sentence for sentence in found if " " in sentence)
