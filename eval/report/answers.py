"""An answer as the page shows it: statements with chips, each chip saying how its citation does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from answer.answer import Citation
from eval.report.stages import Stage, first_failure
from eval.run.runs import SourceDocument
from eval.score.result import EvalResult
from eval.score.scorers import OPEN_CATEGORIES, is_verbatim
from eval.sets.matching import is_on

ChipLook = Literal["on gold", "beside the gold", "cited", "not verbatim"]


@dataclass(frozen=True)
class CitationChip:
    """A citation's number, and how the citation does."""

    citation: Citation
    look: ChipLook
    """cited: nothing says where it should be."""
    anchor: str
    """The id of its mark in the document; "" where it is not marked there."""


@dataclass(frozen=True)
class StatementView:
    """One statement."""

    text: str
    unsupported: str
    """Why no source supports it; "" where one does."""
    chips: tuple[CitationChip, ...]


@dataclass(frozen=True)
class AnswerView:
    """A whole answer, and where it fails first."""

    label: str
    """Where two runs are compared: earlier or later, or the run's mode. Else empty."""
    result: EvalResult
    stage: Stage | None
    said: tuple[StatementView, ...]


def told(result: EvalResult, documents: Mapping[str, SourceDocument], anchor: str, label: str = "") -> AnswerView:
    """The answer of a scored result. Without an anchor its chips lead nowhere."""
    texts = {key: source.text for key, source in documents.items()}
    said = []
    for statement in result.answer.statements:
        unsupported = (statement.reason or "not in the sources") if statement.support == "unsupported" else ""
        chips = tuple(_chip(citation, result, texts, anchor) for citation in statement.citations)
        said.append(StatementView(statement.text, unsupported, chips))
    return AnswerView(label, result, first_failure(result, documents), tuple(said))


def _chip(citation: Citation, result: EvalResult, texts: Mapping[str, str], anchor: str) -> CitationChip:
    if not is_verbatim(citation, texts):
        return CitationChip(citation, "not verbatim", "")
    return CitationChip(citation, _look(citation, result), f"{anchor}-c{citation.number}" if anchor else "")


def _look(citation: Citation, result: EvalResult) -> ChipLook:
    if any(is_on(citation, gold) for gold in result.sample.evidence):
        return "on gold"
    judged = result.sample.answerable and result.sample.category not in OPEN_CATEGORIES
    return "beside the gold" if judged else "cited"
