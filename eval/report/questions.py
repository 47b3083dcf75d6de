"""One question as the page shows it: what was asked, what was answered, and the document with both kinds of marks."""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.report.answers import AnswerView, told
from eval.report.marks import TextSegment, segments
from eval.report.stages import Stage, first_failure
from eval.run.compare import Comparison, Flip, ResultPair
from eval.run.runs import EvalRun, SourceDocument
from eval.score.result import EvalResult
from eval.score.scorers import citations, is_verbatim
from eval.sets.matching import meets
from eval.sets.samples import Sample
from index.passages import Hit

LONGEST_PASSAGE = 260
"""Characters of a searched passage that are shown."""


@dataclass(frozen=True)
class MarkedDocument:
    """A document that gold or a citation points into."""

    id: str
    anchor: str
    segments: tuple[TextSegment, ...]


@dataclass(frozen=True)
class FoundPassage:
    """A passage that the search gave."""

    rank: int
    hit: Hit
    text: str
    gold: bool
    """Whether it touches a gold quote."""
    cited: bool
    """Whether the answer cites out of it."""


@dataclass(frozen=True)
class QuestionView:
    """A question with all that its details show."""

    anchor: str
    result: EvalResult
    stage: Stage | None
    flip: Flip | None
    """None where no other run is compared, or where that one lacks the question."""
    told: tuple[AnswerView, ...]
    """Its answer; where two runs are compared, the earlier one's first."""
    documents: tuple[MarkedDocument, ...]
    found: tuple[FoundPassage, ...]

    @property
    def sample(self) -> Sample:
        return self.result.sample


def questions(run: EvalRun, comparison: Comparison | None = None) -> list[QuestionView]:
    """Every question of a scored run, in its order."""
    pairs = {pair.after.sample.id: pair for pair in comparison.pairs} if comparison else {}
    earlier = comparison.before.documents if comparison else {}
    names = comparison.names if comparison else ("", "")
    return [
        _question(f"q{number}", result, run.documents, pairs.get(result.sample.id), earlier, names=names)
        for number, result in enumerate(run.results, 1)
    ]


def _question(
    anchor: str,
    result: EvalResult,
    documents: Mapping[str, SourceDocument],
    pair: ResultPair | None,
    earlier: Mapping[str, SourceDocument],
    *,
    names: tuple[str, str],
) -> QuestionView:
    answers = [told(result, documents, anchor, names[1] if pair else "")]
    if pair:
        answers.insert(0, told(pair.before, earlier, "", names[0]))
    return QuestionView(
        anchor=anchor,
        result=result,
        stage=first_failure(result, documents),
        flip=pair.flip if pair else None,
        told=tuple(answers),
        documents=tuple(_marked(result, documents, anchor)),
        found=tuple(_found(rank, hit, result) for rank, hit in enumerate(result.answer.hits, 1)),
    )


def _marked(result: EvalResult, documents: Mapping[str, SourceDocument], anchor: str) -> list[MarkedDocument]:
    """Documents with gold come first; an invented citation is marked nowhere."""
    texts = {key: source.text for key, source in documents.items()}
    genuine = [c for c in citations(result.answer) if is_verbatim(c, texts)]
    named = dict.fromkeys([*(g.document_id for g in result.sample.evidence), *(c.document_id for c in genuine)])
    marked = []
    for key in named:
        gold = [(g.start, g.end) for g in result.sample.evidence if g.document_id == key]
        cited = [(c.number, (c.start, c.end)) for c in genuine if c.document_id == key]
        marked.append(MarkedDocument(key, anchor, tuple(segments(texts.get(key, ""), gold, cited))))
    return marked


def _found(rank: int, hit: Hit, result: EvalResult) -> FoundPassage:
    words = " ".join(hit.passage.text.split())
    text = words if len(words) <= LONGEST_PASSAGE else words[:LONGEST_PASSAGE].rsplit(" ", 1)[0] + " …"
    gold, cited = (
        any(meets(hit.passage, place) for place in places)
        for places in (result.sample.evidence, citations(result.answer))
    )
    return FoundPassage(rank, hit, text, gold, cited)
