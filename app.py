"""The chat window: Chainlit's handlers, and nothing else. Run: chainlit run app.py"""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
import logging
import os
import secrets
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TypeVar

import chainlit as cl
import chainlit.server
from chainlit.config import config
from chainlit.version import __version__ as chainlit_version

from answer.answer import Answer, Choice, Citation, Statement
from answer.assistant import Assistant, Stopped
from answer.cite import Excerpt
from chat import render
from chat.feedback import FILE, NOT_HERE, NOTED, THUMBS, Shown, append
from chat.page import OwnPageOnly, offline_frontend
from chat.profiles import choice_of, profiles
from settings import FootnoteError, Settings, load_settings

logger = logging.getLogger("footnote.chat")
T = TypeVar("T")

HOW = "How this answer came about"
HISTORY = 20  # earlier answers that a follow-up may refer to
LIVELY = 0.4  # seconds, at most, that words take to run in
PEOPLE = 64  # whose questions are worked on at once: a language model that hangs keeps a thread waiting for each

# Chainlit would send every chat to another service where it finds one of these in the environment.
for variable in ("LITERAL_API_KEY", "DATABASE_URL", "DISCORD_BOT_TOKEN", "SLACK_BOT_TOKEN"):
    os.environ.pop(variable, None)

# It would also complain, at every page, that its own read-me has no English translation. There is none to show.
logging.getLogger("chainlit").addFilter(lambda record: "Translated markdown file" not in record.getMessage())


def read_settings() -> Settings:
    """The settings; with wrong ones the chat does not start, and says why."""
    try:
        return load_settings()
    except FootnoteError as error:
        raise SystemExit(str(error)) from None


settings = read_settings()
try:
    page = offline_frontend(Path(chainlit.server.build_dir), settings.data / f"frontend-{chainlit_version}")
except OSError as error:
    raise SystemExit(
        f"{settings.data} cannot be written ({error.strerror}). "
        "Make it writable, or set FOOTNOTE_DATA to another folder."
    ) from None
chainlit.server.build_dir = str(page)
if chainlit.server.app.middleware_stack is None:  # not again when the file is reloaded
    chainlit.server.app.add_middleware(OwnPageOnly, allowed=config.project.allow_origins)


