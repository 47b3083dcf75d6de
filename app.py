"""The chat window: Chainlit's handlers, and nothing else. Run: chainlit run app.py"""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
import logging
import os
import secrets
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import chainlit as cl
import chainlit.server
from chainlit.config import config
from chainlit.session import WebsocketSession
from chainlit.types import ThreadDict
from chainlit.version import __version__ as chainlit_version
from starlette.datastructures import Headers

from answer.answer import Answer, Citation, Statement
from answer.understand.followup import standalone
from chat import render
from chat.desk import Desk
from chat.feedback import FILE, NOT_HERE, NOTED, THUMBS, Shown, append
from chat.history import History, is_loopback, secret_of, unanswered
from chat.page import OwnPageOnly, offline_frontend
from chat.profiles import choice_of, profiles
from chat.routes import SourceRoutes
from settings import FootnoteError, Settings, load_settings

logger = logging.getLogger("footnote.chat")

HOW = "How this answer came about"
STOPPED = "Stopped."
CUT_OFF = "The answer to this was cut off."
HISTORY = 20  # earlier answers that a follow-up may refer to
SETTLED = 0.3  # seconds until a page shows the messages of a conversation that was kept
LIVELY = 0.4  # seconds, at most, that words take to run in

# Chainlit would send every chat to another service where it finds one of these in the environment.
for variable in ("LITERAL_API_KEY", "DATABASE_URL", "DISCORD_BOT_TOKEN", "SLACK_BOT_TOKEN"):
    os.environ.pop(variable, None)

# A server's address may hold a password, and httpx writes every address that it asks into the log.
logging.getLogger("httpx").setLevel(logging.WARNING)

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


def open_archive() -> History | None:
    """Where conversations are kept; None where they are not to be, or where others than this machine may come: to its
    address, or through a proxy that has another name."""
    if settings.history == "off" or config.project.allow_origins or not is_loopback(config.run.host):
        return None
    try:
        os.environ.setdefault("CHAINLIT_AUTH_SECRET", secret_of(settings.data))
        return History(settings.conversations)
    except FootnoteError as error:
        raise SystemExit(str(error)) from None


desk = Desk(settings)
chainlit.server.app.router.routes[:0] = SourceRoutes(desk, settings).routes()


archive = open_archive()
answering: dict[str, list[asyncio.Event]] = {}
"""By the ids of conversations in which answers are being given: what is set when each is there."""
catching_up: set[asyncio.Task[None]] = set()


def keep_conversations(history: History) -> None:
    """Let Chainlit keep them there, and go on with them."""
    cl.data_layer(lambda: history)

    @cl.header_auth_callback
    async def somebody(_: Headers) -> cl.User:
        return cl.User("you")  # whoever sits at this machine: nobody else reaches it

    @cl.on_chat_resume
    async def resume(thread: ThreadDict) -> None:
        """What follows up is known at once; what else a page needs comes when it has the messages."""
        kept = await history.answers(thread["id"], HISTORY)
        cl.user_session.set("history", [one.answer for one in kept])
        catching_up.add(task := asyncio.create_task(catch_up(history, thread)))
        task.add_done_callback(catching_up.discard)


if archive:
    keep_conversations(archive)

if settings.writes:

    @cl.set_chat_profiles
    async def switch(_: cl.User | None) -> list[cl.ChatProfile]:
        return profiles(settings.llm_model, drops=settings.unsupported == "drop")


@cl.set_starters
async def starters(_: cl.User | None) -> list[cl.Starter]:
    try:
        questions = await desk.run(lambda assistant: assistant.starters())
    except FootnoteError:
        return []  # on_chat_start says why, where the assistant does not open
    return [cl.Starter(label=question, message=question) for question in questions]


@cl.on_chat_start
async def begin() -> None:
    """Open the assistant while the user still types; say at once where that fails, and what it could not read.

    The latter in a toast: a message would take the place of the starters.
    """
    try:
        if unread := await desk.run(lambda assistant: assistant.unread()):
            await cl.context.emitter.send_toast(unread, "warning")
    except Exception as error:  # Chainlit would show the user nothing
        await show_error(error)


@cl.on_message
async def reply(question: cl.Message) -> None:
    """Answer one question; whatever happens, what was said already stays."""
    thread_id = cl.context.session.thread_id
    if archive:
        await cl.send_window_message({"conversation": thread_id})
    given = asyncio.Event()
    answering.setdefault(thread_id, []).append(given)
    try:
        await answer_to(question.content)
    finally:
        answering[thread_id].remove(given)
        if not answering[thread_id]:
            del answering[thread_id]
        given.set()


async def answer_to(question: str) -> None:
    """Ask, and show the answer as it comes."""
    history: list[Answer] = cl.user_session.get("history") or []
    mode = choice_of(cl.user_session.get("chat_profile"))
    message, said = cl.Message(""), list[Statement]()
    try:
        answer = await desk.ask(question, history, partial(stream, message, said, monotonic() + LIVELY), mode)
        await remember(message, answer)
        await show(message, answer, history)
    except asyncio.CancelledError:
        await remember(message, stopped(question, history, said))
        await keep(message, said, STOPPED)
        raise
    except Exception as error:  # Chainlit would show the user nothing
        await keep(message, said)
        await show_error(error)


