"""A chat that is killed at any moment has lost no answer that somebody has seen, and no citation."""

import asyncio
import json
import random
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from socketio import AsyncSimpleClient
from socketio.exceptions import SocketIOError
from socketio.exceptions import TimeoutError as Quiet

from chat_driver import ROOT, Chat, running_chat
from shared_chat import Person

QUESTIONS = ("Who is Ukraine's defence minister?", "What did Russia offer?", "When was the General Agreement signed?")
LATEST = 1.6  # seconds from a question to the kill, at most: by then the answer is long there


@pytest.fixture(scope="module")
def home(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of its own, with the model and the index."""
    home = tmp_path_factory.mktemp("killed")
    for name in ("models", "stores"):
        (home / name).symlink_to(data_folder / name)
    return home


async def seen_until_killed(chat: Chat, person: Person, moment: float) -> tuple[str, dict[str, str]]:
    """Ask one question after the other and kill the chat `moment` seconds after the last of them: the conversation's
    id, and the answers that the page had by then, by their ids."""
    thread, seen = "", dict[str, str]()
    async with person.socket() as socket:
        for place, question in enumerate(QUESTIONS):
            await socket.emit("client_message", {"message": message(question), "fileReferences": []})
            end = asyncio.get_running_loop().time() + (moment if place == len(QUESTIONS) - 1 else 30)
            while (left := end - asyncio.get_running_loop().time()) > 0:
                event = await heard(socket, left)
                if event is None:
                    break
                name, step = event
                thread = step.get("threadId") or thread
                if name == "new_message" and step.get("type") == "assistant_message" and step.get("output"):
                    seen[step["id"]] = step["output"]
                if name == "update_message" and step.get("name") == "on_message":
                    break
        chat.process.kill()
    return thread, seen


async def heard(socket: AsyncSimpleClient, patience: float) -> tuple[str, Any] | None:
    try:
        name, *details = await socket.receive(timeout=patience)
    except (Quiet, SocketIOError):
        return None
    return (name, details[0]) if details and isinstance(details[0], dict) else ("", {})


def message(question: str) -> dict[str, str]:
    now = datetime.now(UTC).isoformat()
    return {"id": str(uuid.uuid4()), "name": "user", "type": "user_message", "output": question, "createdAt": now}


@pytest.mark.parametrize("seed", range(3))
async def test_what_was_seen_is_there_after_a_kill(home: Path, tmp_path: Path, seed: int) -> None:
    moment = random.Random(seed).uniform(0, LATEST)
    with running_chat(home, ROOT / "corpus", tmp_path / "log") as chat:
        person = Person(chat)
        assert person.web.post("/auth/header").status_code == 200
        thread, seen = await seen_until_killed(chat, person, moment)
    with running_chat(home, ROOT / "corpus", tmp_path / "log") as chat:
        person = Person(chat)
        assert person.web.post("/auth/header").status_code == 200
        async with person.socket(thread_id=thread) as socket:
            await resumed(socket)
        kept = person.web.get(f"/project/thread/{thread}").json()
    said = {step["id"]: step["output"] for step in kept["steps"] if step["type"] == "assistant_message"}
    assert seen.items() <= said.items(), f"killed after {moment:.2f} s"
    for step_id, output in seen.items():
        chips = {element["name"] for element in kept["elements"] if element["forId"] == step_id}
        assert all(f"[{number}]" not in output or f"[{number}]" in chips for number in range(1, 9))
        assert json.dumps(kept["elements"]).count("document_id")


async def resumed(socket: AsyncSimpleClient) -> None:
    """Until the page has the conversation, and what a kill had cut off."""
    while event := await heard(socket, 3):
        del event
