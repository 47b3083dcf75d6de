"""Messages of a chat: "[12:04] <ida> words", "2024-05-03 12:04 Ida: words", "<ida> words"."""

import re
from collections.abc import Sequence

from index.documents.plaintext.lines import Line
from index.documents.plaintext.marks import Mark, Marks, label

_DATE = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
_WHEN = re.compile(
    rf"""[\[(]?
         (?P<when>(?:(?P<date>{_DATE})(?:,?\s+|T)(?:at\s)?)?\d{{1,2}}:\d{{2}}(?P<seconds>:\d{{2}})?(?:\s?[AaPp]\.?[Mm]\b\.?)?)
         [\])]?\s+(?:[-–|]\s+)?""",
    re.VERBOSE,
)
_NICK = re.compile(r"<\s?[@+]?(?P<sender>[^<>\s][^<>]{0,40})>(?=\s)")
_NAMED = re.compile(r"(?P<sender>[^\W_][\w .'’&\-]{0,40})(?P<role>\s*\([^()]{1,40}\))?:(?=\s|$)")
LONGEST_HEAD = 120  # characters
DENSE = 0.34  # of the lines between the first message and the last begin one, at least
_OPENERS = frozenset("[(<0123456789")


def messages(lines: Sequence[Line]) -> Marks:
    """The messages of whatever chat there is among these lines: at least two, or three without times; with them
    what else has a time.
    """
    found = {at: mark for at, line in enumerate(lines) if line.words[:1] in _OPENERS and (mark := _message(line))}
    is_timed = any(label.kind == "date" for mark in found.values() for label in mark.labels)
    if len(found) < (2 if is_timed else 3):
        return {}
    events = {at: mark for at, line in enumerate(lines) if at not in found and (mark := _event(line))}
    between = sum(1 for line in lines[min(found) : max(found) + 1] if line.words)
    if len(events) > len(found) or len(found) < DENSE * between:
        return {}
    return {lines[at].start: mark for at, mark in sorted({**found, **events}.items())}


def _message(line: Line) -> Mark | None:
    """The message that begins with this line: it has a time and a sender, or a sender in angle brackets."""
    head = line.words[:LONGEST_HEAD]
    when = _WHEN.match(head)
    sender = _NICK.match(head, when.end() if when else 0)
    if not sender and when:
        sender = _NAMED.match(head, when.end())
        if sender and _is_of_a_log(when, sender["sender"]):
            return None
    if not sender:
        return None
    date = when.span("when") if when else (0, 0)
    start, end = sender.span("sender")
    labels = (
        *label("date", line, *date),
        *label("sender", line, start, end),
        *label("markup", line, end, sender.end()),
    )
    return Mark("message", labels, line.without(sender.end()).start)


def _is_of_a_log(when: re.Match[str], sender: str) -> bool:
    """Whether a time and what follows are a program's, or the counter of a recording: seconds, and no person's name."""
    return when["seconds"] is not None and (
        when["date"] is None or sender.split(maxsplit=1)[0].isupper() or not sender[0].isupper()
    )


def _event(line: Line) -> Mark | None:
    """What a chat notes of itself: it has a time alone."""
    when = _WHEN.match(line.words[:LONGEST_HEAD]) if line.words[:1] in _OPENERS else None
    return Mark("message", label("date", line, *when.span("when")), line.without(when.end()).start) if when else None
