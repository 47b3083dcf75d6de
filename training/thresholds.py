"""Answers to the development halves → the two thresholds of a way to read, by what each outcome costs whoever asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from answer.answer import Answer
from answer.assistant import Assistant
from answer.read.quoter import BY_LIKENESS
from answer.read.ranking import Thresholds
from eval.sets.corpora import EvalCorpus, load_corpus
from eval.sets.matching import contains
from eval.sets.samples import Sample
from index.sync import sync
from settings import Settings

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Costs:
    """What an outcome costs; a right answer without a doubt, and a rightful refusal, cost nothing."""

    wrong_and_sure: float
    wrong_in_doubt: float
    right_in_doubt: float
    wrongly_refused: float = 1.0


COSTS: Mapping[str, Costs] = {
    "low": Costs(wrong_and_sure=2.0, wrong_in_doubt=0.5, right_in_doubt=0.25),
    "normal": Costs(wrong_and_sure=5.0, wrong_in_doubt=2.0, right_in_doubt=0.5),
    "high": Costs(wrong_and_sure=20.0, wrong_in_doubt=8.0, right_in_doubt=0.5),
}
"""What each caution takes them to cost."""
MOST_DOUBT = 0.15
"""Of the right answers that are shown, in each corpus, the share that may be doubted: else one would doubt them all."""


@dataclass(frozen=True)
class AskedQuestion:
    """A question's answer, given however unsure it was."""

    confidence: float
    right: bool
    answerable: bool


Groups = Mapping[str, Sequence[AskedQuestion]]
"""By corpus; each counts the same, however many questions it has."""


def ask(settings: Settings, corpus: EvalCorpus) -> Iterator[AskedQuestion]:
    """Each question of a corpus' half with no threshold; what is answered by likeness for its language is left out."""
    _, samples = load_corpus(corpus)
    own = settings.of_corpus(corpus.documents)
    sync(own)
    assistant = Assistant.open(own, shown=0.0)
    for sample in tqdm(samples, desc=f"Asking {corpus.name}", unit="question", disable=None):
        history: list[Answer] = []
        for earlier in sample.history:
            history.append(assistant.ask(earlier, history, mode="quotes"))
        answer = assistant.ask(sample.question, history, mode="quotes")
        if answer.statements and answer.mode == "quotes" and BY_LIKENESS not in answer.note:
            yield AskedQuestion(answer.confidence, _is_right(sample, answer), sample.answerable)


def _is_right(sample: Sample, answer: Answer) -> bool:
    stated = all(any(contains(answer.text, phrase) for phrase in fact) for fact in sample.target)
    return sample.answerable and stated and not any(contains(answer.text, phrase) for phrase in sample.forbidden)


def fit(groups: Groups, costs: Costs) -> tuple[Thresholds, list[str]]:
    """The thresholds at which the mean cost over the groups is least, and a line on each group.

    `shown` and `sure` are taken from all confidences. Of those whose cost is within a standard error of the least
    (Breiman et al. 1984), which so few questions cannot tell apart, those that answer most.
    """
    bars = np.unique([0.0, *(np.round(a.confidence, 4) for asked in groups.values() for a in asked), 1.0])
    tables = [_costs(asked, bars, costs) for asked in groups.values()]
    total = np.mean([cost for cost, _ in tables], axis=0)
    total[np.max([doubt for _, doubt in tables], axis=0) > MOST_DOUBT] = np.inf
    place = np.unravel_index(int(np.argmin(total)), total.shape)
    least = Thresholds(*(float(bars[n]) for n in place))
    near = total <= total[place] + _standard_error(groups, least, costs)
    shown = int(np.argmax(near.any(axis=1)))  # the lowest
    found = Thresholds(float(bars[shown]), float(bars[int(np.argmin(total[shown]))]))
    return found, [f"{name}: {worth(asked, found, costs)}" for name, asked in groups.items()]


def _standard_error(groups: Groups, bars: Thresholds, costs: Costs) -> float:
    """Of the mean over the groups of their mean costs."""
    squares = [np.var([cost_of(a, bars, costs) for a in asked]) / len(asked) for asked in groups.values()]
    return float(np.sqrt(sum(squares)) / len(squares))


def cost_of(asked: AskedQuestion, bars: Thresholds, costs: Costs) -> float:
    """What one answer costs at these thresholds."""
    if asked.confidence < bars.shown:
        return costs.wrongly_refused if asked.answerable else 0.0
    if asked.confidence < bars.sure:
        return costs.right_in_doubt if asked.right else costs.wrong_in_doubt
    return 0.0 if asked.right else costs.wrong_and_sure


def _costs(asked: Sequence[AskedQuestion], bars: Numbers, costs: Costs) -> tuple[Numbers, Numbers]:
    """(bars, bars): the mean cost at each pair of `shown` and `sure`, and the doubt on right answers there.

    Where `sure` is below `shown` the cost is infinite.
    """
    confidence = np.array([a.confidence for a in asked])
    right, answerable = (np.array([getattr(a, part) for a in asked]) for part in ("right", "answerable"))
    above = confidence[None, :] >= bars[:, None]  # (bars, questions)
    refused = (~above & answerable).sum(axis=1) * costs.wrongly_refused
    doubted = above @ np.where(right, costs.right_in_doubt, costs.wrong_in_doubt)
    sure = above @ np.where(right, 0.0, costs.wrong_and_sure)
    rights = (above & right).sum(axis=1)
    cost = (refused + doubted)[:, None] + (sure - doubted)[None, :]
    cost[np.tril_indices(len(bars), -1)] = np.inf
    doubted_rights = rights[:, None] - rights[None, :]
    return cost / len(asked), doubted_rights / np.maximum(rights, 1)[:, None]


def worth(asked: Sequence[AskedQuestion], bars: Thresholds, costs: Costs) -> str:
    """What the thresholds make of these questions."""
    shown = [a for a in asked if a.confidence >= bars.shown]
    right = [a for a in shown if a.right]
    sure = sum(a.confidence >= bars.sure and not a.right for a in shown)
    answerable = sum(a.answerable for a in asked)
    refused = len(asked) - answerable - sum(not a.answerable for a in shown)
    doubted = sum(a.confidence < bars.sure for a in right)
    cost = sum(cost_of(a, bars, costs) for a in asked) / len(asked)
    return (
        f"right {len(right) / answerable:.3f}, refused {refused / (len(asked) - answerable):.3f}, "
        f"wrong and sure {sure / len(asked):.3f}, doubt on right {doubted / max(1, len(right)):.3f}, "
        f"cost {cost:.3f}, of {len(asked)} questions"
    )
