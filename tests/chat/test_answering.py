"""An answer in the window, and in the archive."""

import asyncio
from pathlib import Path
from typing import Any

import chainlit as cl
import pytest
from chainlit.context import context, init_http_context
from chainlit.user import PersistedUser, User

from chat.answering import send_kept
from chat.history import History


async def test_an_answer_is_kept_before_it_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    history, seen = History(tmp_path / "conversations.sqlite"), list[Any]()
    user = await history.create_user(User(identifier="local"))
    assert isinstance(user, PersistedUser)
    init_http_context(thread_id="t", user=user)
    await history.update_thread("t", user_id=user.id)
    monkeypatch.setattr(type(context.emitter), "send_step", lambda self, step: told(seen, step))

    async with history._in_turn:  # something else is being written
        sending = asyncio.create_task(send_kept(cl.Message("In June [1].", id="a"), history))
        await asyncio.sleep(0.1)
        assert not seen
    await sending

    assert [step["id"] for step in seen] == ["a"]
    thread = await history.get_thread("t")
    assert thread
    assert [step["output"] for step in thread["steps"]] == ["In June [1]."]
    await history.close()


async def told(seen: list[Any], step: Any) -> None:
    seen.append(step)
