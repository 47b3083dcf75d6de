"""Turns, exchanges and messages: what stands between one mark and the next."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from index.documents.plaintext.exchanges import exchanged
from index.documents.plaintext.lines import Line, is_rule
from index.documents.plaintext.marks import Mark, Speech
from index.documents.plaintext.rest import without_rest
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.tree import Node, leaf

BEFORE_HEAD = 6  # lines, at most, from a rule that ends a mail to the head of the next
RULE = 20  # characters, at least, of such a rule
_NOTICE = re.compile(r"(?:-{3,}|\*{3,}|={3,})\s.{1,200}\s(?:-{3,}|\*{3,}|={3,})")


class Said(NamedTuple):
    """A turn, exchange or message as it stands among lines."""

    labels: list[Node]
    """What names it, with a question and the mark of its answer."""
    body: list[Line]
    """What is said."""
    end: int
    """The number of the line behind it."""


def spoken_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The turn, exchange or message that begins with this line."""
    mark = setting.speech.marks.get(lines[at].start)
    if mark is None:
        return None
    labels, body, end = said_at(lines, at, setting.speech, setting.begun, setting.text)
    within = [*labels, *setting.inside(body)]
    if mark.outer:
        within = without_rest(exchanged(within, setting.text))
    return [Node(mark.kind, within[0].start, within[-1].end, within=within)] if within else [], end


def said_at(lines: Sequence[Line], at: int, speech: Speech, begun: Collection[int], text: str) -> Said:
    """What begins with this line, which a mark is on; it ends where one of `begun` begins, at the latest."""
    mark = speech.marks[lines[at].start]
    end = _mail_end(lines, at, speech) if mark.outer else _end(lines, at, mark, speech, begun)
    body = [
        line if line.start >= mark.body else line.without(mark.body - line.start)
        for line in lines[at:end]
        if line.end > mark.body or line.start >= mark.body
    ]
    labels = list(mark.labels)
    if mark.kind == "exchange":
        asked, body = _asked(body, speech, text)
        labels += asked
    return Said(labels, body, end)


def _end(lines: Sequence[Line], at: int, mark: Mark, speech: Speech, begun: Collection[int]) -> int:
    """The number of the line behind: where the next begins, a heading or a rule stands, or a note in brackets."""
    for end in range(at + 1, len(lines)):
        line = lines[end]
        is_answer = mark.kind == "exchange" and line.start in speech.answers
        if not line.words or line.start <= mark.body <= line.end or is_answer:
            continue
        if line.start in begun or is_rule(line) or _NOTICE.fullmatch(line.words) or _is_note(lines, end):
            return end
    return len(lines)


def _is_note(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph of one line, or of two, is in brackets from its beginning to its end."""
    if lines[at - 1].words or lines[at].words[0] not in "[(":
        return False
    ends = (n for n in range(at, min(at + 3, len(lines))) if n + 1 == len(lines) or not lines[n + 1].words)
    last = next(ends, None)
    if last is None or "]" in lines[at].words[1:-1][:20]:
        return False
    return lines[last].words.rstrip(".")[-1:] in ("]", ")")


def _mail_end(lines: Sequence[Line], at: int, speech: Speech) -> int:
    """The number of the line behind a mail: that of the next head, or of a rule shortly before it."""
    marks = ((n, speech.marks.get(lines[n].start)) for n in range(at + 1, len(lines)))
    end = next((n for n, mark in marks if mark and mark.outer), None)
    if end is None:
        return len(lines)
    near = range(end - 1, max(at, end - 1 - BEFORE_HEAD), -1)
    return next((n for n in near if is_rule(lines[n]) and len(lines[n].words) >= RULE), end)


def _asked(body: list[Line], speech: Speech, text: str) -> tuple[list[Node], list[Line]]:
    """A question and the mark of its answer; the lines of the answer."""
    end = 0
    while end < len(body) and body[end].words and body[end].start not in speech.answers:
        end += 1
    labels = [leaf("question", body[:end], text)] if end else []
    answer = next((n for n in range(end, len(body)) if body[n].words), None)
    if answer is None or not (length := speech.answers.get(body[answer].start)):
        return labels, body[end:]
    first = body[answer]
    labels.append(Node("markup", first.start, first.start + len(first.words[:length].rstrip())))
    return labels, [first.without(length), *body[answer + 1 :]]
