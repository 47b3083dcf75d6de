"""Two runs of the same questions, paired: what was fixed, what broke, and what else came out differently."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eval.run.runs import EvalRun
from eval.run.tables import fallbacks_text
from eval.score.mcnemar import PairedTest, paired_test
from eval.score.result import JUDGED, EvalResult
from settings import FootnoteError

Flip = Literal["fixed", "broken", "changed", "same"]

NOT_MISLED = "not wrong and sure"
"""The first test: is whoever asked not misled?"""

HOLDS_UP = "holds up"
"""The second one: is nothing at all wrong with the answer?"""

PLACE_SETTINGS = ("corpus", "data", "threads", "remove")
"""Settings that say where, how fast and how carefully, not what: the corpus is compared by its hash."""


class CompareError(FootnoteError):
    """Two runs have no question in common."""


@dataclass(frozen=True)
class ResultPair:
    """One question, and its results in both runs."""

    before: EvalResult
    after: EvalResult

    @property
    def flip(self) -> Flip:
        """fixed: it holds up now; broken: no longer; changed: another answer, no better or worse; or same."""
        if bool(self.before.problems) != bool(self.after.problems):
            return "broken" if self.after.problems else "fixed"
        return "same" if _said(self.before) == _said(self.after) else "changed"


@dataclass(frozen=True)
class Comparison:
    """An earlier and a later run, paired by id and wording."""

    before: EvalRun
    after: EvalRun
    pairs: tuple[ResultPair, ...]
    """In the later run's order."""
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    """Ids of the questions that the other run lacks."""
    reworded: tuple[str, ...]
    """Ids whose question (or conversation) reads differently: they are compared no more than those above."""
    differing: dict[str, tuple[str, str]]
    """What the runs differ in (corpus, questions, model, a setting), and both values."""
    tests: tuple[PairedTest, ...]
    """Whether nobody is misled, whether the answer holds up, then each metric."""

    @property
    def names(self) -> tuple[str, str]:
        """What to call the two: by their modes where these differ, else earlier and later."""
        modes = (self.before.mode, self.after.mode)
        return ("earlier", "later") if modes[0] == modes[1] else modes

    def flipped(self, flip: Flip) -> list[ResultPair]:
        return [pair for pair in self.pairs if pair.flip == flip]


def compare(before: EvalRun, after: EvalRun) -> Comparison:
    """Pair two scored runs; raises CompareError where they share no question.

    A question is the same where its id and its whole conversation are.
    """
    earlier = {r.sample.id: r for r in before.results}
    later = {r.sample.id: r for r in after.results}
    shared = [key for key in later if key in earlier]
    pairs = tuple(ResultPair(earlier[k], later[k]) for k in shared if _asked(earlier[k]) == _asked(later[k]))
    if not pairs:
        raise CompareError("The two runs share no question, by id and wording. Compare two runs of the same set.")
    paired = {pair.after.sample.id for pair in pairs}
    return Comparison(
        before=before,
        after=after,
        pairs=pairs,
        only_before=tuple(key for key in earlier if key not in later),
        only_after=tuple(key for key in later if key not in earlier),
        reworded=tuple(key for key in shared if key not in paired),
        differing=dict(_differing(before, after)),
        tests=tuple(_tests(pairs)),
    )


def differences(comparison: Comparison) -> list[str]:
    """A sentence for each thing, other than the answers, in which the runs differ."""
    earlier, later = comparison.names
    named = {
        f"are only in the {earlier} run": comparison.only_before,
        f"are only in the {later} run": comparison.only_after,
        "read differently, and are left aside": comparison.reworded,
    }
    sentences = [
        f"The {what} differs: {old or 'empty'} → {new or 'empty'}." for what, (old, new) in comparison.differing.items()
    ]
    sentences += [f"These questions {what} ({len(ids)}): {', '.join(ids)}." for what, ids in named.items() if ids]
    runs = {earlier: comparison.before, later: comparison.after}
    sentences += [f"In the {name} run {told}" for name, run in runs.items() if (told := fallbacks_text(run))]
    return sentences + [f"The {name} run was stopped early." for name, run in runs.items() if not run.complete]


def _asked(result: EvalResult) -> tuple[str, ...]:
    return (*result.sample.history, result.sample.question)


def _said(result: EvalResult) -> tuple[object, ...]:
    """What a reader sees of an answer: its words, what each of them cites, and whether a doubt is shown."""
    answer = result.answer
    cited = [(c.document_id, c.start, c.end, c.quote) for s in answer.statements for c in s.citations]
    return answer.verdict, answer.doubt, answer.text, [s.support for s in answer.statements], cited


def _differing(before: EvalRun, after: EvalRun) -> Iterator[tuple[str, tuple[str, str]]]:
    old, new = _identity(before), _identity(after)
    for what in {**old, **new}:
        if old.get(what) != new.get(what):
            yield what, (old.get(what, "none"), new.get(what, "none"))


def _identity(run: EvalRun) -> dict[str, str]:
    hashes = {"corpus": run.corpus, "question set": run.questions, "embedding model": run.model[:16]}
    return (
        {"mode": run.mode}
        | hashes
        | {f"setting {name}": str(value) for name, value in run.settings.items() if name not in PLACE_SETTINGS}
    )


def _tests(pairs: Sequence[ResultPair]) -> Iterator[PairedTest]:
    yield paired_test(NOT_MISLED, [(not pair.before.wrong_and_sure, not pair.after.wrong_and_sure) for pair in pairs])
    yield paired_test(HOLDS_UP, [(not pair.before.problems, not pair.after.problems) for pair in pairs])
    found = [name for name in pairs[0].after.scores if name.startswith("recall@") and name in pairs[0].before.scores]
    for name in (*JUDGED, *found):
        yield paired_test(name, [(_full(pair.before, name), _full(pair.after, name)) for pair in pairs])


def _full(result: EvalResult, name: str) -> bool | None:
    """McNemar's test needs yes or no: yes is a score of 1 ("all its citations are on gold"). None is n/a."""
    value = result.scores[name].value
    return None if value is None else value >= 1
