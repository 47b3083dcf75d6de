"""A fact of a sample → another one, everywhere in the documents: what edit_flip and conflict are made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from eval.mutate.dates import swap_date
from eval.mutate.names import swap_name, swap_person
from eval.mutate.numbers import swap_number
from eval.mutate.runs import CorpusChange, DocumentSpan
from eval.mutate.swaps import StatedValue, ValueSwap
from eval.score.scorers import Texts
from eval.sets.matching import contains
from eval.sets.samples import GoldQuote, Sample
from eval.sets.seeds import seeded
from eval.sets.texts import EditedText, places_of, replaced

SWAP_RULES = (swap_date, swap_number, swap_person, swap_name)
"""The first that knows the kind of a value swaps it."""


@dataclass(frozen=True)
class FactFlip:
    """One fact of a sample with another value."""

    swap: ValueSwap
    old: tuple[str, ...]
    """The old value, in every form that counts as stating it."""
    evidence: tuple[GoldQuote, ...]
    """The gold quotes that state it."""
    edited: dict[str, EditedText]
    """Document id → the text after the edit, for each that it changes."""

    @property
    def places(self) -> tuple[DocumentSpan, ...]:
        """Where the new words stand in what was gold evidence."""
        return tuple(
            DocumentSpan(document_id=gold.document_id, start=new[0], end=new[1])
            for gold in self.evidence
            for old, new in self.edited[gold.document_id].moves
            if gold.start <= old[0] and old[1] <= gold.end
        )

    def changes(self, texts: Texts) -> tuple[CorpusChange, ...]:
        """Each edit once, for people."""
        found = {
            (key, texts[key][slice(*old)], edited.text[slice(*new)]): None
            for key, edited in self.edited.items()
            for old, new in edited.moves
        }
        return tuple(CorpusChange(document=key, before=before, after=after) for key, before, after in found)


def flips(sample: Sample, texts: Texts, seed: int) -> list[FactFlip]:
    """The flips of a sample, by hand first, then by the typed rules, each fact once; those that are not valid left out.

    Valid: the old value stands in a gold quote, in no question, and nowhere after the edit; the new one
    stands nowhere before it.
    """
    found: list[FactFlip] = []
    for flip in [*_by_hand(sample, texts), *_by_rule(sample, texts, seed)]:
        if _is_valid(flip, sample, texts) and not any(set(flip.old) & set(earlier.old) for earlier in found):
            found.append(flip)
    return found


def asked(sample: Sample) -> str:
    """Everything that the user says in a sample's conversation."""
    return "\n".join([*sample.history, sample.question])


def _by_hand(sample: Sample, texts: Texts) -> Iterator[FactFlip]:
    for edit in sample.edits:
        by_hand = ValueSwap("by hand", ((edit.find, edit.replace),), edit.accepted)
        yield _flip(by_hand, edit.forbidden, _stating(edit.find, sample), texts)


def _by_rule(sample: Sample, texts: Texts, seed: int) -> Iterator[FactFlip]:
    """The same value becomes the same other one in every sample, where it can: their cases share one sync."""
    for forms in sample.target:
        stated = sorted((form for form in forms if _stating(form, sample)), key=len, reverse=True)
        if not stated:
            continue
        gold = _stating(stated[0], sample)
        around = texts[gold[0].document_id]
        value = StatedValue(stated[0], forms, around, "\n".join([*texts.values(), asked(sample)]))
        random = seeded(seed, stated[0])
        if made := next(filter(None, (rule(value, random) for rule in SWAP_RULES)), None):
            yield _flip(made, forms, gold, texts)


def _stating(phrase: str, sample: Sample) -> tuple[GoldQuote, ...]:
    return tuple(gold for gold in sample.evidence if places_of(phrase, gold.quote))


def _flip(made: ValueSwap, old: tuple[str, ...], evidence: tuple[GoldQuote, ...], texts: Texts) -> FactFlip:
    edited = {key: replaced(text, made.pairs) for key, text in texts.items()}
    return FactFlip(made, old, evidence, {key: one for key, one in edited.items() if one.moves})


def _is_valid(flip: FactFlip, sample: Sample, texts: Texts) -> bool:
    after = "\n".join([*(flip.edited[key].text if key in flip.edited else text for key, text in texts.items())])
    before = "\n".join([*texts.values(), asked(sample)])
    return (
        bool(flip.places)
        and not any(contains(asked(sample), form) or contains(after, form) for form in flip.old)
        and not any(contains(asked(sample), old) for old, _ in flip.swap.pairs)
        and not any(contains(before, form) for form in flip.swap.accepted)
    )
