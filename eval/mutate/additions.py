"""Cases whose corpus holds a document more: some that do not answer, or one that disagrees."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from answer.read.complete import leans
from eval.mutate.flips import FactFlip, flips
from eval.mutate.ground import Ground, Mutation, added, mutation
from eval.mutate.runs import DocumentSpan
from eval.sets.matching import contains
from eval.sets.texts import places_of, replaced, sentences_on
from settings import ROOT, FootnoteError

MUTATIONS_FOLDER = ROOT / "eval" / "corpora" / "article" / "mutations"
LEAST_DISTRACTORS = 3
SECOND_REPORT = "a-second-report.txt"
"""The id of the document that disagrees."""


class MutationSetError(FootnoteError):
    """A hand-written document for mutations has the name of one in the corpus."""


def distractors(ground: Ground) -> Iterator[Mutation]:
    """All hand-written documents that hold no accepted answer of the sample; at least three, or no case."""
    texts = read_texts(MUTATIONS_FOLDER / "distractors")
    for sample in ground.answerable:
        forms = [form for fact in sample.target for form in fact]
        silent = {key: text for key, text in texts.items() if not any(contains(text, form) for form in forms)}
        if len(silent) >= LEAST_DISTRACTORS:
            yield mutation(sample, "distractors", 1, silent, changes=[added(*one) for one in silent.items()])


def conflict(ground: Ground) -> Iterator[Mutation]:
    """A second document that says the gold sentence with another value, where the sentence can stand alone."""
    for sample in (s for s in ground.answerable if s.category != "metadata"):
        made = ((flip, _second(flip, ground.texts)) for flip in flips(sample, ground.texts, ground.seed))
        told = next(((flip, text) for flip, text in made if text), None)
        if told is None:
            continue
        flip, text = told
        spans = [span for form in flip.swap.accepted for span in places_of(form, text)]
        yield mutation(
            sample,
            "conflict",
            1,
            {SECOND_REPORT: text},
            changes=[added(SECOND_REPORT, text)],
            accepted=flip.swap.accepted,
            forbidden=flip.old,
            places=[DocumentSpan(document_id=SECOND_REPORT, start=a, end=b) for a, b in spans],
        )


def read_texts(folder: Path) -> dict[str, str]:
    """File name → text of the `*.txt` in a folder."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


def _second(flip: FactFlip, texts: Mapping[str, str]) -> str:
    """The gold sentence with the other value; "" where it leans on the one before, or still holds the old value."""
    gold = flip.evidence[0]
    text = texts[gold.document_id]
    start, end = sentences_on(text, [(gold.start, gold.end)])[0]
    sentence = text[start:end]
    told = replaced(sentence, flip.swap.pairs).text
    holds_old = any(contains(told, form) for form in flip.old)
    return "" if leans(sentence) or holds_old or told == sentence else told + "\n"
