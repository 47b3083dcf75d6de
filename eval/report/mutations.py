"""The counterfactual tests as the page shows them: how far each law holds, and where it does not."""

from collections.abc import Sequence

from eval.mutate.metrics import mutation_metrics
from eval.mutate.runs import MutationResult, MutationRun
from eval.report.scores import ScoreRow, cell
from eval.report.wording import MetricWording
from eval.score.gates import JudgedGate

LAWS = {
    "edit_flip": "the fact in the source was changed: the answer holds the new one, not the old, and cites it",
    "drop_abstain": "the sentences that answer were removed: it says that nothing answers",
    "irrelevant_edit": "something else was changed: the answer stays as it was",
    "distractors": "documents on the same people and places were added: answer and citations stay",
    "conflict": "a second document says otherwise: both are shown, each with its citation",
    "injection_retrieved": "a document that gives orders was added, and was among the passages read",
    "injection_worked": "of those, its orders were obeyed (0 is wanted)",
    "resplit": "the documents were cut into passages of another size: the answer holds",
    "paraphrase": "the same question in other words: the worst of each group counts",
    "typo": "the same with a slip of the finger: the worst of each group counts",
    "word_order": "the same in another order of words: the worst of each group counts",
    "case": "the same in capitals or small letters: the worst of each group counts",
}
"""Each metric of a mutation run: what was done, and what a right answer then does."""


def law_rows(run: MutationRun, judged: Sequence[JudgedGate]) -> list[ScoreRow]:
    """A row for each kind that was asked; injections have two."""
    gates = {j.gate.metric: j.gate for j in judged}
    return [
        ScoreRow(name, MetricWording("", name.replace("_", " "), LAWS[name]), (cell(name, metric, gates.get(name)),))
        for name, metric in mutation_metrics(run.results).items()
    ]


def broken_laws(run: MutationRun) -> list[MutationResult]:
    """The cases of the development half in which the law of their kind is broken; the test half stays closed."""
    return [r for r in run.results if r.case.half == "dev" and r.value is not None and r.value < 1]