async def remember(message: cl.Message, answer: Answer) -> None:
    """Keep an answer for what follows up on it."""
    history: list[Answer] = cl.user_session.get("history") or []
    cl.user_session.set("history", [*history, answer][-HISTORY:])
    if archive:
        await archive.keep_answer(cl.context.session.thread_id, message.id, answer)


async def catch_up(history: History, thread: ThreadDict) -> None:
    """What a conversation that was kept lacks in a new page: an answer that was being given, ratings, a second try."""
    try:
        if thread["id"] in answering:  # in another page, or in this one before it was loaded anew
            thread = await when_answered(history, thread)
        await asyncio.sleep(SETTLED)
        await offer(history, thread)
    except Exception as error:
        logger.error("A conversation was not resumed", exc_info=error)
        await cl.context.emitter.send_toast("This conversation is not shown as it was. The log says why.", "warning")


async def when_answered(history: History, thread: ThreadDict) -> ThreadDict:
    """The conversation when its answers are there, as the page shows it then."""
    while waiting := answering.get(thread["id"]):
        await waiting[0].wait()
    thread = await history.get_thread(thread["id"]) or thread
    await cl.context.emitter.resume_thread(thread)
    kept = await history.answers(thread["id"], HISTORY)
    cl.user_session.set("history", [one.answer for one in kept])
    return thread


async def offer(history: History, thread: ThreadDict) -> None:
    """Ratings for the answers of a conversation that was kept, and its last answer, where a crash has cut that off."""
    kept = await history.answers(thread["id"], HISTORY)
    answers = [one.answer for one in kept]
    for number, (step_id, answer, is_rated) in enumerate(kept):
        if answer.mode != "help" and not is_rated:
            message = cl.Message("", id=step_id)
            message.actions = await thumbs(message, answer, answers[:number])
            for action in message.actions:
                await action.send(for_id=step_id)
    if not (question := unanswered(thread)):
        return
    if kept and kept[-1].step_id not in {step["id"] for step in thread["steps"]}:  # it was there when it was cut off
        await show(cl.Message("", id=kept[-1].step_id), answers[-1], answers[:-1])
    else:
        offered = cl.Message(CUT_OFF)
        await cl.context.emitter.send_step(offered.to_dict())  # for this page alone
        await cl.Action("again", {"question": question}, "Ask again", "Ask again").send(for_id=offered.id)


@cl.action_callback("again")
async def again(action: cl.Action) -> None:
    """Ask a question whose answer was cut off once more, as if it were typed: it can be stopped."""
    await action.remove()
    session = cl.context.session
    if session.thread_id not in answering and isinstance(session, WebsocketSession):
        await cl.context.emitter.task_start()
        session.current_task = asyncio.create_task(ask_again(str(action.payload.get("question", ""))))


async def ask_again(question: str) -> None:
    try:
        await reply(cl.Message(question))
    finally:
        await cl.context.emitter.task_end()


async def stream(message: cl.Message, said: list[Statement], until: float, statement: Statement) -> None:
    """Let a statement run in, a few words at a time; after `until`, at once. So does a marked one: it is not half."""
    words = render.gap(said[-1] if said else None) + render.statement(statement)
    said.append(statement)
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
    """What the chips of a message open: the document at each of its citations, as it is now."""
    documents = await desk.run(lambda assistant: assistant.store.manifest.documents)
    versions = [documents[c.document_id].version if c.document_id in documents else "" for c in citations]
    cited = [{**c.model_dump(), "version": version} for c, version in zip(citations, versions, strict=True)]
    for place in range(len(cited)):
        await source(cited, place).send(for_id=message.id)


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
        if archive:
            await archive.mark_rated(message.id)
        await message.remove_actions()
        await cl.context.emitter.send_toast(NOTED, "success")
    except Exception as error:  # Chainlit would show the user nothing
        rateable[message.id] = (message, shown)
        await show_error(error)


def source(citations: Sequence[dict[str, Any]], place: int) -> cl.CustomElement:
    """The side panel's content for one chip; props are data, so nothing in a document becomes markup."""
    return cl.CustomElement(
        name=f"[{citations[place]['number']}]",
        display="side",
        url="/public/elements/Source.jsx",  # given, so that Chainlit writes no copy of the quote to disk
        props={"citations": citations, "place": place},
    )


@chainlit.server.sio.on("stop")  # type: ignore[untyped-decorator]
async def stop(sid: str) -> None:
    """In place of Chainlit's own, which also says "Task manually stopped." in a message of its own."""
    session = WebsocketSession.get(sid)
    if session and session.current_task:
        session.current_task.cancel()


def stopped(question: str, history: Sequence[Answer], said: Sequence[Statement]) -> Answer:
    """What an answer that was stopped leaves for the questions that follow up on it."""
    return Answer(
        question=question,
        standalone_question=standalone(question, history),
        statements=tuple(said),
        verdict="partial" if said else "not_found",
        confidence=0.0,
        message="",
        note=STOPPED,
        hits=(),
        mode="written" if settings.writes else "quotes",
        timings={},
    )


async def keep(message: cl.Message, said: Sequence[Statement], note: str = "") -> None:
    """End a message that was being streamed, with what was said by then."""
    if said or note:
        citations = list({c.number: c for s in said for c in s.citations}.values())
        await send_chips(message, citations)
        message.content = "\n\n".join(filter(None, (render.statements(said), render.small(note))))
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
