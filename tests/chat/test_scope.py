"""Each conversation asks all documents, or those that were chosen in it."""

from pathlib import Path

import pytest

from chat.history import History
from chat.scope import KEPT, Scope, Scopes
from chat.sqlite import SQLite


async def test_all_are_asked_until_some_are_chosen() -> None:
    scopes = Scopes(None)
    assert await scopes.of("one") == Scope("one", None)
    await scopes.choose("one", ["a.txt"])
    assert await scopes.of("one") == Scope("one", frozenset({"a.txt"}))
    assert await scopes.of("two") == Scope("two", None)
    await scopes.choose("one", None)
    assert await scopes.of("one") == Scope("one", None)


async def test_what_is_brought_is_asked_with_what_was_chosen() -> None:
    scopes = Scopes(None)
    await scopes.add("one", ["new.txt"])
    assert (await scopes.of("one")).only is None
    await scopes.choose("one", ["a.txt"])
    await scopes.add("one", ["new.txt"])
    assert (await scopes.of("one")).only == frozenset({"a.txt", "new.txt"})


async def test_memory_does_not_grow_with_the_conversations() -> None:
    scopes = Scopes(None)
    for n in range(KEPT + 5):
        await scopes.choose(str(n), ["a.txt"])
    assert len(scopes._chosen) == KEPT


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_a_choice_outlives_a_restart_and_goes_with_its_conversation(tmp_path: Path) -> None:
    forgotten: list[str] = []
    history = History(SQLite(tmp_path / "h.sqlite"), forgotten.append)
    await Scopes(history).choose("one", ["a.txt", "b.txt"])
    await history.close()

    history = History(SQLite(tmp_path / "h.sqlite"), forgotten.append)
    assert (await Scopes(history).of("one")).only == frozenset({"a.txt", "b.txt"})
    await Scopes(history).choose("one", None)
    assert (await Scopes(history).of("one")).only is None
    await Scopes(history).choose("one", ["a.txt"])
    await history.delete_thread("one")
    assert (await Scopes(history).of("one")).only is None
    assert forgotten == ["one"]
    await history.close()
