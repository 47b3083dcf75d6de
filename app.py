"""The chat window: Chainlit's handlers, and nothing else. Run: chainlit run app.py"""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
import logging
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import chainlit as cl
import chainlit.config
import chainlit.server
from chainlit.config import config
from chainlit.element import Element
from chainlit.session import BaseSession, WebsocketSession
from chainlit.types import ThreadDict
from chainlit.version import __version__ as chainlit_version

from chat.answering import Answering
from chat.brought import Brought
from chat.desk import Desk
from chat.doors import Doors
from chat.editing import Editing
from chat.entrance import secret_of, visitors_of
from chat.export_routes import ExportRoutes
from chat.history import History
from chat.library import Library
from chat.library_routes import LibraryRoutes
from chat.memory import limit_arenas
from chat.page import OwnPageOnly, offline_frontend
from chat.panels import Panels
from chat.profiles import profiles
from chat.resuming import Resuming
from chat.routes import SourceRoutes
from chat.schema import HistoryError
from chat.scope import Scopes
from chat.sockets import narrow
from chat.taking_in import TakingIn
from chat.trouble import show_error
from chat.visitors import Visitors
from chat.whose import Whose
from chat.wording import here, language_of, wording
from chat.wording_routes import routes as wording_routes
from settings import FootnoteError, Settings, load_settings

# Chainlit would send every chat to another service where it finds one of these in the environment.
for variable in ("LITERAL_API_KEY", "DATABASE_URL", "DISCORD_BOT_TOKEN", "SLACK_BOT_TOKEN"):
    os.environ.pop(variable, None)

# A server's address may hold a password, and httpx writes every address that it asks into the log.
logging.getLogger("httpx").setLevel(logging.WARNING)

# It would also complain, at every page, that its own read-me has no English translation. There is none to show.
logging.getLogger("chainlit").addFilter(lambda record: "Translated markdown file" not in record.getMessage())

limit_arenas()  # before there are threads


PATIENCE = 4.0  # seconds that a page may wait for questions to begin with


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


def open_up() -> tuple[Visitors, History | None]:
    """Who may come, and where conversations are kept. Where others may come and nobody could sign in, the chat does not
    start, and says so."""
    try:
        visitors = visitors_of(settings, config.run.host, config.project.allow_origins)
        archive = History.of(settings, brought.forget)
        os.environ["CHAINLIT_AUTH_SECRET"] = os.environ.get("CHAINLIT_AUTH_SECRET") or secret_of(settings.data)
    except FootnoteError as error:
        raise SystemExit(str(error)) from None
    visitors.announce()
    return visitors, archive


brought = Brought(settings, kept=settings.keeps)
visitors, archive = open_up()
if chainlit.server.app.middleware_stack is None:  # not again when the file is reloaded
    chainlit.server.app.add_middleware(Doors, visitors=visitors, largest_file=settings.own_file)
    chainlit.server.app.add_middleware(OwnPageOnly, allowed=config.project.allow_origins)
    narrow(chainlit.server.sio)

desk = Desk(settings, brought)
# Files are documents here, and shown by their names: no picture of a scan, and no PDF within a message.
Element.infer_type_from_mime = staticmethod(lambda _: "file")  # type: ignore[method-assign, assignment]
# Chainlit keeps what is sent in a folder of the checkout, and removes that folder whenever any chat of it ends.
chainlit.config.FILES_DIRECTORY = Path(tempfile.mkdtemp(prefix="footnote-"))
vars(chainlit.server)["FILES_DIRECTORY"] = chainlit.config.FILES_DIRECTORY
files = config.features.spontaneous_file_upload
files.enabled, files.max_files, files.max_size_mb = bool(settings.own_files), settings.own_files, settings.own_file
scopes = Scopes(archive)
panels = Panels(desk, scopes, kept=archive is not None)
answering = Answering(desk, settings, archive, scopes, TakingIn(desk, brought, scopes, panels))
library = Library(settings, brought)
whose = Whose(visitors, archive)
chainlit.server.app.router.routes[:0] = [
    *wording_routes(),
    *SourceRoutes(desk, settings, brought, whose).routes(),
    *LibraryRoutes(desk, library, scopes, brought, whose).routes(),
    *(ExportRoutes(archive, whose).routes() if archive else ()),
]


