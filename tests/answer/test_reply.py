"""A reply of which only the way it was made is known."""

from answer.reply import Reply


def test_a_reply_says_nothing_and_doubts_nothing_by_itself() -> None:
    reply = Reply("quotes")

    assert (reply.statements, reply.hits, reply.nearest, reply.trace) == ((), (), (), ())
    assert (reply.confidence, reply.doubt, reply.message, reply.note, reply.model) == (0.0, False, "", "", "")
