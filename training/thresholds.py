"""Answers to the development halves → the two thresholds of a way to read, by what each outcome costs whoever asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from answer.answer import Answer
from answer.assistant import Assistant
from answer.read.quoter import BY_LIKENESS
from answer.read.ranking import NEVER, Thresholds
from eval.sets.corpora import EvalCorpus, load_corpus
from eval.sets.matching import contains
from eval.sets.samples import MOST_WORDS, Sample
from index.sync import sync
from settings import Settings
from training.samples import fraction

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Costs:
    """What an outcome costs; a right answer without a doubt, and a rightful refusal, cost nothing."""

    wrong_and_sure: float
    wrong_in_doubt: float
    right_in_doubt: float
    most_refused: float
    """Of the answerable questions the share that may be refused, in the corpus of which it refuses least."""
    wrongly_refused: float = 1.0


COSTS: Mapping[str, Costs] = {
    "low": Costs(wrong_and_sure=2.0, wrong_in_doubt=0.5, right_in_doubt=0.25, most_refused=0.1),
    "normal": Costs(wrong_and_sure=5.0, wrong_in_doubt=2.0, right_in_doubt=0.5, most_refused=0.2),
    "high": Costs(wrong_and_sure=10.0, wrong_in_doubt=4.0, right_in_doubt=0.5, most_refused=0.5),
}
"""What each caution takes them to cost. Without a bound on refusals the least costs are those of refusing nearly all:
where less than half of what is said is right, a refusal is cheaper than either way of being wrong."""
LIKENESS_COSTS = {"low": COSTS["low"], "normal": COSTS["normal"], "high": COSTS["normal"]}
"""Of what is read by likeness, and always shown with a doubt: it may be shown more readily."""
FOLDS = 5
MOST_DOUBT, MOST_DOUBT_ELSEWHERE = 0.15, 0.26
"""Of the right answers that are shown the share that may be doubted in that corpus, and in any other: else one would
doubt them all."""


@dataclass(frozen=True)
class AskedQuestion:
    """A question's answer, given however unsure it was."""

    confidence: float
    right: bool
    answerable: bool
    about: str = ""
    """The document that it is about, or, of a corpus of one, itself: what is parted in cross-fitting."""


Groups = Mapping[str, Sequence[AskedQuestion]]
"""By corpus; each counts the same, however many questions it has."""


def ask(settings: Settings, corpus: EvalCorpus) -> Iterator[AskedQuestion]:
    """Each question of a corpus' half with no threshold; what is answered by likeness for its language is left out."""
    documents, samples = load_corpus(corpus)
    own = settings.of_corpus(corpus.documents)
    sync(own)
    assistant = Assistant.open(own, shown=0.0)
    for sample in tqdm(samples, desc=f"Asking {corpus.name}", unit="question", disable=None):
        history: list[Answer] = []
        for earlier in sample.history:
            history.append(assistant.ask(earlier, history, mode="quotes"))
        answer = assistant.ask(sample.question, history, mode="quotes")
        if answer.statements and answer.mode == "quotes" and BY_LIKENESS not in answer.note:
            about = _about(sample) if len(documents) > 1 else sample.id
            yield AskedQuestion(answer.confidence, _is_right(sample, answer), sample.answerable, about)


def _about(sample: Sample) -> str:
    """The document that answers; of what none answers, the one that it was asked of, by whose name its id begins."""
    return sample.evidence[0].document_id if sample.evidence else sample.id.rpartition("-")[0]


def _is_right(sample: Sample, answer: Answer) -> bool:
    if len(answer.text.split()) > MOST_WORDS:
        return False
    stated = all(any(contains(answer.text, phrase) for phrase in fact) for fact in sample.target)
    return sample.answerable and stated and not any(contains(answer.text, phrase) for phrase in sample.forbidden)


