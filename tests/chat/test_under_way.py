"""A conversation is under way from the first answer that is given to the last that is there."""

import asyncio

from chat.under_way import UnderWay


async def test_it_is_over_when_the_last_answer_is_there() -> None:
    under_way = UnderWay()
    first, second = under_way.enter("one"), under_way.enter("one")
    waiting = asyncio.create_task(under_way.over("one"))
    under_way.leave("one", first)
    await asyncio.sleep(0)
    assert "one" in under_way
    assert not waiting.done()
    under_way.leave("one", second)
    await asyncio.wait_for(waiting, 1)
    assert "one" not in under_way


async def test_conversations_are_counted_and_not_their_answers() -> None:
    under_way = UnderWay()
    for thread in ("one", "one", "two"):
        under_way.enter(thread)
    assert len(under_way) == 2
    await asyncio.wait_for(under_way.over("three"), 1)
