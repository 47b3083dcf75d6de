"""Is a sentence carried by these passages? First the rules, then what the reader and the words say together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.check.entailment import EntailmentFeatures, load_entailment
from answer.check.excerpts import Place, as_quotes, best_places, likenesses
from answer.check.names import elsewhere
from answer.check.objection import Premise
from answer.check.rules import against, is_verbatim
from answer.check.words import content, words_of
from answer.read.encoder import EncodedPassage, EncodedText, Encoder
from answer.read.quote import Quote
from answer.read.span_reader import SpanReader
from answer.saying import Saying
from index.embed import Vectors
from index.passages import Passage

FARTHEST = 20.0  # logits beyond it say no more
LEAST_COVERAGE = 0.25  # of a sentence's content words, the share that its quotes must hold whatever else is said
WEAKEST = 0.2
SOMETHING_ELSE = Saying("something_else", "the quote speaks of something else")()
SAYS_NOTHING = Saying("says_nothing", "the passage says nothing")()


@dataclass(frozen=True)
class Judgement:
    """Whether passages carry a sentence, and where."""

    quotes: tuple[Quote, ...]
    """Where it is said, or said otherwise: one or two; none where there is nothing to quote."""
    score: float
    """How sure it is that they carry it: 0 to 1; 0 where a rule speaks against it."""
    reason: str
    """Why they do not, for people; empty where they do."""

    @property
    def supported(self) -> bool:
        return not self.reason


@dataclass(frozen=True)
class Claim:
    """A written sentence, as the embedding model sees it."""

    text: str
    encoded: EncodedText


@dataclass(frozen=True)
class ComparedClaim:
    """A sentence beside the quotes that were found for it."""

    claim: Claim
    read: tuple[EncodedPassage, ...]
    places: tuple[Place, ...]
    title: str

    @property
    def premise(self) -> Premise:
        quotes = " ".join(self.read[n].text(m) for n, m in self.places)
        return Premise(quotes, "\n".join([*(one.passage.in_context for one in self.read), self.title]))

    @property
    def around(self) -> str:
        """The quotes with the sentences before and behind them."""
        return " ".join({n: self.read[n].around(m) for n, m in self.places}.values())


class Judge:
    """Judges sentences; without the trained reader (`spans` is None) by rules and likeness alone. Thread-safe."""

    def __init__(self, encoder: Encoder, spans: SpanReader | None = None) -> None:
        self._encoder, self._spans = encoder, spans
        self.entailment = load_entailment("with_reader" if spans else "without_reader")

    def claim(self, text: str) -> Claim:
        """A sentence, to be judged against one passage or several."""
        return Claim(text, self._encoder.question(text))

    def read(self, passage: Passage) -> EncodedPassage:
        """A passage's units; quick where it was read before."""
        return self._encoder.passage(passage)

    def judge(self, claim: Claim, passages: Sequence[Passage], title: str = "") -> Judgement:
        """Whether the passages together carry the sentence; `title` is that of their document."""
        compared = self.compared(claim, passages, title)
        quotes = tuple(as_quotes(compared.places, compared.read))
        if not quotes:
            return Judgement((), 0.0, SAYS_NOTHING)
        if objection := against(claim.text, compared.premise):
            return Judgement(quotes, 0.0, objection.reason)
        if is_verbatim(claim.text, compared.premise.quotes):
            return Judgement(quotes, 1.0, "")
        if not _says_something(claim.text):
            return Judgement(quotes, 0.0, SOMETHING_ELSE)
        features = self.features(compared)
        score = self.entailment.score(features) if features.coverage >= LEAST_COVERAGE else 0.0
        return Judgement(quotes, score, "" if score >= self.entailment.least else SOMETHING_ELSE)

    def compared(self, claim: Claim, passages: Sequence[Passage], title: str = "") -> ComparedClaim:
        """The sentence with its quotes."""
        read = tuple(self.read(passage) for passage in passages)
        return ComparedClaim(claim, read, tuple(best_places(claim.text, claim.encoded, read)), title)

    def most_like(self, claim: Claim, passages: Sequence[Passage]) -> list[Passage]:
        """The passages by how like their best sentence is to the one that was written, best first."""
        read = [self.read(passage) for passage in passages]
        likeness = {one.passage.id: max(likenesses(claim.text, claim.encoded, [one]), default=0.0) for one in read}
        return sorted(passages, key=lambda passage: -likeness[passage.id])

    def features(self, compared: ComparedClaim) -> EntailmentFeatures:
        """What speaks for the sentence."""
        premise = compared.premise
        mine, held, whole = content(compared.claim.text), set(content(premise.quotes)), set(content(premise.whole))
        chosen = [compared.read[n].encoded for n, _ in compared.places]
        words = np.concatenate([one.words[m] for one, (_, m) in zip(chosen, compared.places, strict=True)])
        asked = compared.claim.encoded.sentences[0]
        nearness, weakest = _nearness(compared.claim.encoded.words[0], words)
        carried, span = self._read(compared)
        return EntailmentFeatures(
            coverage=sum(stem in held for stem in mine) / len(mine) if mine else 0.0,
            nearness=nearness,
            weakest=weakest,
            cosine=max(float(one.sentences[m] @ asked) for one, (_, m) in zip(chosen, compared.places, strict=True)),
            new_words=sum(stem not in whole for stem in mine) / len(mine) if mine else 1.0,
            names_elsewhere=elsewhere(compared.claim.text, premise),
            carried=carried,
            span=span,
        )

    def _read(self, compared: ComparedClaim) -> tuple[float, float]:
        if self._spans is None:
            return 0.0, 0.0
        scores = self._spans.score(compared.claim.text, [compared.around])[0]
        return _tenth(scores.answerable), _tenth(scores.spans[0].margin if scores.spans else -FARTHEST)


def _says_something(text: str) -> bool:
    """Whether a sentence holds more than one content word, or a name or number: "It al" says nothing to judge."""
    words = words_of(text)
    return sum(bool(w.stem) for w in words) > 1 or any(w.is_capital or w.text[0].isdigit() for w in words[1:])


def _nearness(said: Vectors, held: Vectors) -> tuple[float, float]:
    """For the words of the sentence, how near the nearest words of the quotes are: on average, and the worst fifth."""
    if not len(said) or not len(held):
        return 0.0, 0.0
    nearest = np.sort((said.astype(np.float32) @ held.astype(np.float32).T).max(axis=1))
    worst = nearest[: max(1, round(len(nearest) * WEAKEST))]
    return float(nearest.mean()), float(worst.mean())


def _tenth(logit: float) -> float:
    return max(-FARTHEST, min(FARTHEST, logit)) / 10
