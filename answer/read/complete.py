"""A quote → what it needs to be understood: the sentence before it, the list that it announces, just the cell."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from answer.read.quote import Quote, joined, quote_of
from index.documents.document import LEAVES, SILENT, Document, Span
from index.form import Form
from index.form import joined as joined_forms
from index.units import said, units

LONGEST_LEAD = 2  # sentences that a leaning one may bring along
MOST_ITEMS = 12
LONGEST_LIST = 1200  # characters: of a longer one only the items that were found are shown
LONGEST_ROW = 300  # characters: of a longer one only the cell that answers is shown

_TIES = """but|and|yet|also|thus|moreover|however|similarly|equally|furthermore|nevertheless|therefore|instead|then
    |still"""
_OPENER = re.compile(rf"(?:{_TIES}),\s", re.VERBOSE | re.IGNORECASE)
_LEANS_ON_WHAT_CAME_BEFORE = re.compile(
    rf"""^["“'‘(]*
    (?: (?: {_TIES} ),?\s )?
    (?: he|she|it|they|his|her|its|their|this|these|those|such|that|both|neither|the\ latter|the\ former )\b
    (?! \s(?:is|was)\s(?:clear|not\ by\ chance|true|likely|possible|necessary|important)\b )""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENS_WITH_A_SUBORDINATE = re.compile(
    r"^(?:Although|Though|While|If|When|As|Since|Because|After|Before) (?:he|she|it|they)\b"
)


def opener_of(sentence: str) -> int:
    """How many characters at its beginning tie a sentence to the one before it, which is not shown ("However, ")."""
    found = _OPENER.match(sentence)
    return found.end() if found else 0


def leans(sentence: str) -> bool:
    """Whether a sentence opens with something that only the sentence before it explains."""
    return bool(_LEANS_ON_WHAT_CAME_BEFORE.match(sentence) or _OPENS_WITH_A_SUBORDINATE.match(sentence))


def completed(document: Document, quote: Quote, as_list: bool = False) -> Quote:
    """The quote with what it needs; `as_list`: an item with all others of its list."""
    if quote.unit.kind == "row":
        return as_cell(document, quote)
    if (found := _list_of(document, quote, as_list)) is not None:
        return with_items(document, quote, found)
    if quote.unit.kind == "heading" or quote.form.text.endswith(":"):
        return with_what_follows(document, quote)
    return with_lead(document, quote) if quote.unit.kind == "paragraph" else quote


def with_lead(document: Document, quote: Quote) -> Quote:
    """The quote, begun earlier where it leans on the sentences before ("They also…")."""
    if not leans(quote.unit.form.text[quote.unit.own[0] :]):  # most do not: nothing need be found before them
        return quote
    block = document.blocks[quote.unit.block]
    before = [u for u in units(document, block.start, quote.start) if u.block == quote.unit.block]
    for unit in before[: -LONGEST_LEAD - 1 : -1]:
        if not leans(quote.unit.form.text[quote.unit.own[0] :]):
            break
        quote = joined(quote_of(unit, quote.passage), quote)
    return quote


def with_what_follows(document: Document, quote: Quote) -> Quote:
    """What announces something (a heading, a colon's sentence), with the first sentence or command behind it."""
    follows = _behind(document, quote.unit.block)
    if follows is None or document.blocks[follows].kind not in ("paragraph", "code", "quotation"):
        return quote
    block = document.blocks[follows]
    first = units(document, block.start, block.end)[:1]
    return joined(quote, quote_of(first[0], quote.passage)) if first else quote


def as_cell(document: Document, quote: Quote) -> Quote:
    """Of a long row the cell that answers, under its column's head, and what the row is called by."""
    spans = quote.form.spans(*quote.emphasis[0]) if quote.emphasis and len(quote.form.text) > LONGEST_ROW else []
    row, table = quote.unit.block, document.blocks[quote.unit.block].parent
    cells = [c for c in document.children.get(row, []) if document.blocks[c].kind == "cell"]
    answers = next(((c, span) for span in spans for c in cells[1:] if _holds(document, c, span)), None)
    if answers is None:
        return quote
    cell, span = answers
    column = document.blocks[cell].level
    heads = [h for h in document.children.get(table, []) if document.blocks[h].kind == "head"]
    named = [c for h in heads for c in document.children.get(h, []) if document.blocks[c].level == column]
    form = joined_forms([said(document, block) for block in (*named[:1], cell)], ": ")
    if called := said(document, cells[0]):
        form = form + Form.between(" (") + called + Form.between(")")
    found, block = form.find(span), document.blocks[row]
    return replace(quote, start=block.start, end=block.end, form=form, emphasis=(found,) if found else ())


def _holds(document: Document, block: int, span: Span) -> bool:
    return document.blocks[block].start <= span[0] and span[1] <= document.blocks[block].end


def _list_of(document: Document, quote: Quote, as_list: bool) -> int | None:
    """The list that a quote announces, or that it is an item of where all of it is wanted."""
    around = document.around(quote.unit.block)
    lists = [place for place in around if document.blocks[place].kind == "list"]
    if lists and as_list and _is_short(document, lists[0]):
        return lists[0]
    follows = _behind(document, quote.unit.block)
    announces = quote.unit.kind == "heading" or quote.form.text.endswith(":")
    return follows if announces and follows is not None and document.blocks[follows].kind == "list" else None


def _behind(document: Document, place: int) -> int | None:
    """The block behind another, beside it, a page's foot between them aside."""
    beside = document.children[document.blocks[place].parent]
    behind = beside[bisect_right(beside, place) :]
    return next((block for block in behind if document.blocks[block].kind not in SILENT), None)


def _is_short(document: Document, found: int) -> bool:
    block = document.blocks[found]
    return block.end - block.start <= LONGEST_LIST


def with_items(document: Document, quote: Quote, found: int) -> Quote:
    """The quote, completed by the items of a list, a line each: they are what answers."""
    block = document.blocks[found]
    inside = block.start <= quote.start
    first = next((run.at for run in quote.form.runs if block.start <= run.start < block.end), 0)
    form = quote.form.part(0, first).stripped() if inside else quote.form
    emphasis: list[Span] = []
    items = document.children.get(found, [])[:MOST_ITEMS]
    for item in items:
        if words := _item(document, item):
            line = _marker(document, item) + Form.between(" ") + words
            form = joined_forms([form, line], "\n")
            emphasis.append((len(form.text) - len(words.text), len(form.text)))
    start = document.blocks[items[0]].start if inside else quote.start
    return replace(quote, start=start, end=document.blocks[items[-1]].end, form=form, emphasis=tuple(emphasis))


def _marker(document: Document, item: int) -> Form:
    """What numbers an item, as the document has it; a dash where nothing does."""
    inside = (document.blocks[child] for child in document.children.get(item, []))
    behind = next((block.start for block in inside if block.kind not in SILENT), 0)
    marker = Form.said(document.text, (document.blocks[item].start, behind))
    return marker if any(c.isalnum() for c in marker.text) else Form.between("-")


def _item(document: Document, item: int) -> Form:
    """What an item says, with what is nested in it, in a line."""
    return joined_forms([said(document, leaf) for leaf in _leaves(document, item)], " ")


def _leaves(document: Document, place: int) -> Iterator[int]:
    """The blocks within a block that hold text to answer with, in order."""
    for child in document.children.get(place, []):
        kind = document.blocks[child].kind
        if kind in LEAVES:
            yield from [child] if kind not in SILENT else []
        else:
            yield from _leaves(document, child)
