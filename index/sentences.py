"""A text → the spans of its sentences and paragraphs, tiling it exactly."""

import re
from itertools import pairwise

Span = tuple[int, int]
"""Start and end, in characters, end excluded."""

_PARAGRAPH_END = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_BLOCK_LINE = re.compile(r"\n(?=[ \t]*(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s|\|))|^[ \t]*#{1,6}\s.*\n", re.MULTILINE)
"""Where a list item, a heading or a table row begins, and where a heading ends."""
_MARKER = re.compile(r"(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s+(?=\S)")
"""What makes a line a list item or a heading: no part of what it says."""
_STOP = re.compile(
    r"""(?: (?<![.])[.](?![.]) | (?<![!?])[!?]++ | (?<![.])[.]{2,}+ | … )   # what ends a sentence
        [)\]"'”’»*_]*                                   # and what may close behind it
        (?=\s) \s+                                       # the white space belongs to the sentence
      | [。！？]+ [」』”’）]* \s*                         # scripts that set no space between sentences
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"""(?: \b(?: Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Hon|Rev|Pres
              | Inc|Ltd|Co|Corp|Bros|vs|etc|cf|al|approx|Fig|No|Nos|Vol|pp|p|ed|eds|Ch|Sec|Art
              | Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|e\.g|i\.e|ca )
          | \b(?:[A-Z]\.)+[A-Z]      # U.S  E.U
          | \b[A-Z]                   # initials: J
        )\.$""",
    re.VERBOSE,
)
_DOTTED = re.compile(r"\b(?:[A-Z]\.)+[A-Z]\.$|\b(?:etc|Inc|Ltd|Co|Corp|Jr|Sr)\.$")
_SENTENCE_OPENER = re.compile(
    r"[\"'“‘(]*(?:The|A|An|This|That|These|Those|It|He|She|They|We|I|In|On|At|But|And|However|Although|When|While|If|As|For)\b"
)


def paragraph_spans(text: str) -> list[Span]:
    """Spans of the paragraphs (blank lines part them), each with the white space behind it."""
    cuts = [m.end() for m in _PARAGRAPH_END.finditer(text) if m.end() < len(text)]
    return _between(cuts, len(text))


def sentence_spans(text: str) -> list[Span]:
    """Spans of the sentences, each with the white space behind it; no sentence crosses a paragraph."""
    spans = []
    for start, end in paragraph_spans(text):
        paragraph = text[start:end]
        cuts = {m.end() for m in _STOP.finditer(paragraph) if _ends_sentence(paragraph, m)}
        cuts |= {m.end() for m in _BLOCK_LINE.finditer(paragraph)}
        spans += [(start + a, start + b) for a, b in _between(_without_blanks(paragraph, cuts), len(paragraph))]
    return spans


def said_spans(text: str) -> list[Span]:
    """Spans of what the sentences say: without the white space around them and the marker of an item or heading."""
    trimmed = (trim(text, span) for span in sentence_spans(text))
    unmarked = ((_MARKER.match(text, a, b), a, b) for a, b in trimmed)
    return [(marker.end() if marker else a, b) for marker, a, b in unmarked if a < b]


def trim(text: str, span: Span) -> Span:
    """The span without the white space around it."""
    start, end = span
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _without_blanks(text: str, cuts: set[int]) -> list[int]:
    """The cuts in order, without those that would part off mere white space."""
    kept: list[int] = []
    last = len(text.rstrip())
    for cut in sorted(cuts):
        if cut < last and text[kept[-1] if kept else 0 : cut].strip():
            kept.append(cut)
    return kept


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    mark = stop.group().strip()
    if not mark.startswith("."):
        return mark[0] in "。！？" or not _next_is_lower(text, stop.end())
    before = text[max(0, stop.start() - 24) : stop.start() + 1]
    following = text[stop.end() : stop.end() + 16]
    if _DOTTED.search(before):  # "…in the U.S. The army": ends only before what opens a sentence
        return bool(_SENTENCE_OPENER.match(following))
    return not _ABBREVIATION.search(before) and not _next_is_lower(text, stop.end())


def _next_is_lower(text: str, position: int) -> bool:
    """Whether what follows goes on in lower case: “…itself?” asked he."""
    following = text[position : position + 4].lstrip("\"'“‘([*_")
    return bool(following) and following[0].islower()


def _between(cuts: list[int], length: int) -> list[Span]:
    edges = [0, *cuts, length]
    return [(a, b) for a, b in pairwise(edges) if a < b]
