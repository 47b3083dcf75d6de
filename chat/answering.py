"""A question in the window: it is asked, and its answer is shown as it comes and kept as it stays."""

# mypy: allow-untyped-calls
# (Chainlit's own functions are typed in part)

import asyncio
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import chainlit as cl
from chainlit.session import WebsocketSession
from chainlit.utils import utc_now

from answer.answer import Answer, Choice, Citation, Statement
from chat import render
from chat.brought import File
from chat.desk import Desk
from chat.history import HISTORY, History
from chat.offers import Offers
from chat.profiles import choice_of
from chat.scope import Scope, Scopes
from chat.taking_in import TakingIn
from chat.trouble import show_error
from chat.under_way import UnderWay
from chat.wording import coded, here
from settings import Settings

LIVELY = 0.1  # seconds, at most, that words take to run in


class Answering:
    """Answers for every conversation; whatever happens, what was said already stays."""

    def __init__(
        self, desk: Desk, settings: Settings, archive: History | None, scopes: Scopes, taking_in: TakingIn
    ) -> None:
        self._desk, self._settings, self._archive = desk, settings, archive
        self._scopes, self._taking_in = scopes, taking_in
        self.under_way = UnderWay()
        self.offers = Offers(desk, settings, archive, self.under_way)

    async def reply(self, question: cl.Message, mode: Choice | None = None, given: asyncio.Event | None = None) -> None:
        """Answer one question, in the conversation in which it was asked; `given`: where that was entered already."""
        thread_id = cl.context.session.thread_id
        given = given or self.under_way.enter(thread_id)
        try:
            if self._archive:
                await cl.send_window_message({"conversation": thread_id})
            await self._answer_message(question, thread_id, mode)
        finally:
            self.under_way.leave(thread_id, given)

    async def begin(self, question: cl.Message, mode: Choice | None = None, given: asyncio.Event | None = None) -> None:
        """Answer a question that was not typed now, as if it were: it can be stopped. Not while another is answered."""
        session = cl.context.session
        if given is None:
            if session.thread_id in self.under_way:
                await cl.context.emitter.send_toast(here().say("chat.wait"))
                return
            given = self.under_way.enter(session.thread_id)
        if isinstance(session, WebsocketSession):
            session.current_task = asyncio.create_task(self._reply_whole(question, mode, given))

    async def _reply_whole(self, question: cl.Message, mode: Choice | None, given: asyncio.Event) -> None:
        try:
            await cl.context.emitter.task_start()
            await self.reply(question, mode, given)
        finally:
            await cl.context.emitter.task_end()

    async def otherwise(self, action: cl.Action) -> None:
        """Answer a question once more, in the other mode."""
        asked, mode = action.payload.get("question"), choice_of(str(action.payload.get("mode", "")))
        await self.begin(cl.Message(str(asked)), mode)

    async def _answer_message(self, question: cl.Message, thread_id: str, mode: Choice | None) -> None:
        """Files are taken in first: what is asked with them may be about them."""
        if files := [File(e.name, Path(e.path)) for e in question.elements if e.path]:
            try:
                await self._taking_in.take_in(thread_id, files)
                await self._name(thread_id, question, files)
            except Exception as error:  # Chainlit would show the user nothing
                await show_error(error)
        if question.content.strip() or not files:
            await self._answer(question.content, mode or choice_of(cl.user_session.get("chat_profile")))

    async def _name(self, thread_id: str, question: cl.Message, files: Sequence[File]) -> None:
        """A conversation that begins with files alone is called by them."""
        if self._archive and not question.content.strip() and not await self._archive.name_of(thread_id):
            await self._archive.update_thread(thread_id, name=", ".join(file.name for file in files)[:200])

    async def _answer(self, question: str, mode: Choice | None) -> None:
        scope = await self._scopes.of(cl.context.session.thread_id)
        history: list[Answer] = cl.user_session.get("history") or []
        message, said = cl.Message(""), list[Statement]()
        try:
            show = Show(message, said)
            answer = await self._desk.ask(question, history, show.statement, mode, scope)
            await self._remember(message, answer)
            await self.show(message, answer, history)
            self.offers.suggest(message, answer, history, scope)
        except asyncio.CancelledError:
            await self._remember(message, self._stopped(question, said))
            await self._keep(message, said, coded("chat.stopped"))
            raise
        except Exception as error:  # Chainlit would show the user nothing
            await self._keep(message, said)
            await show_error(error)

    async def _remember(self, message: cl.Message, answer: Answer) -> None:
        """Keep an answer for what follows up on it."""
        history: list[Answer] = cl.user_session.get("history") or []
        cl.user_session.set("history", [*history, answer][-HISTORY:])
        if self._archive:
            await self._archive.keep_answer(cl.context.session.thread_id, message.id, answer)

    async def show(self, message: cl.Message, answer: Answer, history: Sequence[Answer]) -> None:
        """The answer as it stays: its chips come alive, it can be rated, and a closed step tells how it came about."""
        await self._send_chips(message, answer.citations or answer.nearest)
        message.content = render.answer(answer, here(), byline=self._settings.writes)
        if answer.mode == "help":  # nothing to rate, and nothing to tell
            await send_kept(message, self._archive)
            return
        message.actions = await self.offers.actions(message, answer, history)
        await send_kept(message, self._archive)
        async with cl.Step(name=here().say("chat.how"), type="tool") as step:
            step.output = render.how(answer, here())

    async def ask(self, action: cl.Action) -> None:
        """Ask a question that was offered, as if it were typed."""
        thread_id = cl.context.session.thread_id
        if thread_id in self.under_way:
            await cl.context.emitter.send_toast(here().say("chat.wait"))
            return
        given = self.under_way.enter(thread_id)
        question = cl.Message(str(action.payload.get("question", "")), type="user_message")
        await question.send()
        await self.begin(question, given=given)

    async def _send_chips(self, message: cl.Message, citations: Sequence[Citation]) -> None:
        """What the chips of a message open: the document at each of its citations, as it is now."""
        thread_id = cl.context.session.thread_id
        documents = await self._desk.run(lambda assistant: assistant.store.manifest.documents, Scope(thread_id))
        versions = [documents[c.document_id].version if c.document_id in documents else "" for c in citations]
        known = {"chat": thread_id}
        cited = [{**c.model_dump(), **known, "version": v} for c, v in zip(citations, versions, strict=True)]
        for place in range(len(cited)):
            await source(cited, place).send(for_id=message.id)

    async def _keep(self, message: cl.Message, said: Sequence[Statement], note: str = "") -> None:
        """End a message that was being streamed, with what was said by then."""
        if said or note:
            citations = list({c.number: c for s in said for c in s.citations}.values())
            await self._send_chips(message, citations)
            message.content = "\n\n".join(
                filter(None, (render.statements(said, here()), render.small(here().of(note))))
            )
            await send_kept(message, self._archive)

    def _stopped(self, question: str, said: Sequence[Statement]) -> Answer:
        """What an answer that was stopped leaves for the questions that follow up on it."""
        return Answer(
            question=question,
            standalone_question=question,
            statements=tuple(said),
            verdict="partial" if said else "not_found",
            confidence=0.0,
            message="",
            note=coded("chat.stopped"),
            hits=(),
            mode="written" if self._settings.writes else "quotes",
            timings={},
        )


