"""A conversation → a file to keep: Markdown with footnotes, a page to print, or JSON with all there is."""

import html
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from chainlit.types import ThreadDict

from answer.answer import Answer, Citation, Statement
from chat import render
from chat.history import KeptAnswer

Format = Literal["md", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA = {"md": "text/markdown", "html": "text/html", "json": "application/json"}
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 Georgia, serif; color: #1b2424 }}
h1 {{ font-size: 1.5rem }} h2 {{ font-size: 1.1rem; margin-top: 2rem; break-after: avoid }}
sup a {{ text-decoration: none; color: #17514f }} li {{ margin: .4rem 0 }} .doubt {{ color: #8a5a00 }}
p {{ white-space: pre-line }} ol {{ font-size: .875rem }}
</style></head><body>
{body}
</body></html>
"""


@dataclass
class Turn:
    """A question, and what was said to it; `answer` is None where that is no answer, or of an earlier version."""

    question: str
    said: str = ""
    answer: Answer | None = None


@dataclass
class Notes:
    """The footnotes of a whole conversation: a quote has one number throughout."""

    citations: list[Citation] = field(default_factory=list)

    def number(self, citation: Citation) -> int:
        """The footnote's number, from 1."""
        at = (citation.document_id, citation.start, citation.end)
        for number, other in enumerate(self.citations, 1):
            if (other.document_id, other.start, other.end) == at:
                return number
        self.citations.append(citation)
        return len(self.citations)


def exported(thread: ThreadDict, answers: Sequence[KeptAnswer], wanted: Format) -> str:
    """The file's content."""
    turns = list(_turns(thread, {one.step_id: one.answer for one in answers}))
    title = " ".join((thread.get("name") or "Conversation").split())
    if wanted == "json":
        return _json(title, thread, turns)
    return _markdown(title, turns) if wanted == "md" else _html(title, turns)


def _turns(thread: ThreadDict, answers: dict[str, Answer]) -> Iterator[Turn]:
    turn: Turn | None = None
    for step in thread["steps"]:
        if step["type"] == "user_message":
            if turn:
                yield turn
            turn = Turn(step["output"] or "Files")
        elif step["type"] == "assistant_message" and turn:
            if turn.said or turn.answer:
                yield turn
                turn = Turn(turn.question)
            turn.said, turn.answer = step["output"], answers.get(step["id"])
    if turn:
        yield turn


def _json(title: str, thread: ThreadDict, turns: Sequence[Turn]) -> str:
    listed = [
        {"question": t.question, "said": t.said, "answer": t.answer.model_dump(mode="json") if t.answer else None}
        for t in turns
    ]
    return json.dumps({"title": title, "began": thread["createdAt"], "turns": listed}, ensure_ascii=False, indent=2)


def _markdown(title: str, turns: Sequence[Turn]) -> str:
    notes, parts = Notes(), [f"# {render.plain(title)}"]
    for turn in turns:
        parts.append(f"## {render.plain(turn.question)}")
        parts += [_markdown_answer(turn.answer, notes)] if turn.answer else [turn.said]
    parts += [f"[^{n}]: {render.plain(_source(c))}" for n, c in enumerate(notes.citations, 1)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_answer(answer: Answer, notes: Notes) -> str:
    lines = [f"*{render.plain(line)}*" for line in _remarks(answer)]
    said = [render.emphasised(s) + "".join(f"[^{notes.number(c)}]" for c in s.citations) for s in answer.statements]
    lines += [_doubted(s, text, render.plain) for s, text in zip(answer.statements, said, strict=True)]
    lines += [f"> {render.plain(c.quote)}[^{notes.number(c)}]" for c in answer.nearest]
    return "\n\n".join(lines)


def _doubted(statement: Statement, text: str, plain: Callable[[str], str] = str) -> str:
    return text if statement.support != "unsupported" else f"⚠ Not in the sources ({plain(statement.reason)}): {text}"


def _remarks(answer: Answer) -> list[str]:
    """What stands with an answer and is none of its statements."""
    understood = answer.standalone_question.strip()
    asked = f"Understood as: {understood}" if understood.casefold() != answer.question.strip().casefold() else ""
    return [line for line in (asked, answer.note, "" if answer.statements else answer.message) if line]


def _html(title: str, turns: Sequence[Turn]) -> str:
    notes, parts = Notes(), [f"<h1>{html.escape(title)}</h1>"]
    for turn in turns:
        parts.append(f"<h2>{html.escape(turn.question)}</h2>")
        parts += _html_answer(turn.answer, notes) if turn.answer else [f"<p>{html.escape(turn.said)}</p>"]
    items = [f'<li id="n{n}">{html.escape(_source(c))}</li>' for n, c in enumerate(notes.citations, 1)]
    parts += ["<hr><ol>", *items, "</ol>"] if items else []
    return _PAGE.format(title=html.escape(title), body="\n".join(parts))


def _html_answer(answer: Answer, notes: Notes) -> Iterator[str]:
    for line in _remarks(answer):
        yield f"<p><em>{html.escape(line)}</em></p>"
    for statement in answer.statements:
        marks = "".join(_mark(notes.number(c)) for c in statement.citations)
        text = _doubted(statement, statement.text)
        doubt = ' class="doubt"' if statement.support == "unsupported" else ""
        yield f"<p{doubt}>{html.escape(text)}{marks}</p>"
    for citation in answer.nearest:
        yield f"<blockquote>{html.escape(citation.quote)}{_mark(notes.number(citation))}</blockquote>"


def _mark(number: int) -> str:
    return f'<sup><a href="#n{number}">[{number}]</a></sup>'


def _source(citation: Citation) -> str:
    about = [citation.metadata.get("author", ""), citation.title, citation.metadata.get("date", ""), citation.place]
    return f"“{' '.join(citation.quote.split())}” ({', '.join(filter(None, about))}; {citation.document_id})"
