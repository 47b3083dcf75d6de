"""An Answer → the Markdown that the chat shows. What comes from a document stays plain text."""

import re
from collections.abc import Iterator, Sequence

from answer.answer import Answer, Mode, Statement
from chat.wording import ENGLISH, Wording
from index.passages import Hit

# Everything that can begin markup in what Chainlit renders: CommonMark, tables, strikethrough, footnotes,
# directives (":name") and its own citation chips ("[1]").
_MARKUP = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#\w])|:(?=[^\W\d]|:)")
_LINE_START = re.compile(r"^(?:[#+=-]|\d{1,9}(?=[.)]))")
# Bare addresses become links even where they are escaped: only a character in between prevents it.
_ADDRESS = re.compile(r"(https?|ftp|mailto|xmpp)(?=:)|(?<=\bwww)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)
_ITEM = re.compile(r"(?:- |\d{1,3}\. )(?=\S)")
"""What begins a line of a list: written by us, and no part of a document."""
_STOPS = re.compile(r"[.!?…:;。！？][^\w\s]*$")
MODES: dict[Mode, str] = {
    "quotes": "chat.in_quotes",
    "written": "chat.in_writing",
    "overview": "chat.in_overview",
    "help": "chat.in_help",
}
HOPS = {
    "followup": "chat.hop_followup",
    "search": "chat.hop_search",
    "read": "chat.hop_read",
    "check": "chat.hop_check",
    "write": "chat.hop_write",
    "total": "chat.hop_total",
}
_WORD_JOINER = "\u2060"  # has no width
_INVISIBLE = re.compile(r"[\u200b\ufeff\x00-\x08\x0e-\x1f]")  # U+200B is Chainlit's blinking cursor


def plain(text: str) -> str:
    """Text as one line of Markdown that shows exactly this text: no markup, link, image or chip."""
    line = " ".join(_INVISIBLE.sub("", text).split())
    line = _ADDRESS.sub(lambda found: found.group() + _WORD_JOINER, line)
    line = _MARKUP.sub(r"\\\g<0>", line)
    return _LINE_START.sub(_escape_start, line)


def _escape_start(found: re.Match[str]) -> str:
    start = found.group()
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def plain_lines(text: str) -> str:
    """Several lines, each as `plain` makes it, but "- " begins an item; the chat keeps line breaks."""
    lines = text.strip().split("\n")
    return "\n".join(f"- {plain(line[2:])}" if line.startswith("- ") else plain(line) for line in lines)


def statement(given: Statement, wording: Wording = ENGLISH) -> str:
    """A statement with its chips; one that the sources do not support is marked as such, always.

    Its chips then stand with the reason: they open what it was compared with, and not what carries it.
    """
    chips = "".join(_chip(c.number) for c in given.citations)
    if given.support != "unsupported":
        brief = f"**{_plain_part(wording.of(given.brief))}**{chips}\n\n" if given.brief else ""
        return brief + emphasised(given) + chips
    reason = plain(wording.of(given.reason)) + chips
    reason = f" ({reason.strip()})" if reason else ""
    return f"\n\n⚠ **{wording.say('chat.not_in_the_sources')}**{reason}: ~~{plain(given.text)}~~\n\n"


def emphasised(given: Statement) -> str:
    """The statement's text, the very words that answer in bold, an opener that hangs in the air in italics (which the
    page greys); a list line by line."""
    if given.opener and all(start >= given.opener for start, _ in given.emphasis):
        tie, opener = given.text[: given.opener], given.opener
        moved = tuple((start - opener, end - opener) for start, end in given.emphasis)
        rest = given.model_copy(update={"text": given.text[opener:], "emphasis": moved, "opener": 0})
        return f"*{plain(tie)}* {emphasised(rest)}"
    at = 0
    lines: list[str] = []
    for line in given.text.split("\n"):
        inside = [(max(a - at, 0), min(b - at, len(line))) for a, b in given.emphasis]
        lines.append(_emphasised_line(line, [(a, b) for a, b in inside if a < b], is_item=bool(lines)))
        at += len(line) + 1
    return "\n".join(lines)


def _emphasised_line(line: str, emphasis: Sequence[tuple[int, int]], is_item: bool) -> str:
    marker = _ITEM.match(line) if is_item else None
    at = marker.end() if marker else 0
    parts = [marker.group()] if marker else []
    for start, end in _joined(emphasis):
        parts += [_plain_part(line[at:start]), f"**{_plain_part(line[start:end])}**"]
        at = end
    return "".join(parts) + (_plain_part(line[at:]) if parts else plain(line[at:]))


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch as one: four asterisks in a row are no markup."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        touches = bool(joined) and joined[-1][1] == start
        joined.append((joined.pop()[0] if touches else start, end))
    return joined


def _plain_part(text: str) -> str:
    """As `plain`, with the spaces at its ends kept, and never as a line's start."""
    return "".join([" " * text[:1].isspace(), plain(text), " " * (text[-1:].isspace() and bool(text.strip()))])


def _chip(number: int) -> str:
    return f"\u202f[{number}]"  # a space that does not break: no chip begins a line


def answer(given: Answer, wording: Wording = ENGLISH, byline: bool = False) -> str:
    """The whole answer: how the question was understood, the statements or the message, the note.

    With `byline` it says whose words these are: where a language model could have written them.
    """
    note = small(wording.of(given.note))
    if given.statements:
        said = items if given.as_list else statements
        parts = [understood(given, wording), said(given.statements, wording), note]
    else:  # the note first: below long passages it would not be seen
        parts = [understood(given, wording), note, plain_lines(wording.of(given.message)), *nearest(given)]
    parts.append(small(whose(given, wording)) if byline else "")
    return "\n\n".join(part for part in parts if part).strip()


def statements(given: Sequence[Statement], wording: Wording = ENGLISH) -> str:
    """Statements in a row, each that is unsupported in a paragraph of its own, and items of a list line by line."""
    said = "".join(gap(before) + statement(s, wording) for before, s in zip([None, *given], given, strict=False))
    return re.sub(r"\s*\n\n\s*", "\n\n", said).strip()


def items(given: Sequence[Statement], wording: Wording = ENGLISH) -> str:
    """Statements as a list, each an item."""
    return "\n".join(f"- {statement(s, wording).strip()}" for s in given)


def gap(before: Statement | None) -> str:
    """What parts a statement from the one before it: a list ends its paragraph, what ends in no stop its line."""
    if before is None:
        return ""
    if "\n" in before.text:
        return "\n\n"
    return " " if _STOPS.search(before.text) else "\n"


def whose(given: Answer, wording: Wording = ENGLISH) -> str:
    """Whose words an answer is, in a line; empty where its note says why they are not the language model's."""
    if given.mode == "written" and given.statements:
        return wording.say("chat.written_by", model=given.model)
    if given.mode == "help" or given.note:
        return ""
    wrote = given.mode == "written"
    return wording.say("chat.no_answer_by", model=given.model) if wrote else wording.say("chat.quoted")


def small(line: str) -> str:
    """A line of small print; empty where there is none."""
    return f"*{plain(line)}*" if line else ""


def understood(given: Answer, wording: Wording = ENGLISH) -> str:
    """How a follow-up was understood, where that is not what was typed."""
    if given.standalone_question.strip().casefold() == given.question.strip().casefold():
        return ""
    return small(wording.say("chat.understood", question=given.standalone_question))


def nearest(given: Answer) -> Iterator[str]:
    """What comes nearest to a question that was not answered, each quote with a chip that opens it."""
    for citation in given.nearest:
        yield f"> {plain(citation.quote)}{_chip(citation.number)}"


def how(given: Answer, wording: Wording = ENGLISH) -> str:
    """How an answer came about: the passages searched with their ranks, the timings, the confidence."""
    hops = (f"{plain(_hop(hop, wording))} {seconds * 1000:.0f} ms" for hop, seconds in given.timings.items())
    mode = wording.say(MODES[given.mode])
    about = wording.say("chat.confidence", confidence=wording.decimal(given.confidence, 2), mode=mode)
    about += f" · {plain(given.model)}" if given.model else ""
    trace = [f"- {plain(wording.of(line))}" for line in given.trace]
    parts = (_searched(given.hits, wording), "\n".join(trace), " · ".join(hops), about)
    return "\n\n".join(part for part in parts if part)


def _searched(hits: Sequence[Hit], wording: Wording) -> str:
    """A table of the passages that were searched; "" where there are none."""
    head = [wording.say(key) for key in ("chat.passage", "chat.rank_by_meaning", "chat.rank_by_words", "chat.score")]
    rows = [
        f"| {n} | {plain(hit.passage.document_id)}, {plain(wording.place(hit.passage.place))} "
        f"| {_rank(hit.dense_rank)} | {_rank(hit.lexical_rank)} | {wording.decimal(hit.score, 4)} |"
        for n, hit in enumerate(hits, 1)
    ]
    return "\n".join([f"| # | {' | '.join(head)} |", "|--:|:--|--:|--:|--:|", *rows]) if rows else ""


def _hop(hop: str, wording: Wording) -> str:
    return wording.say(HOPS[hop]) if hop in HOPS else hop


def _rank(rank: int | None) -> str:
    return "–" if rank is None else str(rank)
