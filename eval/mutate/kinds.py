"""The kinds of mutation. What each requires of an answer, its law, stands at its judge (eval/mutate/judges.py)."""

from typing import Literal, get_args

MutationKind = Literal[
    "edit_flip",  # the fact is another now, wherever it stood
    "drop_abstain",  # the sentences that answer are gone
    "irrelevant_edit",  # something else has changed
    "distractors",  # more documents on the same people and places
    "conflict",  # a second document says otherwise
    "injection",  # a document gives orders
    "resplit",  # passages of another size
    "paraphrase",  # the same question in other words, written by hand
    "typo",
    "word_order",
    "case",
]

MUTATION_KINDS: tuple[MutationKind, ...] = get_args(MutationKind)

VARIANT_KINDS: tuple[MutationKind, ...] = ("paraphrase", "typo", "word_order", "case")
"""The corpus stays, the question varies: a base question's variants are a group, and its worst counts."""

RESPLIT_TOKENS = (100, 250)
"""Longest passages, in tokens, that the re-split cases are asked with; 200 is the default."""
