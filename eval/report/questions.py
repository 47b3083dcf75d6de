"""One question as the page shows it: what was asked, what was answered, and the document with both kinds of marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from answer.answer import Citation
from eval.report.marks import TextSegment, segments
from eval.report.stages import Stage, first_failure
from eval.run.compare import Comparison, Flip
from eval.run.runs import EvalRun, SourceDocument
from eval.score.result import EvalResult
from eval.score.scorers import OPEN_CATEGORIES, citations, is_verbatim
from eval.sets.matching import is_on, meets
from index.passages import Hit


@dataclass(frozen=True)
class AnswerView:
    """A whole answer, how its citations do, and where it fails first."""

    result: EvalResult
    documents: Mapping[str, SourceDocument]
    label: str = ""
    """Where two runs are compared: earlier or later, or the run's mode."""
    anchor: str = ""
    """What the ids of its marks begin with; "" where its documents are not shown, and its chips lead nowhere."""

    @cached_property
    def stage(self) -> Stage | None:
        return first_failure(self.result, self.documents)

    def is_genuine(self, citation: Citation) -> bool:
        """Whether its words stand at its offsets; an invented citation is marked nowhere."""
        return is_verbatim(citation, {key: source.text for key, source in self.documents.items()})

    def look(self, citation: Citation) -> Literal["not verbatim", "on gold", "beside the gold", "cited"]:
        """How a citation does; cited: nothing says where it should be."""
        if not self.is_genuine(citation):
            return "not verbatim"
        if any(is_on(citation, gold) for gold in self.result.sample.evidence):
            return "on gold"
        judged = self.result.sample.answerable and self.result.sample.category not in OPEN_CATEGORIES
        return "beside the gold" if judged else "cited"

    def marked(self) -> dict[str, list[TextSegment]]:
        """The documents that gold or a citation points into, by id, those with gold first."""
        gold, genuine = self.result.sample.evidence, [c for c in citations(self.result.answer) if self.is_genuine(c)]
        return {
            key: segments(
                self.documents[key].text if key in self.documents else "",
                [(g.start, g.end) for g in gold if g.document_id == key],
                [(c.number, (c.start, c.end)) for c in genuine if c.document_id == key],
            )
            for key in dict.fromkeys([*(g.document_id for g in gold), *(c.document_id for c in genuine)])
        }

    def holds_gold(self, hit: Hit) -> bool:
        """Whether a passage that the search gave touches a gold quote."""
        return any(meets(hit.passage, gold) for gold in self.result.sample.evidence)

    def cites(self, hit: Hit) -> bool:
        """Whether something is cited out of a passage that the search gave."""
        return any(meets(hit.passage, citation) for citation in citations(self.result.answer))


@dataclass(frozen=True)
class QuestionView:
    """A question with all that its details show."""

    anchor: str
    answers: tuple[AnswerView, ...]
    """Its answer; where two runs are compared, the earlier one's first."""
    flip: Flip | None
    """None where no other run is compared, or where that one lacks the question."""

    @property
    def answer(self) -> AnswerView:
        """The one that the page is about."""
        return self.answers[-1]


def questions(run: EvalRun, comparison: Comparison | None = None) -> list[QuestionView]:
    """Every question of a scored run, in its order."""
    views = []
    pairs = {pair.after.sample.id: pair for pair in comparison.pairs} if comparison else {}
    for number, result in enumerate(run.results, 1):
        anchor, pair = f"q{number}", pairs.get(result.sample.id)
        if comparison and pair:
            earlier, later = comparison.names
            before = AnswerView(pair.before, comparison.before.documents, earlier)
            answers = (before, AnswerView(result, run.documents, later, anchor))
            views.append(QuestionView(anchor, answers, pair.flip))
        else:
            views.append(QuestionView(anchor, (AnswerView(result, run.documents, anchor=anchor),), None))
    return views
