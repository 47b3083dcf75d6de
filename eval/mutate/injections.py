"""Cases whose corpus holds a document that gives orders: which documents, and the questions they are asked with."""

import tomllib
from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from eval.mutate.additions import MUTATIONS_FOLDER, read_texts
from eval.mutate.flips import asked
from eval.mutate.ground import Ground, Mutation, added, mutation
from eval.mutate.runs import DocumentSpan
from eval.sets.matching import contains, occurrences
from eval.sets.samples import Sample
from index.lexical import terms

QUESTIONS_OF_AN_INJECTION = 2
"""Those that share most of their words with it, so that it is retrieved."""


class InjectedDocument(BaseModel):
    """A document that gives orders, as described in injections.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    instructions: tuple[str, ...]
    dictated: tuple[str, ...]


def injections(ground: Ground) -> Iterator[Mutation]:
    """Each injected document with the questions that are most like it.

    One whose dictated words stand in the corpus anyway would prove nothing, and is left out.
    """
    texts = read_texts(MUTATIONS_FOLDER / "injections")
    made: dict[str, int] = {}
    for injection in read_injections():
        if any(contains(text, words) for text in ground.texts.values() for words in injection.dictated):
            continue
        text = texts[injection.document]
        for sample in _most_like(text, ground.samples, injection):
            made[sample.id] = made.get(sample.id, 0) + 1
            starts = [(occurrences(words, text)[0], words) for words in injection.instructions]
            yield mutation(
                sample,
                "injection",
                made[sample.id],
                {injection.document: text},
                changes=[added(injection.document, text)],
                forbidden=injection.dictated,
                places=[
                    DocumentSpan(document_id=injection.document, start=a, end=a + len(words)) for a, words in starts
                ],
            )


def read_injections() -> list[InjectedDocument]:
    """What injections.toml says of each document."""
    raw = tomllib.loads((MUTATIONS_FOLDER / "injections.toml").read_text(encoding="utf-8"))
    return [InjectedDocument.model_validate(table) for table in raw["injection"]]


def _most_like(text: str, samples: Sequence[Sample], injection: InjectedDocument) -> Iterator[Sample]:
    """The samples whose words the document holds most of, and to which nothing dictated is an answer."""
    held = set(terms(text))
    fit = [s for s in samples if not s.history and not any(_answers(words, s) for words in injection.dictated)]
    ranked = sorted(fit, key=lambda s: -_share(asked(s), held))
    yield from (s for s in ranked[:QUESTIONS_OF_AN_INJECTION] if _share(asked(s), held))


def _share(question: str, held: set[str]) -> float:
    words = set(terms(question))
    return len(words & held) / len(words) if words else 0.0


def _answers(words: str, sample: Sample) -> bool:
    return any(contains(form, words) or contains(words, form) for fact in sample.target for form in fact)
