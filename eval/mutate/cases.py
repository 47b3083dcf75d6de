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

MAKERS: dict[MutationKind, Callable[[Ground], Iterator[Mutation]]] = {
    "edit_flip": edit_flip,
    "drop_abstain": drop_abstain,
    "irrelevant_edit": irrelevant_edit,
    "distractors": distractors,
    "conflict": conflict,
    "injection": injections,
    "resplit": resplit,
    "paraphrase": paraphrase,
    "typo": typo,
    "word_order": word_order,
    "case": case,
}
"""Each kind's valid cases, of all samples that it can be made of, in the order of the set."""

ADDING: frozenset[MutationKind] = frozenset({"distractors", "conflict", "injection"})
"""The kinds that add documents."""

MOST_BASES: dict[MutationKind, int] = {
    "edit_flip": 26,
    "drop_abstain": 30,
    "irrelevant_edit": 20,
    "distractors": 20,
    "conflict": 12,
    "injection": 30,
    "resplit": 8,
    "paraphrase": 30,
    "typo": 10,
    "word_order": 10,
    "case": 6,
}
"""Bases of a kind, drawn by the seed: enough for an interval, few enough for two minutes."""


def make_cases(ground: Ground, kinds: Sequence[MutationKind], limit: int | None = None) -> list[Mutation]:
    """The cases of these kinds; where there is a limit, as many of each kind as it allows."""
    parts = [_chosen(list(MAKERS[kind](ground)), kind, ground.seed) for kind in MUTATION_KINDS if kind in kinds]
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


def _chosen(made: Sequence[Mutation], kind: MutationKind, seed: int) -> list[Mutation]:
    """All cases of the bases that are drawn."""
    bases = list(dict.fromkeys(m.case.base for m in made))
    half = made[0].case.half if made else ""
    kept = seeded(seed, kind, half).sample(bases, min(len(bases), MOST_BASES[kind]))
    return [m for m in made if m.case.base in kept]
