"""Where words stand in a text, and that text with other words in their place, all else untouched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.sets.matching import fold
from index.sentences import Span, sentence_spans, trim

Replacement = tuple[str, str]
"""What is replaced, and by what."""

_FORMS = {"'": "['‘’‚‛′`´]", '"': '["“”„‟″«»]', "-": "[-‐‑‒–—―−]", " ": r"\s+"}


@dataclass(frozen=True)
class EditedText:
    """A text after its replacements."""

    text: str
    moves: tuple[tuple[Span, Span], ...]
    """For each replacement, in the order of the text: where the old words stood, where the new ones stand."""


def places_of(phrase: str, text: str) -> list[Span]:
    """Where the phrase stands on token borders, whatever its quotes, dashes and spaces look like.

    As `eval.sets.matching.contains`, but with the case of all letters save the first.
    """
    wanted = "".join(_FORMS.get(fold(c) or c, _FORMS[" "] if c.isspace() else re.escape(c)) for c in phrase.strip())
    if not wanted:
        return []
    first = phrase.strip()[0]
    if first.isalpha():
        wanted = f"[{first.upper()}{first.lower()}]" + wanted[1:]
    before = r"(?<!\w)(?<!\d[.,])" if first.isdigit() else r"(?<!\w)"
    after = r"(?!\w)(?![.,]\d)" if phrase.strip()[-1].isdigit() else r"(?!\w)"
    return [m.span() for m in re.finditer(before + wanted + after, text)]


def replaced(text: str, pairs: Sequence[Replacement]) -> EditedText:
    """The text with every pair's old words replaced wherever they stand, the longest first, each place once."""
    found: dict[Span, str] = {}
    for old, new in sorted(pairs, key=lambda pair: -len(pair[0])):
        for span in places_of(old, text):
            if not any(a < span[1] and span[0] < b for a, b in found):
                found[span] = _as_begun(text[span[0]], old, new)
    return replace_at(text, found)


def replace_at(text: str, found: dict[Span, str]) -> EditedText:
    """The text with these spans, which do not overlap, replaced by these words."""
    pieces, moves, at, length = [], [], 0, 0
    for (start, end), new in sorted(found.items()):
        pieces += [text[at:start], new]
        length += start - at
        moves.append(((start, end), (length, length + len(new))))
        length, at = length + len(new), end
    return EditedText("".join([*pieces, text[at:]]), tuple(moves))


def sentences_on(text: str, spans: Sequence[Span]) -> list[Span]:
    """The whole sentences, without white space around them, that share a character with any of the spans."""
    trimmed = (trim(text, sentence) for sentence in sentence_spans(text))
    return [(a, b) for a, b in trimmed if any(a < end and start < b for start, end in spans)]


def without(text: str, spans: Sequence[Span]) -> str:
    """The text without these sentences (and the white space behind each), and without paragraphs left empty."""
    kept = "".join(text[a:b] for a, b in _gaps(text, spans))
    return re.sub(r"\n\s*\n\s*", "\n\n", kept).strip() + ("\n" if text.endswith("\n") else "")


def _gaps(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """What lies between the spans; a removed sentence takes the blanks behind it along, not a line's end."""
    taken = [(a, b + len(text[b:]) - len(text[b:].lstrip(" \t"))) for a, b in sorted(spans)]
    edges = [(0, 0), *taken, (len(text), len(text))]
    return ((a_end, b_start) for (_, a_end), (b_start, _) in pairwise(edges))


def _as_begun(first: str, old: str, new: str) -> str:
    """The new words, begun with a capital where the old ones were only for opening a sentence."""
    opens = first.isupper() and old[:1].islower()
    return new[:1].upper() + new[1:] if opens else new
