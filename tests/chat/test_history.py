"""Conversations are kept, in a file of ours or on a server, and come back as they were."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest
from chainlit.context import init_http_context
from chainlit.element import CustomElement
from chainlit.types import Pagination, ThreadFilter
from chainlit.user import User

from answer.answer import Answer
from answer.read.quoter import NOT_FOUND
from answer.saying import Said
from chat.history import History, unanswered
from chat.schema import MIGRATIONS, HistoryError

Opens = Callable[[], History]

PROPS = {"citations": [{"quote": 'Bees "fly".'}], "place": 0}


def answer(question: str) -> Answer:
    given: dict[str, Any] = {"question": question, "standalone_question": question, "statements": (), "hits": ()}
    given |= {"verdict": "not_found", "confidence": 0.2, "message": "", "note": "", "mode": "quotes", "timings": {}}
    return Answer.model_validate(given)


async def begun(history: History, thread_id: str = "t") -> None:
    """A conversation of one user."""
    user = await history.create_user(User("you"))
    assert user is not None
    await history.update_thread(thread_id, name="Bees", user_id=user.id)
    init_http_context(thread_id=thread_id, user=user)


def step(number: int, **fields: Any) -> Any:
    return {"id": f"s{number}", "threadId": "t", "type": "assistant_message", "name": "Footnote", **fields}


async def test_answers_come_back_in_order_after_the_file_was_closed(opens: Opens) -> None:
    first = opens()
    for question in ("One?", "Two?", "Three?"):
        await first.keep_answer("t", question, answer(question))
    await first.keep_answer("another", "s", answer("Four?"))

    kept = await opens().answers("t", 2)

    assert [(one.step_id, one.answer.question) for one in kept] == [("Two?", "Two?"), ("Three?", "Three?")]


async def test_what_an_answer_says_knows_its_code_when_it_comes_back(opens: Opens) -> None:
    history = opens()
    await history.keep_answer("t", "s", answer("One?").model_copy(update={"message": NOT_FOUND}))

    [kept] = await history.answers("t", 1)

    assert kept.answer.message == NOT_FOUND
    assert isinstance(kept.answer.message, Said)
    assert kept.answer.message.code == "answer.not_found"


async def test_an_answer_that_was_rated_is_known_to_be_and_one_of_another_version_is_passed_over(opens: Opens) -> None:
    history = opens()
    for name in ("s1", "s2", "s3"):
        await history.keep_answer("t", name, answer(name))
    await history.keep_rating("s1", "up")
    await history.execute_sql("""UPDATE answers SET "answer" = '{}' WHERE "stepId" = 's2'""", {})

    assert [(one.step_id, one.rating) for one in await history.answers("t", 5)] == [("s1", "up"), ("s3", "none")]


async def test_what_came_after_a_question_that_is_asked_otherwise_goes(opens: Opens) -> None:
    history = opens()
    await begun(history)
    for number in range(4):
        await history.create_step(step(number, output=f"{number}", createdAt=f"2026-0{number + 1}"))
        await history.keep_answer("t", f"s{number}", answer(f"{number}?"))

    gone = await history.forget_from("t", "s1")

    assert [one["id"] for one in gone or []] == ["s3", "s2"]
    thread = await history.get_thread("t")
    assert thread is not None
    assert [one["id"] for one in thread["steps"]] == ["s0", "s1"]
    assert [one.step_id for one in await history.answers("t", 5)] == ["s0", "s1"]
    assert await history.forget_from("t", "unknown") is None


async def test_what_the_first_version_kept_is_brought_to_this_one(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        for module in ("sqlite", "postgres"):
            before.setattr(f"chat.{module}.MIGRATIONS", MIGRATIONS[:1])
        await opens().execute_sql(
            'INSERT INTO answers ("threadId", "stepId", "answer", "isRated") VALUES (:thread, :step, :answer, TRUE)',
            {"thread": "t", "step": "s1", "answer": answer("One?").model_dump_json()},
        )

    assert [(one.step_id, one.rating) for one in await opens().answers("t", 5)] == [("s1", "none")]


async def test_what_a_later_version_keeps_is_not_touched(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    opens()
    for module in ("sqlite", "postgres", "schema"):
        monkeypatch.setattr(f"chat.{module}.MIGRATIONS", MIGRATIONS[:-1])

    with pytest.raises(HistoryError, match="of a later version of Footnote"):
        opens()


async def test_conversations_are_listed_page_by_page_and_found_by_what_was_said(opens: Opens) -> None:
    history = opens()
    for number in range(3):
        await begun(history, f"t{number}")
        await history.create_step(
            step(number, threadId=f"t{number}", output=f"Bees_{number} fly.", createdAt=f"2026-0{number + 1}")
        )
    user = await history.get_user("you")
    assert user is not None

    first = await history.list_threads(Pagination(first=2), ThreadFilter(userId=user.id))
    rest = await history.list_threads(
        Pagination(first=2, cursor=first.pageInfo.endCursor), ThreadFilter(userId=user.id)
    )
    found = await history.list_threads(Pagination(first=9), ThreadFilter(userId=user.id, search="bees_1"))
    others = await history.list_threads(Pagination(first=9), ThreadFilter(userId="another"))

    assert [thread["id"] for thread in first.data] == ["t2", "t1"]
    assert first.pageInfo.hasNextPage
    assert [thread["id"] for thread in rest.data] == ["t0"]
    assert not rest.pageInfo.hasNextPage
    assert [thread["id"] for thread in found.data] == ["t1"]
    assert others.data == []


async def test_what_a_chip_opens_comes_back_as_data(opens: Opens) -> None:
    history = opens()
    await begun(history)
    element = CustomElement(name="[1]", url="/public/elements/Source.jsx", props=PROPS, thread_id="t", for_id="s1")
    await history.create_element(element)

    thread = await history.get_thread("t")

    assert thread is not None
    assert thread["elements"] is not None
    assert [one.get("props") for one in thread["elements"]] == [PROPS]
    assert await history.get_thread("none") is None


async def test_of_the_states_of_a_step_the_last_stays(opens: Opens) -> None:
    history = opens()
    await begun(history)

    tasks = [asyncio.create_task(history.create_step(step(1, output=f"{n}"))) for n in range(20)]
    await asyncio.gather(*tasks)

    thread = await history.get_thread("t")
    assert thread is not None
    assert [one["output"] for one in thread["steps"]] == ["19"]


async def test_a_step_by_the_name_of_another_conversations_is_not_kept(opens: Opens) -> None:
    history = opens()
    await begun(history, "mine")
    await begun(history)
    await history.create_step(step(1, output="Bees fly."))

    await history.create_step(step(1, threadId="mine", output="They do not."))

    theirs, mine = await history.get_thread("t"), await history.get_thread("mine")
    assert theirs is not None
    assert mine is not None
    assert [one["output"] for one in theirs["steps"]] == ["Bees fly."]
    assert mine["steps"] == []


async def test_what_no_text_holds_elsewhere_does_not_cost_a_message(opens: Opens) -> None:
    history = opens()
    await begun(history)

    await history.create_step(step(1, output="Bees\0 fly\ud800."))

    thread = await history.get_thread("t")
    assert thread is not None
    assert [one["output"] for one in thread["steps"]] == ["Bees fly?."]


async def test_an_element_that_is_sent_again_is_kept_as_it_is_now(opens: Opens) -> None:
    history = opens()
    await begun(history)
    element = CustomElement(name="[1]", url="/x", props={"citations": []}, thread_id="t", for_id="s1")
    await history.create_element(element)
    element.props = PROPS
    await history.create_element(element)

    thread = await history.get_thread("t")

    assert thread is not None
    assert [one.get("props") for one in thread["elements"] or []] == [PROPS]


async def test_a_conversation_is_called_otherwise_and_searched_for_by_its_name(opens: Opens) -> None:
    history = opens()
    await begun(history)
    user = await history.get_user("you")
    assert user is not None

    await history.update_thread("t", name="100 % of Bees!")

    assert await history.name_of("t") == "100 % of Bees!"
    for search, found in (("0 % OF bees!", 1), ("0_%", 0), ("wasps", 0), ("", 1)):
        threads = await history.list_threads(Pagination(first=9), ThreadFilter(userId=user.id, search=search))
        assert len(threads.data) == found, search


async def test_of_a_conversation_that_there_is_not_nobody_is_the_author(opens: Opens) -> None:
    history = opens()
    await begun(history)

    assert await history.get_thread_author("t") == "you"
    assert await history.get_thread_author("none") == ""


async def test_a_conversation_that_is_deleted_leaves_nothing(opens: Opens) -> None:
    history = opens()
    await begun(history)
    await history.keep_answer("t", "s1", answer("One?"))
    await history.create_step(step(1, output="Bees fly."))
    await history.create_element(CustomElement(name="[1]", url="/x", props=PROPS, thread_id="t", for_id="s1"))

    await history.delete_thread("t")

    for table in re.findall(r"CREATE TABLE (\w+)", "".join(MIGRATIONS)):
        left = await history.execute_sql(f"SELECT * FROM {table}", {})  # noqa: S608 - our own names
        assert (table, left) == (table, []) or table == "users"


@pytest.mark.parametrize(
    ("types", "question"),
    [([], ""), (["user_message"], "s0"), (["user_message", "run", "assistant_message", "tool"], "")],
)
def test_the_last_question_is_unanswered_where_no_answer_follows(types: list[str], question: str) -> None:
    steps = [{"type": kind, "output": f"s{n}"} for n, kind in enumerate(types)]
    thread: Any = {"steps": steps}

    assert unanswered(thread) == question
