"""Do a written statement's words stand in its quotes? The judge of the check, and so with no rule in common with it.

It goes by words alone and is strict: a number or a date in another form counts as absent, as what writes is told to
keep them as they stand. It does not see who does what to whom, nor a "not" that was left out; what it finds is wrong.
"""

import re
from collections.abc import Iterator, Sequence

from eval.sets.matching import contains
from index.lexical import terms

LEAST_HELD = 0.5
"""Of a statement's content words, the share that its quotes must hold."""

_NUMBER_AS_WRITTEN = re.compile(r"\d+(?:[.,:]\d+)*\w*")  # 1,500 and 12:30, and 201st and 1990s as they stand
_INSIDE = r"(?<=[\w,;:)’'”\"] )(?<!\. )"  # not at the start of a sentence, where any word has a capital
_NAME_INSIDE = re.compile(_INSIDE + r"[“\"(]?([A-Z][\w-]*)")
_FIRST = re.compile(r"\W*([A-Z][\w-]+)")
_SAYS_NOT = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|refuse[sd]?|den(?:y|ies|ied)|\w+n['’]t)\b", re.I
)


def lacking(statement: str, quotes: Sequence[str], documents: str) -> str:
    """What the quotes lack of a statement, for people; "" where nothing. `documents`: the texts that they are from."""
    evidence = "\n".join(quotes)
    for word in (*_NUMBER_AS_WRITTEN.findall(statement), *_names(statement, documents)):
        if not contains(evidence, word):
            return f"“{word}” is not in its quotes"
    if _SAYS_NOT.search(statement) and not _SAYS_NOT.search(evidence):
        return "its quotes do not say “not”"
    wanted, held = terms(statement), set(terms(evidence))
    share = sum(term in held for term in wanted) / len(wanted) if wanted else 1.0
    return "" if share >= LEAST_HELD else f"of its words its quotes hold {share:.2f}, wanted {LEAST_HELD:g}"


def _names(statement: str, documents: str) -> Iterator[str]:
    """Words with a capital inside the statement; its first one where the documents know it as a name."""
    yield from _NAME_INSIDE.findall(statement)
    first = _FIRST.match(statement)
    if (
        first
        and re.search(rf"{_INSIDE}{first[1]}\b", documents)
        and not re.search(rf"\b{first[1].lower()}\b", documents)
    ):
        yield first[1]
