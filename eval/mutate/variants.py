"""Cases whose documents stay: cut into other passages; or asked otherwise, misspelt, in another order or case."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from eval.mutate.ground import Ground, Mutation, mutation
from eval.mutate.kinds import RESPLIT_TOKENS, MutationKind
from eval.sets.samples import Sample
from eval.sets.seeds import seeded
from index.lexical import is_content

TYPO_VARIANTS = 2
LONG_QUESTION = 8
"""Words; from as many on a variant has two typos."""
LEAST_WORDS = 5
"""A shorter question has no order to change, and a typo in it may leave nothing to go by."""

_KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ASKED_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_QUESTION_FIRST = re.compile(
    r"(?P<ask>when|where|why|who|whom|what)\s+(?:is|are|was|were|did|does|do|will|would|has|have|had|can|could|should)\s+"
    r"(?P<rest>.+)",
    re.IGNORECASE,
)
_ASKING_WORDS = frozenset("who whom whose what when where which why how".split())
_KEPT = _ASKING_WORDS | frozenset("many much not no never without".split())


def resplit(ground: Ground) -> Iterator[Mutation]:
    """Each answerable sample with every other size of passages."""
    for sample in ground.answerable:
        for number, tokens in enumerate(RESPLIT_TOKENS, 1):
            yield mutation(sample, "resplit", number, passage_tokens=tokens)


def paraphrase(ground: Ground) -> Iterator[Mutation]:
    """The set's own paraphrases, written by hand."""
    for sample in ground.samples:
        yield from _group(sample, "paraphrase", sample.paraphrases)


def typo(ground: Ground) -> Iterator[Mutation]:
    """One slip of the fingers, two in a long question; none in a first letter or in a number."""
    for sample in _worded(ground, {"typo"}):
        if _count(sample.question) < LEAST_WORDS:
            continue
        variants = (misspelt(sample.question, seeded(ground.seed, sample.id, n)) for n in range(TYPO_VARIANTS))
        yield from _group(sample, "typo", list(variants))


def word_order(ground: Ground) -> Iterator[Mutation]:
    """The question word at the end; and the bare keywords, as people type them into a search box."""
    for sample in _worded(ground, {"negation"}):
        if not sample.history and _count(sample.question) >= LEAST_WORDS:
            yield from _group(sample, "word_order", [fronted(sample.question), keywords(sample.question)])


def case(ground: Ground) -> Iterator[Mutation]:
    """All small, all capital, and without the question mark."""
    for sample in _worded(ground, set()):
        question = sample.question
        yield from _group(sample, "case", [question.lower(), question.upper(), question.rstrip(" ?.!")])


def misspelt(question: str, random: Random) -> str:
    """The question with one word mistyped (two where it is long), as fingers do on a keyboard."""
    words = [m for m in _ASKED_WORD.finditer(question) if len(m.group()) >= 4 and m.group().isascii()]
    if not words:
        return question
    wanted = min(len(words), 2 if len(question.split()) >= LONG_QUESTION else 1)
    for match in sorted(random.sample(words, wanted), key=lambda m: -m.start()):
        question = question[: match.start()] + _slip(match.group(), random) + question[match.end() :]
    return question


def fronted(question: str) -> str:
    """ "When was the accord signed?" → "the accord signed when?"; unchanged where it does not begin so."""
    match = _QUESTION_FIRST.fullmatch(question.strip(" ?.!"))
    return f"{match['rest']} {match['ask'].lower()}?" if match else question


def keywords(question: str) -> str:
    """The words that carry the question, and those that ask or deny, in their order.

    Unchanged where it holds no word that asks: without its verb, "Did he agree?" is no question any more.
    """
    words = question.strip(" ?.!").split()
    if not any(w.lower() in _ASKING_WORDS for w in words):
        return question
    return " ".join(w for w in words if w.lower() in _KEPT or _carries(w))


def _count(question: str) -> int:
    return len(_ASKED_WORD.findall(question))


def _carries(word: str) -> bool:
    bare = word.strip(".,;:!?()\"“”'’").lower()
    return is_content(bare.removesuffix("'s").removesuffix("’s"))


def _slip(word: str, random: Random) -> str:
    """A letter doubled, left out, swapped with the next or replaced by a neighbour on the keyboard; not the first."""
    at = random.randrange(1, len(word) - 1)
    letter, following = word[at], word[at + 1]
    slips = [letter * 2 + following, following, random.choice(_beside(letter)) + following]
    slips += [following + letter] if following != letter else []
    return word[:at] + random.choice(slips) + word[at + 2 :]


def _beside(letter: str) -> str:
    """The letters left and right of it on the keyboard."""
    row = next((keys for keys in _KEYBOARD_ROWS if letter.lower() in keys), letter)
    at = row.index(letter.lower()) if len(row) > 1 else 0
    return row[max(0, at - 1) : at] + row[at + 1 : at + 2] or letter


def _worded(ground: Ground, without: set[str]) -> Iterator[Sample]:
    """The samples that ask in words of their own, not in those of an overview."""
    return (s for s in ground.samples if s.category not in without | {"overview"})


def _group(sample: Sample, kind: MutationKind, variants: Sequence[str]) -> Iterator[Mutation]:
    """The variants that differ from the question and from one another."""
    different = [v for v in dict.fromkeys(variants) if v != sample.question and v.strip()]
    return (mutation(sample, kind, number, question=v) for number, v in enumerate(different, 1))
