"""A question set and its corpus → the cases to be asked: which bases each kind is made of, and how many."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from eval.mutate.additions import MutationSetError, conflict, distractors
from eval.mutate.edits import drop_abstain, edit_flip, irrelevant_edit
from eval.mutate.ground import Ground, Mutation
from eval.mutate.injections import injections
from eval.mutate.kinds import MUTATION_KINDS, MutationKind
from eval.mutate.variants import case, paraphrase, resplit, typo, word_order
from eval.sets.seeds import seeded

MAKERS: dict[MutationKind, tuple[Callable[[Ground], Iterator[Mutation]], int]] = {
    "edit_flip": (edit_flip, 26),
    "drop_abstain": (drop_abstain, 30),
    "irrelevant_edit": (irrelevant_edit, 20),
    "distractors": (distractors, 20),
    "conflict": (conflict, 12),
    "injection": (injections, 30),
    "resplit": (resplit, 8),
    "paraphrase": (paraphrase, 30),
    "typo": (typo, 10),
    "word_order": (word_order, 10),
    "case": (case, 6),
}
"""Each kind's valid cases, of all samples that it can be made of, in the order of the set.

And of how many bases, drawn by the seed, cases are kept: enough for an interval, few enough for two minutes.
"""

ADDING: frozenset[MutationKind] = frozenset({"distractors", "conflict", "injection"})
"""The kinds that add documents."""


def make_cases(ground: Ground, kinds: Sequence[MutationKind], limit: int | None = None) -> list[Mutation]:
    """The cases of these kinds; where there is a limit, as many of each kind as it allows."""
    parts = [_chosen(kind, ground) for kind in MUTATION_KINDS if kind in kinds]
    _refuse_taken_names([m for part in parts for m in part if m.case.kind in ADDING], ground)
    if limit is None:
        return [mutation for part in parts for mutation in part]
    in_turn = [m.case.id for row in zip_longest(*parts) for m in row if m is not None]
    taken = set(in_turn[:limit])
    return [mutation for part in parts for mutation in part if mutation.case.id in taken]


def _refuse_taken_names(adding: Sequence[Mutation], ground: Ground) -> None:
    """A document that is added must not take the place of one that is there."""
    for taken in sorted({key for mutation in adding for key in mutation.texts} & ground.texts.keys()):
        raise MutationSetError(f"The corpus holds a document {taken}, and so do the mutations. Rename one of them.")


def _chosen(kind: MutationKind, ground: Ground) -> list[Mutation]:
    """All cases of the bases that are drawn."""
    maker, most = MAKERS[kind]
    made = list(maker(ground))
    bases = list(dict.fromkeys(m.case.base for m in made))
    half = made[0].case.half if made else ""
    kept = seeded(ground.seed, kind, half).sample(bases, min(len(bases), most))
    return [m for m in made if m.case.base in kept]