class Desk:
    """The assistant, opened when first needed; where it cannot be opened, the next question tries again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._assistant: Assistant | None = None
        self._threads = ThreadPoolExecutor(PEOPLE, "answer")  # nothing slow runs on the event loop

    def run(self, work: Callable[[Assistant], T]) -> asyncio.Future[T]:
        """Do work with the assistant in a thread. FootnoteError where it cannot be opened."""
        return asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(self._open()))

    def _open(self) -> Assistant:
        with self._lock:
            if self._assistant is None:
                self._assistant = Assistant.open(self._settings)
            return self._assistant


desk = Desk(settings)


if settings.writes:

    @cl.set_chat_profiles
    async def switch(_: cl.User | None) -> list[cl.ChatProfile]:
        return profiles(settings.llm_model)


@cl.set_starters
async def starters(_: cl.User | None) -> list[cl.Starter]:
    try:
        questions = await desk.run(lambda assistant: assistant.starters())
    except FootnoteError:
        return []  # on_chat_start says why
    return [cl.Starter(label=question, message=question) for question in questions]


@cl.on_chat_start
async def begin() -> None:
    """Open the assistant while the user still types; say at once where that fails."""
    try:
        await desk.run(lambda assistant: None)
    except Exception as error:  # Chainlit would show the user nothing
        await show_error(error)


@cl.on_message
async def reply(question: cl.Message) -> None:
    """Answer one question; whatever happens, what was said already stays."""
    history: list[Answer] = cl.user_session.get("history") or []
    mode = choice_of(cl.user_session.get("chat_profile"))
    message, said = cl.Message(""), list[Statement]()
    try:
        answer = await ask(question.content, history, partial(stream, message, said, monotonic() + LIVELY), mode)
        cl.user_session.set("history", [*history, answer][-HISTORY:])
        await show(message, answer, history)
    except asyncio.CancelledError:
        await keep(message, said)
        raise
    except Exception as error:  # Chainlit would show the user nothing
        await keep(message, said)
        await show_error(error)


async def ask(
    question: str,
    history: Sequence[Answer],
    on_statement: Callable[[Statement], Awaitable[None]],
    mode: Choice | None = None,
) -> Answer:
    """Ask in a thread and hand over each statement as it comes; when cancelled, stop the thread too."""
    loop = asyncio.get_running_loop()
    statements: asyncio.Queue[Statement | None] = asyncio.Queue()
    stopped = threading.Event()

    def put(statement: Statement) -> None:
        if stopped.is_set():
            raise Stopped
        loop.call_soon_threadsafe(statements.put_nowait, statement)

    asking = desk.run(lambda assistant: assistant.ask(question, history, put, mode))
    asking.add_done_callback(lambda _: statements.put_nowait(None))
    try:
        while (statement := await statements.get()) is not None:
            await on_statement(statement)
        return await asking
    finally:
        stopped.set()
        asking.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # nobody else will look


async def stream(message: cl.Message, said: list[Statement], until: float, statement: Statement) -> None:
    """Let a statement run in, a few words at a time; after `until`, at once. So does a marked one: it is not half."""
    said.append(statement)
    words = (" " if message.content else "") + render.statement(statement)
    at_once = statement.support == "unsupported"
    for piece in [words] if at_once else words.replace(" ", " \0").split("\0"):
        await message.stream_token(piece)
        if monotonic() < until and not at_once:
            await asyncio.sleep(0.01)


async def show(message: cl.Message, answer: Answer, history: Sequence[Answer]) -> None:
    """The answer as it stays: its chips come alive, it can be rated, and a closed step tells how it came about."""
    await send_chips(message, answer.citations or answer.nearest)
    message.content = render.answer(answer, byline=settings.writes)
    if answer.mode == "help":  # nothing to rate, and nothing to tell
        await message.send()
        return
    message.actions = await thumbs(message, answer, history)
    await message.send()
    async with cl.Step(name=HOW, type="tool") as step:
        step.output = render.how(answer)


async def send_chips(message: cl.Message, citations: Sequence[Citation]) -> None:
    """What the chips of a message open."""
    sources = await desk.run(lambda assistant: [(c, assistant.excerpt(c)) for c in citations])
    for citation, excerpt in sources:
        await quote(citation, excerpt).send(for_id=message.id)
    if sources:
        await cl.ElementSidebar.set_elements([])  # Chainlit opens the panel for every new element


async def thumbs(message: cl.Message, answer: Answer, history: Sequence[Answer]) -> list[cl.Action]:
    """Two quiet buttons. What they rate is kept here: the page sends back no more than which answer it was."""
    shown = await desk.run(lambda assistant: Shown.by(assistant, answer, history))
    rateable = {**(cl.user_session.get("rateable") or {}), message.id: (message, shown)}
    cl.user_session.set("rateable", dict([*rateable.items()][-HISTORY:]))
    return [
        cl.Action(
            "rate",
            {"of": message.id, "rating": rating},
            says,
            says,
            f"thumbs-{rating}",
            id=f"rate-{rating}-{message.id}",
        )
        for rating, says in THUMBS.items()
    ]


@cl.action_callback("rate")
async def rate(action: cl.Action) -> None:
    """Keep what the user thinks of an answer, once."""
    rateable = cl.user_session.get("rateable") or {}
    message, shown = rateable.pop(action.payload.get("of"), (None, None))
    if not message:
        await cl.context.emitter.send_toast(NOT_HERE)
        return
    try:
        feedback = shown.rated(action.payload.get("rating"))
        await asyncio.to_thread(append, feedback, settings.data / FILE)
        await message.remove_actions()
        await cl.context.emitter.send_toast(NOTED, "success")
    except Exception as error:  # Chainlit would show the user nothing
        rateable[message.id] = (message, shown)
        await show_error(error)


def quote(citation: Citation, excerpt: Excerpt) -> cl.CustomElement:
    """The side panel's content for one chip; props are data, so nothing in a document becomes markup."""
    return cl.CustomElement(
        name=f"[{citation.number}]",
        display="side",
        url="/public/elements/Quote.jsx",  # given, so that Chainlit writes no copy of the quote to disk
        props={
            "title": citation.title,
            "metadata": citation.metadata,
            "location": citation.location,
            "before": excerpt.before,
            "quote": excerpt.quote,
            "after": excerpt.after,
        },
    )


async def keep(message: cl.Message, said: Sequence[Statement]) -> None:
    """End a message that was being streamed, with what was said by then."""
    if said:
        citations = list({c.number: c for s in said for c in s.citations}.values())
        await send_chips(message, citations)
        message.content = render.statements(said)
        await message.send()


async def show_error(error: Exception) -> None:
    """A FootnoteError says what to do; anything else is logged under a reference that the user sees."""
    if isinstance(error, FootnoteError):
        sentence = str(error)
    else:
        reference = secrets.token_hex(3)
        logger.error("Reference %s", reference, exc_info=error)
        sentence = f"Something went wrong that should not have. The log tells what, under reference {reference}."
    await cl.ErrorMessage(render.plain_lines(sentence)).send()