async def send_kept(message: cl.Message, archive: History | None) -> None:
    """Show a message as it stays, and keep it before it is seen: Chainlit writes it in a task of its own, and a kill
    may come before that. Writing is in turn, so its chips are kept by then, too."""
    message.created_at, message.streaming = message.created_at or utc_now(), False
    if archive:
        await archive.create_step(message.to_dict())
        message.persisted = True
    await message.send()


class Show:
    """Lets the first statements of an answer run in, a few words at a time, and the rest stand there at once."""

    def __init__(self, message: cl.Message, said: list[Statement]) -> None:
        """`said` takes up what was shown."""
        self._message, self._said = message, said
        self._until: float | None = None

    async def statement(self, statement: Statement) -> None:
        """Show one more. One that no source supports is marked, and never half there."""
        words = render.gap(self._said[-1] if self._said else None) + render.statement(statement, here())
        self._said.append(statement)
        self._until = self._until or monotonic() + LIVELY
        pieces = [words] if statement.support == "unsupported" else words.replace(" ", " \0").split("\0")
        while pieces:
            if monotonic() >= self._until:
                pieces = ["".join(pieces)]
            await self._message.stream_token(pieces.pop(0))
            if pieces:
                await asyncio.sleep(0.01)


def source(citations: Sequence[dict[str, Any]], place: int) -> cl.CustomElement:
    """The side panel's content for one chip; props are data, so nothing in a document becomes markup."""
    return cl.CustomElement(
        name=f"[{citations[place]['number']}]",
        display="side",
        url="/public/elements/Source.jsx",  # given, so that Chainlit writes no copy of the quote to disk
        props={"citations": citations, "place": place},
    )
