"""Each statement against its quotes: is the quote verbatim, and does it carry the statement?

Words that a check can decide are decided here: numbers and names of a statement must stand in its
quotes, and most of its content words too. It errs towards "unsupported".
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from answer.answer import Citation, Statement
from index.lexical import terms
from settings import FootnoteError

if TYPE_CHECKING:  # the store takes seconds to load, and the evals only want `missing`
    from index.store import Store

LEAST_OVERLAP = 0.5  # of a written sentence's content words, the share its quotes must hold
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w’'-]+")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|refused?|denied|denies|\w+n['’]t)\b", re.IGNORECASE
)


def is_verbatim(store: "Store", citation: Citation) -> bool:
    """Whether the quote stands in its document at exactly these offsets, as the index has it now."""
    try:
        text = store.document(citation.document_id).text
    except FootnoteError:
        return False
    return bool(citation.quote) and text[citation.start : citation.end] == citation.quote


def check(store: "Store", statement: Statement) -> Statement:
    """The statement without citations that are not verbatim, and with the support that is left."""
    verbatim = tuple(c for c in statement.citations if is_verbatim(store, c))
    kept = statement.model_copy(update={"citations": verbatim})
    if not verbatim:
        return kept.model_copy(
            update={"support": "unsupported", "reason": statement.reason or "no source was given for it"}
        )
    if statement.support == "quoted" or statement.reason:
        return kept
    reason = missing(statement.text, [c.quote for c in verbatim])
    return kept.model_copy(update={"support": "unsupported" if reason else "supported", "reason": reason})


def missing(statement: str, quotes: Sequence[str]) -> str:
    """What the quotes lack of a statement, as a reason for people; empty where they carry it."""
    evidence = " ".join(quotes)
    held = set(terms(evidence))
    for kind, pattern in (("number", _NUMBER), ("name", _NAME)):
        for match in pattern.finditer(statement):
            if not set(terms(match.group())) <= held:
                return f"the quote does not hold the {kind} {match.group()}"
    if bool(_NEGATION.search(statement)) != bool(_NEGATION.search(evidence)) and _NEGATION.search(statement):
        return "the quote does not say “not”"
    wanted = terms(statement)
    if wanted and sum(t in held for t in wanted) / len(wanted) < LEAST_OVERLAP:
        return "the quote speaks of something else"
    return ""
