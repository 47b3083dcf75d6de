"""Turns, exchanges and messages: what stands between one mark and the next."""

import re
from collections.abc import Sequence

from index.documents.plaintext.exchanges import unmarked, without_rest
from index.documents.plaintext.lines import Line, is_rule
from index.documents.plaintext.marks import Mark
from index.documents.plaintext.setting import Found, Setting
from index.documents.plaintext.tree import Node, leaf

NOTICE = re.compile(r"(?:-{3,}|\*{3,}|={3,})\s.{1,200}\s(?:-{3,}|\*{3,}|={3,})")
BEFORE_HEAD = 6  # lines, at most, from a rule that ends a mail to the head of the next
RULE = 20  # characters, at least, of such a rule


def spoken_at(lines: Sequence[Line], at: int, setting: Setting) -> Found | None:
    """The turn, exchange or message that begins with this line."""
    mark = setting.marks.get(lines[at].start)
    if mark is None:
        return None
    end = _mail_end(lines, at, setting) if mark.outer else _end(lines, at, mark, setting)
    body = _body(lines[at:end], mark)
    within = list(mark.labels)
    if mark.kind == "exchange":
        within += _asked(body, setting)
    elif mark.outer:
        within += without_rest(unmarked(setting.inside(body), setting.text))
    else:
        within += setting.inside(body)
    if not within:
        return [], end
    return [Node(mark.kind, within[0].start, within[-1].end, within=within)], end


def _body(lines: Sequence[Line], mark: Mark) -> list[Line]:
    """What is said: the lines from the mark's end on."""
    return [
        line if line.start >= mark.body else line.without(mark.body - line.start)
        for line in lines
        if line.end > mark.body or line.start >= mark.body
    ]


def _end(lines: Sequence[Line], at: int, mark: Mark, setting: Setting) -> int:
    """The number of the line behind: where the next begins, a heading or a rule stands, or a note in brackets."""
    for end in range(at + 1, len(lines)):
        line = lines[end]
        is_answer = mark.kind == "exchange" and line.start in setting.answers
        if not line.words or line.start <= mark.body <= line.end or is_answer:
            continue
        apart = not lines[end - 1].words
        if line.start in setting.begun or is_rule(line) or NOTICE.fullmatch(line.words):
            return end
        if apart and line.words[0] in "[(" and _is_in_brackets(lines, end):
            return end
    return len(lines)


def _is_in_brackets(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph of one line, or of two, is in brackets from its beginning to its end."""
    last = next((n for n in range(at, min(at + 3, len(lines))) if n + 1 == len(lines) or not lines[n + 1].words), None)
    return last is not None and lines[last].words.rstrip(".")[-1] in "])" and "]" not in lines[at].words[1:-1][:20]


def _mail_end(lines: Sequence[Line], at: int, setting: Setting) -> int:
    """The number of the line behind a mail: that of the next head, or of a rule shortly before it."""
    outer = (n for n in range(at + 1, len(lines)) if (m := setting.marks.get(lines[n].start)) and m.outer)
    end = next(outer, len(lines))
    if end == len(lines):
        return end
    near = range(end - 1, max(at, end - 1 - BEFORE_HEAD), -1)
    return next((n for n in near if is_rule(lines[n]) and len(lines[n].words) >= RULE), end)


def _asked(body: list[Line], setting: Setting) -> list[Node]:
    """A question, and the answers to it."""
    end = 1 if body else 0
    while end < len(body) and body[end].words and body[end].start not in setting.answers:
        end += 1
    within: list[Node] = []
    if body and body[0].words and body[0].start not in setting.answers:
        within.append(leaf("question", body[:end], setting.text))
    else:
        end = 0
    begins = [n for n in range(end, len(body)) if body[n].start in setting.answers]
    within += setting.inside(body[end : begins[0] if begins else len(body)])
    for begin, behind in zip(begins, [*begins[1:], len(body)], strict=False):
        first, *rest = body[begin:behind]
        length = setting.answers[first.start]
        within.append(Node("markup", first.start, first.start + len(first.words[:length].rstrip())))
        within += setting.inside([first.without(length), *rest])
    return within