def forget_when_over(session: BaseSession) -> None:
    """Files that were brought go with a conversation that is not kept: not when its page is away for a moment."""

    def forget() -> None:
        if not WebsocketSession.get_by_id(session.id):
            asyncio.get_running_loop().run_in_executor(None, brought.forget, session.thread_id)

    asyncio.get_running_loop().call_later(config.project.session_timeout + 60, forget)


@cl.on_app_startup
async def sweep() -> None:
    """Remove the files of conversations that are no more."""
    desk.run(lambda assistant: assistant.starters()).add_done_callback(asyncio.Future.exception)  # ready for the first
    with suppress(HistoryError):  # the next start sweeps
        await asyncio.to_thread(brought.sweep, await archive.thread_ids() if archive else ())


def keep_conversations(history: History) -> None:
    """Let Chainlit keep them there, and go on with them."""
    resuming, editing = Resuming(history, answering, panels), Editing(history, answering)
    config.features.edit_message = True
    cl.data_layer(lambda: history)

    @cl.on_chat_resume
    async def resume(thread: ThreadDict) -> None:
        await resuming.resume(thread)

    @chainlit.server.sio.on("edit_message")  # type: ignore[untyped-decorator]
    async def edit(sid: str, payload: object) -> None:
        await editing.edit(sid, payload)

    @cl.action_callback("again")
    async def again(action: cl.Action) -> None:
        await resuming.again(action)


if archive:
    keep_conversations(archive)
else:

    @cl.on_chat_end
    async def end() -> None:
        forget_when_over(cl.context.session)


if settings.writes:

    @cl.set_chat_profiles
    async def switch(_: cl.User | None, tag: str | None) -> list[cl.ChatProfile]:
        return profiles(settings.llm_model, settings.unsupported == "drop", wording(language_of(tag or "")))


@cl.set_starters
async def starters(_: cl.User | None) -> list[cl.Starter]:
    """Asked beforehand, which takes a moment: a page that comes first does not wait for it."""
    try:
        asking = desk.run(lambda assistant: assistant.starters())
        questions = await asyncio.wait_for(asyncio.shield(asking), PATIENCE)
    except (FootnoteError, TimeoutError):
        return []  # on_chat_start says why, where the assistant does not open
    return [cl.Starter(label=question, message=question) for question in questions]


@cl.on_chat_start
async def begin() -> None:
    """Open the assistant while the user still types; say at once where that fails, and what it could not read.

    The latter in a toast: a message would take the place of the starters.
    """
    try:
        await panels.tell()
        if unread := await desk.run(lambda assistant: assistant.unread()):
            await cl.context.emitter.send_toast(here().of(unread), "warning")
    except Exception as error:  # Chainlit would show the user nothing
        await show_error(error)


@cl.on_message
async def reply(question: cl.Message) -> None:
    await answering.reply(question)


@cl.on_window_message
async def hear(message: object) -> None:
    """What the page's own scripts ask for: a panel, or to keep what is said of an answer."""
    await panels.open(message)
    if isinstance(message, dict) and message.get("footnote") == "comment":
        await answering.offers.ratings.comment(str(message.get("of")), str(message.get("comment")))


@cl.action_callback("rate")
async def rate(action: cl.Action) -> None:
    await answering.offers.ratings.rate(action)


@cl.action_callback("ask")
async def ask(action: cl.Action) -> None:
    await answering.ask(action)


@cl.action_callback("otherwise")
async def otherwise(action: cl.Action) -> None:
    await answering.otherwise(action)


@chainlit.server.sio.on("stop")  # type: ignore[untyped-decorator]
async def stop(sid: str) -> None:
    """In place of Chainlit's own, which also says "Task manually stopped." in a message of its own."""
    session = WebsocketSession.get(sid)
    if session and session.current_task:
        session.current_task.cancel()
