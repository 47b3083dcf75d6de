"""Lines → blocks, from the first line to the last: each form is asked in turn whether it begins here."""

import re
from collections.abc import Sequence

from index.documents.plaintext.columns import columns_at
from index.documents.plaintext.definitions import definitions_at, keys_at
from index.documents.plaintext.directives import directive_at
from index.documents.plaintext.exchanges import exchanged
from index.documents.plaintext.lines import Line, text_width
from index.documents.plaintext.lists import bare_items_at, list_at, marker
from index.documents.plaintext.paragraphs import heading_at, ornament_at, paragraph_at
from index.documents.plaintext.plain import speech
from index.documents.plaintext.quotations import quotation_at
from index.documents.plaintext.ranks import ranked
from index.documents.plaintext.rest import without_rest
from index.documents.plaintext.rows import parted_at
from index.documents.plaintext.setting import DEEPEST, Found, Setting
from index.documents.plaintext.spoken import spoken_at
from index.documents.plaintext.terms import glossary_at, hanging_at
from index.documents.plaintext.titles import titles
from index.documents.plaintext.tree import Node
from index.documents.plaintext.verbatim import code_at

_SIGNS = re.compile(r"[\t|:=>–—-]")
FORMS = (
    spoken_at,
    heading_at,
    directive_at,
    code_at,
    ornament_at,
    quotation_at,
    keys_at,
    definitions_at,
    parted_at,
    hanging_at,
    columns_at,
    list_at,
    glossary_at,
    bare_items_at,
)


def blocks_of(lines: Sequence[Line], text: str, depth: int = 0) -> list[Node]:
    """The blocks of lines that are a text of their own."""
    found = speech(lines)
    marked = found.marks.keys() | found.answers.keys()
    headings = titles(lines, marked, is_whole=depth == 0)
    begun = frozenset(marked | headings.keys())
    setting = Setting(text, text_width(lines), headings, found, begun, depth, _walk, blocks_of)
    return ranked(without_rest(exchanged(_walk(lines, setting), text)))


def _walk(lines: Sequence[Line], setting: Setting) -> list[Node]:
    """The blocks of these lines, in order."""
    nodes: list[Node] = []
    at = 0
    while at < len(lines):
        if not lines[at].words:
            at += 1
            continue
        found, at = _block_at(lines, at, setting)
        nodes += found
    return nodes


def _block_at(lines: Sequence[Line], at: int, setting: Setting) -> Found:
    if setting.depth <= DEEPEST and not _is_words(lines, at, setting):
        for form in FORMS:
            if found := form(lines, at, setting):
                return found
    return paragraph_at(lines, at, setting)


def _is_words(lines: Sequence[Line], at: int, setting: Setting) -> bool:
    """Whether a line that stands alone can be nothing but a paragraph: no sign of another form is in it."""
    line = lines[at]
    goes_on = at + 1 < len(lines) and lines[at + 1].words
    if goes_on or not line.words[0].isalnum() or line.start in setting.begun:
        return False
    if len(lines) == 1:
        return True
    is_marked = "  " in line.words or _SIGNS.search(line.words[:60]) or marker(line)
    return not is_marked and not any(above.words.endswith("::") for above in lines[max(0, at - 2) : at])
