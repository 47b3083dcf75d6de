"""What is known of each term of a conversation that a question might take up: the input of the term classifier."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from answer.conversation import TURNS, Encoded, Mention, Talk
from index.embed import OnnxEmbedding, Vectors

Floats = npt.NDArray[np.float32]

FEATURES = 79
"""Numbers that are known of one term, those of its question included."""

_CUES = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "he|him|his|she|her|hers",
        "it|its",
        "they|them|their|theirs",
        "this|that|these|those",
        r"(?<!is )(?<!are )(?<!was )(?<!were )(?:there(?! (?:is|are|was|were))|then|here)",
        "else|others?|another|more|besides|also|too",
        "the",
    )
)
"""What a question points back with; each is a feature."""
_POINTING = frozenset("he him his she her hers it its they them their theirs this that these those there then".split())
_OPENINGS = (
    *({word} for word in ("who", "what", "when", "where", "why", "how", "which")),
    frozenset("did do does is are was were has have had can".split()),
    {"and"},
)
_PREPOSITIONS = frozenset("in at to from on of for with by about".split())


@dataclass(frozen=True)
class Inputs:
    """All terms that a question might take up, as the classifier sees them."""

    terms: tuple[str, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    """Of each term, the latest first."""
    features: Floats
    """(terms, FEATURES)"""
    vectors: Vectors
    """(terms, dimensions) unit length: the mean of its mentions."""
    question: Vectors
    """(dimensions,) unit length."""
    pointing: Vectors
    """(dimensions,): the mean of the question's words that point back; zero where there is none."""


def inputs_of(talk: Talk, embedder: OnnxEmbedding) -> Inputs:
    """The classifier's view of a question and its turns."""
    mentions = talk.mentions()
    asked = talk.question
    pointing = _mean(asked, [n for n, word in enumerate(asked.words) if word.text.lower() in _POINTING])
    about_question = _of_question(talk)
    rows = [
        [
            *about_question,
            *_where(term, found, talk),
            *_likeness(found, asked, pointing),
            *_commonness(found[0], embedder),
            *_looks(found, talk),
        ]
        for term, found in mentions.items()
    ]
    means = [np.mean([m.text.word_vectors[m.word] for m in found], axis=0) for found in mentions.values()]
    vectors = np.array(means, dtype=np.float32).reshape(-1, len(asked.vector))
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return Inputs(
        tuple(mentions),
        tuple(tuple(found) for found in mentions.values()),
        np.array(rows, dtype=np.float32).reshape(-1, FEATURES),
        vectors,
        asked.vector,
        pointing,
    )


def _mean(text: Encoded, words: Sequence[int]) -> Vectors:
    if not words:
        return np.zeros_like(text.vector)
    mean: Vectors = text.word_vectors[list(words)].mean(axis=0)
    return mean


def _of_question(talk: Talk) -> list[float]:
    """The question's length, cues and opening, and how near it is to what was talked of."""
    asked = talk.question
    content = [word for word in asked.words if word.term]
    texts = [text for turn in talk.turns for text in turn]
    held = {word.term for text in texts for word in text.words if word.term}
    opening = asked.words[0].text.lower() if asked.words else ""
    near = [float(text.vector @ asked.vector) for text in texts]
    return [
        float(np.log1p(len(asked.words))),
        float(np.log1p(len(content))),
        *(float(cue.search(asked.text) is not None) for cue in _CUES),
        float(any(word.is_capital and word.start > 0 for word in content)),
        float(any(word.text[0].isdigit() for word in content)),
        *(float(opening in words) for words in _OPENINGS),
        sum(word.term in held for word in content) / max(len(content), 1),
        near[0],
        near[1],
        max(near),
        float(len(talk.turns) > 1),
    ]


def _where(term: str, found: Sequence[Mention], talk: Talk) -> list[float]:
    """In which turns it stands, in question or answer, and whether it was itself taken up before."""
    stands = np.zeros((TURNS, 2))
    for mention in found:
        stands[mention.turn, int(not mention.of_question)] = 1.0
    carried = [float(stands[n, 0] and term not in terms) for n, terms in enumerate(talk.asked)]
    return [
        *stands.ravel().tolist(),
        carried[0],
        sum(carried),
        float(np.log1p(len(found))),
        *stands.sum(axis=0).tolist(),
        float(term.isdigit()),
        len(term) / 10,
    ]


def _likeness(found: Sequence[Mention], asked: Encoded, pointing: Vectors) -> list[float]:
    """Cosines: to the question's words, to the question, to what points back; and of the texts it stands in."""
    vectors = np.array([m.text.word_vectors[m.word] for m in found])
    content = [n for n, word in enumerate(asked.words) if word.term]
    words = asked.word_vectors[content] if content else asked.vector[None]
    cosines = vectors @ words.T
    return [
        float(cosines.max()),
        float(cosines.mean()),
        float((vectors @ asked.vector).max()),
        float((vectors @ pointing).max()),
        max(float(m.text.vector @ asked.vector) for m in found),
        max(float(v @ m.text.vector) for v, m in zip(vectors, found, strict=True)),
    ]


def _commonness(mention: Mention, embedder: OnnxEmbedding) -> list[float]:
    """Whether the model's vocabulary lacks the word, and else how far down it stands there."""
    rank = embedder.rank_of_word(mention.text.words[mention.word].text.lower())
    return [1.0, 0.0] if rank is None else [0.0, float(np.log(rank + 1)) / 10]


def _looks(found: Sequence[Mention], talk: Talk) -> list[float]:
    """How it is written and what it stands beside: in its latest place, and at most."""
    own = {word.term for word in talk.question.words if word.term}
    runs = [_run(mention) for mention in found]
    beside = any(m.text.words[n].term in own for m, run in zip(found, runs, strict=True) for n in run)
    shapes = [_shape(mention, run) for mention, run in zip(found, runs, strict=True)]
    return [float(beside), *shapes[0], *(max(column) for column in zip(*shapes, strict=True))]


def _run(mention: Mention) -> tuple[int, ...]:
    return next(run for run in mention.text.runs if mention.word in run)


def _shape(mention: Mention, run: tuple[int, ...]) -> list[float]:
    text, number = mention.text, mention.word
    word = text.words[number]
    name = next((name for name in text.names if name[0] <= number <= name[1]), None)
    before = text.words[run[0] - 1].text.lower() if run[0] else ""
    end = text.words[run[-1]].end
    return [
        float(word.is_capital and word.start > 0),
        float(word.text.isupper() and len(word.text) > 1),
        float(name is not None),
        (name[1] - name[0] + 1) / 3 if name else 0.0,
        float(before in _PREPOSITIONS),
        float(before in ("the", "this", "that")),
        float(before in ("a", "an", "some")),
        float(text.text[end : end + 1] in ("'", "’")),
        float(run == text.runs[0]),
        float(run == text.runs[-1]),
        len(run) / 4,
        float(number == run[-1]),
        word.start / max(len(text.text), 1),
        float(word.text.lower().endswith("s")),
        float(word.text.lower().endswith(("ed", "ing"))),
    ]