def fit(groups: Groups, costs: Costs, always_doubt: bool = False) -> tuple[Thresholds, list[str]]:
    """The thresholds at which the mean cost over the groups is least, and a line on each group.

    `shown` and `sure` are taken from all confidences. The bounds on refusals and doubts must hold in one corpus at
    least: documents that the reader cannot read may be refused, and doubted more often. Where there is `always_doubt`,
    nothing is ever sure.
    """
    bars = np.unique([0.0, *(np.round(a.confidence, 4) for asked in groups.values() for a in asked), 1.0])
    total = np.mean([_costs(asked, bars, costs) for asked in groups.values()], axis=0)
    held = np.any([_within_bounds(asked, bars, costs.most_refused, MOST_DOUBT) for asked in groups.values()], axis=0)
    held &= np.all([_within_bounds(asked, bars, 1.0, MOST_DOUBT_ELSEWHERE) for asked in groups.values()], axis=0)
    if always_doubt:
        held = np.any([_within_bounds(a, bars, costs.most_refused, 1.0) for a in groups.values()], axis=0)
        held, total, bars_sure = held[:, -1:], total[:, -1:], np.array([NEVER])
    else:
        bars_sure = bars
    shown, sure = np.unravel_index(int(np.argmin(np.where(held, total, np.inf))), total.shape)
    found = Thresholds(_between(bars, int(shown)), NEVER if always_doubt else _between(bars_sure, int(sure)))
    return found, [f"{name}: {worth(asked, found, costs)}" for name, asked in groups.items()]


def _between(bars: Numbers, at: int) -> float:
    """Half way from the next lower confidence to this bar: another processor, which rounds otherwise, says the same."""
    return round(float(bars[max(0, at - 1)] + bars[at]) / 2, 5)


def crossed(groups: Groups, costs: Costs) -> str:
    """What the questions come to at thresholds that were fitted without those about the same documents."""
    outcomes: dict[str, list[float]] = {name: [] for name in groups}
    for fold in range(FOLDS):
        others = {name: [a for a in asked if _fold(a) != fold] for name, asked in groups.items()}
        bars, _ = fit(others, costs)
        for name, asked in groups.items():
            outcomes[name] += [cost_of(a, bars, costs) for a in asked if _fold(a) == fold]
    told = ", ".join(f"{name} {np.mean(found):.3f}" for name, found in outcomes.items())
    return f"cost at thresholds fitted on other documents ({FOLDS} folds): {told}"


def _fold(asked: AskedQuestion) -> int:
    return int(fraction(asked.about, 0) * FOLDS)


def cost_of(asked: AskedQuestion, bars: Thresholds, costs: Costs) -> float:
    """What one answer costs at these thresholds."""
    if asked.confidence < bars.shown:
        return costs.wrongly_refused if asked.answerable else 0.0
    if asked.confidence < bars.sure:
        return costs.right_in_doubt if asked.right else costs.wrong_in_doubt
    return 0.0 if asked.right else costs.wrong_and_sure


def _costs(asked: Sequence[AskedQuestion], bars: Numbers, costs: Costs) -> Numbers:
    """(bars, bars): the mean cost at each pair of `shown` and `sure`; infinite where `sure` is below `shown`."""
    above, right, answerable = _at(asked, bars)
    refused = (~above & answerable).sum(axis=1) * costs.wrongly_refused
    doubted = above @ np.where(right, costs.right_in_doubt, costs.wrong_in_doubt)
    sure = above @ np.where(right, 0.0, costs.wrong_and_sure)
    cost = (refused + doubted)[:, None] + (sure - doubted)[None, :]
    cost[np.tril_indices(len(bars), -1)] = np.inf
    found: Numbers = cost / len(asked)
    return found


def _within_bounds(
    asked: Sequence[AskedQuestion], bars: Numbers, most_refused: float, most_doubted: float
) -> npt.NDArray[np.bool_]:
    """(bars, bars): whether few enough are refused at `shown`, and few enough right ones doubted below `sure`."""
    above, right, answerable = _at(asked, bars)
    rights = (above & right).sum(axis=1)
    doubted = (rights[:, None] - rights[None, :]) / np.maximum(rights, 1)[:, None]
    refused = (~above & answerable).sum(axis=1) / max(1, answerable.sum())
    found: npt.NDArray[np.bool_] = (refused[:, None] <= most_refused) & (doubted <= most_doubted)
    return found


def _at(asked: Sequence[AskedQuestion], bars: Numbers) -> tuple[npt.NDArray[np.bool_], ...]:
    """(bars, questions): whether each reaches each bar; (questions,): whether right, and whether answerable."""
    confidence = np.array([a.confidence for a in asked])
    right, answerable = (
        np.array([getattr(a, part) for a in asked], dtype=np.bool_) for part in ("right", "answerable")
    )
    return confidence[None, :] >= bars[:, None], right, answerable


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
        f"right {len(right) / answerable:.3f}, refused {refused / max(1, len(asked) - answerable):.3f}, "
        f"wrong and sure {sure / len(asked):.3f}, doubt on right {doubted / max(1, len(right)):.3f}, "
        f"cost {cost:.3f}, of {len(asked)} questions"
    )
