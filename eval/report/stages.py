"""Where a question fails first, on its way from the search to the answer."""

from collections.abc import Mapping
from typing import Literal, get_args

from eval.run.runs import SourceDocument
from eval.score.result import EvalResult
from eval.score.retrieval import NOT_SEARCHED
from eval.score.scorers import OPEN_CATEGORIES, abstained, citations
from eval.sets.matching import meets, touches
from eval.sets.samples import GoldQuote

Stage = Literal[
    "not retrieved",
    "retrieved but not used",
    "wrong sentence",
    "bad citation",
    "wrongly abstained",
    "wrongly answered",
]

STAGES: tuple[Stage, ...] = get_args(Stage)

STAGE_MEANINGS: dict[Stage, str] = {
    "not retrieved": "some gold quote is in none of the passages that were searched out",
    "retrieved but not used": "answered, but out of the passage of some gold quote nothing is cited",
    "wrong sentence": "out of the right passage, but not the gold sentence, or not the facts asked for",
    "bad citation": "right and cited, but a citation is not verbatim, carries not its statement, or is beside the gold",
    "wrongly abstained": "the gold was searched out, and it was said that nothing answers",
    "wrongly answered": "answered, though the documents do not",
}


def first_failure(result: EvalResult, documents: Mapping[str, SourceDocument]) -> Stage | None:
    """The first stage at which a scored result fails; None where it holds up (`result.problems` is empty).

    Every question that fails is counted once. Of an unanswerable one the only stage is

    - wrongly answered: it did not abstain.

    An answerable one is, the first that is true of:

    1. not retrieved: some gold quote is touched by no passage that the search gave (whatever was said
       then). Skipped for what is not answered from the search: overviews and questions on the header.
    2. wrongly abstained: it abstained. This comes before what only an answer can do wrong.
    3. retrieved but not used: some gold quote has no citation, genuine or not, out of a passage that
       touches it. Skipped for overviews, which many sentences serve as well.
    4. wrong sentence: a fact is missing, something forbidden is said, it is too long, or a gold quote
       is not cited itself.
    5. bad citation: all of that is right, but a citation is not verbatim, does not carry its
       statement, or rests on no gold.
    """
    sample, answer, scores = result.sample, result.answer, result.scores
    if not result.problems:
        return None
    if not sample.answerable:
        return "wrongly answered"
    found = all(any(meets(hit.passage, gold) for hit in answer.hits) for gold in sample.evidence)
    if sample.category not in NOT_SEARCHED and not found:
        return "not retrieved"
    if abstained(answer):
        return "wrongly abstained"
    used = all(_is_used(gold, result, documents) for gold in sample.evidence)
    if sample.category not in OPEN_CATEGORIES and not used:
        return "retrieved but not used"
    right = all(scores[name].value in (None, 1) for name in ("right", "citation_recall"))
    return "bad citation" if right else "wrong sentence"


def _is_used(gold: GoldQuote, result: EvalResult, documents: Mapping[str, SourceDocument]) -> bool:
    """Whether something is cited out of a passage that touches the gold quote."""
    source = documents.get(gold.document_id)
    near = [span for span in (source.passages if source else ()) if touches(span, (gold.start, gold.end))]
    cited = [(c.start, c.end) for c in citations(result.answer) if c.document_id == gold.document_id]
    return any(touches(span, place) for span in near for place in cited)
