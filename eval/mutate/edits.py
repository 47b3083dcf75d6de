"""Cases whose documents are edited: a fact flipped, the answer removed, something else changed."""

import re
from collections.abc import Iterator, Mapping
from random import Random

from answer.answer import Answer
from eval.mutate.dates import swap_date
from eval.mutate.flips import asked, flips
from eval.mutate.ground import Ground, Mutation, mutation
from eval.mutate.runs import CorpusChange
from eval.mutate.swaps import StatedValue
from eval.score.scorers import OPEN_CATEGORIES, citations
from eval.sets.matching import contains
from eval.sets.samples import Sample
from eval.sets.seeds import seeded
from eval.sets.texts import EditedText, replace_at, sentences_on, without
from index.documents.plaintext.text import header_line
from index.lexical import terms
from index.sentences import Span, paragraph_spans, trim

NOT_DROPPED = OPEN_CATEGORIES | {"metadata"}
"""Answered from the whole document, or from a header that a title and a file's name may repeat."""

NEUTRAL_SENTENCES = (
    "Local newspapers printed the usual weather report that week.",
    "A brass band played in the park on Sunday afternoon.",
    "The price of melons had fallen a little since the week before.",
    "Two swallows were nesting under the roof of the post office.",
)
"""Sentences that answer no question of anybody."""

_DATE_TO_CHANGE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}(?:, \d{4})?"
    r"|\b(?:spring|summer|fall|autumn|winter) of \d{4}"
)


def edit_flip(ground: Ground) -> Iterator[Mutation]:
    """A case for each fact that can be flipped."""
    for sample in ground.answerable:
        for number, flip in enumerate(flips(sample, ground.texts, ground.seed), 1):
            yield mutation(
                sample,
                "edit_flip",
                number,
                {key: edited.text for key, edited in flip.edited.items()},
                changes=flip.changes(ground.texts),
                accepted=flip.swap.accepted,
                forbidden=flip.old,
                places=flip.places,
            )


def drop_abstain(ground: Ground) -> Iterator[Mutation]:
    """Every sentence on a gold quote removed; only where none of the accepted alternatives is left anywhere.

    And only where the set's author has not said that other sentences still answer (`answered_elsewhere`).
    """
    for sample in ground.answerable:
        if sample.answered_elsewhere or sample.category in NOT_DROPPED:
            continue
        gone = {key: sentences_on(ground.texts[key], spans) for key, spans in _gold(sample).items()}
        texts = {key: without(ground.texts[key], spans) for key, spans in gone.items()}
        if not any(contains(t, form) for t in {**ground.texts, **texts}.values() for f in sample.target for form in f):
            removed = [(key, ground.texts[key][a:b]) for key, spans in gone.items() for a, b in spans]
            changes = [CorpusChange(document=key, before=text, after="") for key, text in removed]
            yield mutation(sample, "drop_abstain", 1, texts, changes=changes)


def irrelevant_edit(ground: Ground) -> Iterator[Mutation]:
    """A date changed, or a neutral sentence added, in a paragraph that neither gold nor the base answer touches."""
    for sample in ground.answerable:
        random = seeded(ground.seed, "irrelevant_edit", sample.id)
        free = _free_paragraphs(sample, ground.answers[sample.id], ground.texts)
        if not free:
            continue
        document, paragraph = random.choice(free)
        edited = _edit_elsewhere(sample, ground.texts, document, paragraph, random)
        if edited is None:
            continue
        (before, after) = edited.moves[0]
        change = CorpusChange(
            document=document, before=ground.texts[document][slice(*before)], after=edited.text[slice(*after)].strip()
        )
        yield mutation(sample, "irrelevant_edit", 1, {document: edited.text}, changes=[change])


def _gold(sample: Sample) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for gold in sample.evidence:
        spans.setdefault(gold.document_id, []).append((gold.start, gold.end))
    return spans


def _free_paragraphs(sample: Sample, answer: Answer, texts: Mapping[str, str]) -> list[tuple[str, Span]]:
    """Document and span of each paragraph that the edit may fall in."""
    taken = [(e.document_id, e.start, e.end) for e in sample.evidence]
    taken += [(c.document_id, c.start, c.end) for c in citations(answer)]
    return [
        (key, (start, end))
        for key, text in sorted(texts.items())
        for start, end in paragraph_spans(text)
        if not (start == 0 and header_line(text))
        and not any(key == other and a < end and start < b for other, a, b in taken)
    ]


def _edit_elsewhere(
    sample: Sample, texts: Mapping[str, str], document: str, paragraph: Span, random: Random
) -> EditedText | None:
    """A typed edit or a neutral one, as chance has it; the other where there is no room for it."""
    edits = [
        _other_date(sample, texts, document, paragraph, random),
        _neutral(sample, texts[document], paragraph, random),
    ]
    random.shuffle(edits)
    return next((edited for edited in edits if edited is not None), None)


def _other_date(
    sample: Sample, texts: Mapping[str, str], document: str, paragraph: Span, random: Random
) -> EditedText | None:
    """A date of the paragraph changed, if neither question nor answer has to do with it."""
    spoken = " ".join([asked(sample), *(form for fact in sample.target for form in fact)])
    for match in _DATE_TO_CHANGE.finditer(texts[document], *paragraph):
        if any(contains(spoken, part) for part in [match.group(), *match.group().split()]):
            continue
        value = StatedValue(match.group(), (match.group(),), texts[document], " ".join([*texts.values(), spoken]))
        if made := swap_date(value, random):
            return replace_at(texts[document], {match.span(): made.pairs[0][1]})
    return None


def _neutral(sample: Sample, text: str, paragraph: Span, random: Random) -> EditedText | None:
    """A sentence more at the paragraph's end that shares no word with question or answer."""
    spoken = set(terms(" ".join([asked(sample), *(form for fact in sample.target for form in fact)])))
    free = [sentence for sentence in NEUTRAL_SENTENCES if not spoken & set(terms(sentence))]
    end = trim(text, paragraph)[1]
    return replace_at(text, {(end, end): f" {random.choice(free)}"}) if free else None
