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
from chat.wording import ENGLISH, Wording

Format = Literal["md", "html", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA = {"md": "text/markdown", "html": "text/html", "json": "application/json"}
_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
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


def exported(thread: ThreadDict, answers: Sequence[KeptAnswer], wanted: Format, wording: Wording = ENGLISH) -> str:
    """The file's content."""
    turns = list(_turns(thread, {one.step_id: one.answer for one in answers}, wording))
    title = " ".join((thread.get("name") or wording.say("chat.conversation")).split())
    if wanted == "json":
        return _json(title, thread, turns)
    return _markdown(title, turns, wording) if wanted == "md" else _html(title, turns, wording)


def _turns(thread: ThreadDict, answers: dict[str, Answer], wording: Wording) -> Iterator[Turn]:
    turn: Turn | None = None
    for step in thread["steps"]:
        if step["type"] == "user_message":
            if turn:
                yield turn
            turn = Turn(step["output"] or wording.say("chat.files"))
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


def _markdown(title: str, turns: Sequence[Turn], wording: Wording) -> str:
    notes, parts = Notes(), [f"# {render.plain(title)}"]
    for turn in turns:
        parts.append(f"## {render.plain(turn.question)}")
        parts += [_markdown_answer(turn.answer, notes, wording)] if turn.answer else [turn.said]
    parts += [f"[^{n}]: {render.plain(_source(c, wording))}" for n, c in enumerate(notes.citations, 1)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_answer(answer: Answer, notes: Notes, wording: Wording) -> str:
    lines = [f"*{render.plain(line)}*" for line in _remarks(answer, wording)]
    said = [render.emphasised(s) + "".join(f"[^{notes.number(c)}]" for c in s.citations) for s in answer.statements]
    lines += [_doubted(s, text, wording, render.plain) for s, text in zip(answer.statements, said, strict=True)]
    lines += [f"> {render.plain(c.quote)}[^{notes.number(c)}]" for c in answer.nearest]
    return "\n\n".join(lines)


def _doubted(statement: Statement, text: str, wording: Wording, plain: Callable[[str], str] = str) -> str:
    if statement.support != "unsupported":
        return text
    return wording.say("chat.not_in_the_sources_because", reason=plain(wording.of(statement.reason)), text=text)


def _remarks(answer: Answer, wording: Wording) -> list[str]:
    """What stands with an answer and is none of its statements."""
    understood = answer.standalone_question.strip()
    otherwise = understood.casefold() != answer.question.strip().casefold()
    asked = wording.say("chat.understood", question=understood) if otherwise else ""
    lines = (asked, wording.of(answer.note), "" if answer.statements else wording.of(answer.message))
    return [line for line in lines if line]


def _html(title: str, turns: Sequence[Turn], wording: Wording) -> str:
    notes, parts = Notes(), [f"<h1>{html.escape(title)}</h1>"]
    for turn in turns:
        parts.append(f"<h2>{html.escape(turn.question)}</h2>")
        parts += _html_answer(turn.answer, notes, wording) if turn.answer else [f"<p>{html.escape(turn.said)}</p>"]
    items = [f'<li id="n{n}">{html.escape(_source(c, wording))}</li>' for n, c in enumerate(notes.citations, 1)]
    parts += ["<hr><ol>", *items, "</ol>"] if items else []
    return _PAGE.format(language=wording.language, title=html.escape(title), body="\n".join(parts))


def _html_answer(answer: Answer, notes: Notes, wording: Wording) -> Iterator[str]:
    for line in _remarks(answer, wording):
        yield f"<p><em>{html.escape(line)}</em></p>"
    for statement in answer.statements:
        marks = "".join(_mark(notes.number(c)) for c in statement.citations)
        text = _doubted(statement, statement.text, wording)
        doubt = ' class="doubt"' if statement.support == "unsupported" else ""
        yield f"<p{doubt}>{html.escape(text)}{marks}</p>"
    for citation in answer.nearest:
        yield f"<blockquote>{html.escape(citation.quote)}{_mark(notes.number(citation))}</blockquote>"


def _mark(number: int) -> str:
    return f'<sup><a href="#n{number}">[{number}]</a></sup>'


def _source(citation: Citation, wording: Wording) -> str:
    author, date, place = citation.metadata.get("author", ""), citation.metadata.get("date", ""), citation.place
    about = ", ".join(filter(None, (author, citation.title, date, wording.place(place))))
    quote = " ".join(citation.quote.split())
    return wording.say("both.reference", quote=quote, about=about, document=citation.document_id)
