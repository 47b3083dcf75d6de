"""Questions that ask for several things: their wording, and the words of a sentence that answer them."""

import re
from collections.abc import Sequence

from answer.read.span_reader import Span

_SEVERAL = re.compile(
    r"\b(?:list|all (?:the|of)|every|everything|enumerate|name (?:the|some|all|two|three)"
    r"|(?:what|which) (?:\w+ )?(?:countries|organi[sz]ations|people|ministers|places|reasons|measures|areas|things"
    r"|steps|ways|sources|names)"
    r"|(?:what|which) (?!\w*(?:ss|us|is|as|oes)\b)(?!(?:happen|mean|cause|make|drive|say|help|come|goe)s\b)\w+s"
    r"|(?:what|which) are the)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\s*how many\b", re.IGNORECASE)
BEHIND, SURE_BEHIND = 3.0, 9.0
"""Logits that further words of a sentence may be behind its best ones; and those ahead of "nothing here answers"."""


def asks_for_several(question: str) -> bool:
    """Whether it asks for more than one thing of a kind: a list, "which countries", "what are the reasons".

    Not "how many": what is counted stands in one place, be it a list.
    """
    return _SEVERAL.search(question) is not None and not _HOW_MANY.match(question)


def spans_that_answer(within: Sequence[Span], several: bool) -> tuple[Span, ...]:
    """Of a sentence's spans, best first, the best one; where several things are asked for, those close to it, too.

    In order.
    """
    kept = [s for s in within if s.margin >= within[0].margin - (SURE_BEHIND if s.margin > 0 else BEHIND)]
    return tuple(sorted(kept, key=lambda s: s.start)) if several else tuple(within[:1])
