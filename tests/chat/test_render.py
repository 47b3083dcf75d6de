"""Answers as Markdown: what a document says is shown, and never becomes markup."""

import pytest

from answer.answer import Answer, Citation, Statement, Verdict
from chat import render
from index.passages import Hit, Passage


def citation(number: int, quote: str = "A") -> Citation:
    return Citation(
        number=number,
        document_id="a.txt",
        passage_id="a-0",
        start=0,
        end=len(quote),
        quote=quote,
        title="A",
        place="paragraph 1 of 1",
        metadata={},
    )


def hit(text: str) -> Hit:
    return Hit(Passage("a-0", "a_b|c.txt", 0, len(text), text, "paragraph 2 of 8"), 0.0323, 1, None)


def answer(*statements: Statement, verdict: Verdict = "answered", **fields: object) -> Answer:
    given = {
        "question": "Who?",
        "standalone_question": "Who?",
        "confidence": 0.9,
        "message": "",
        "note": "",
        "hits": (),
        "mode": "quotes",
        "timings": {"search": 0.012, "total": 0.0201},
    }
    return Answer.model_validate({**given, "statements": statements, "verdict": verdict, **fields})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dushanbe’s $5, 50% (at 12:30) & more; well-known!", "Dushanbe’s $5, 50% (at 12:30) & more; well-known!"),
        ("two\n\n  lines\tand a tab", "two lines and a tab"),
        ("see [2]", r"see \[2\]"),
        ("![x](http://evil)", "!\\[x\\](http\u2060://evil)"),
        ("<script>", r"\<script\>"),
        ("*a* _b_ `c` ~~d~~ |e|", r"\*a\* \_b\_ \`c\` \~\~d\~\~ \|e\|"),
        ("&lt;b&gt; &#60;", r"\&lt;b\&gt; \&#60;"),
        ("# Heading", r"\# Heading"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("::: note", r"\:\:: note"),
        (":name[x]{y}", r"\:name\[x\]{y}"),
        ("www.evil.example", "www\u2060.evil.example"),
        ("ops@evil.example", "ops@\u2060evil.example"),
        ("a\u200bb", "ab"),
    ],
)
def test_text_of_a_document_is_shown_as_it_is(text: str, shown: str) -> None:
    assert render.plain(text) == shown


@pytest.mark.parametrize(
    ("emphasis", "shown"),
    [
        (((3, 5),), "It **is** so!"),
        (((0, 2), (6, 8)), "**It** is **so**!"),
        (((3, 5), (5, 8)), "It **is so**!"),
        (((0, 2), (2, 5), (5, 9)), "**It is so!**"),
    ],
)
def test_the_words_that_answer_are_bold_and_those_that_touch_are_one(
    emphasis: tuple[tuple[int, int], ...], shown: str
) -> None:
    given = Statement(text="It is so!", citations=(), support="quoted", emphasis=emphasis)

    assert render.emphasised(given) == shown


def test_a_statement_carries_a_chip_for_each_citation() -> None:
    shown = render.statement(Statement(text="It is so.", citations=(citation(1), citation(3)), support="quoted"))
    assert shown == "It is so.\u202f[1]\u202f[3]"


def test_an_unsupported_statement_says_so_and_why() -> None:
    shown = render.answer(answer(Statement(text="It is so.", citations=(), support="unsupported", reason="made up")))
    assert shown == "⚠ **Not in the sources** (made up): ~~It is so.~~"


def test_the_chips_of_an_unsupported_statement_stand_with_the_reason() -> None:
    given = Statement(text="It is so.", citations=(citation(2),), support="unsupported", reason="the quote says 5")
    assert "(the quote says 5\u202f[2]): ~~It is so.~~" in render.statement(given)


def test_a_question_that_was_understood_otherwise_is_shown() -> None:
    assert render.answer(answer(standalone_question="Who *is* he?")) == r"*Understood as: Who \*is\* he?*"


def test_the_nearest_quotes_follow_the_message_where_nothing_was_found() -> None:
    nearest = (citation(1, "One\n\ntwo."), citation(2, "# Three."))
    shown = render.answer(answer(verdict="not_found", message="Nothing.", nearest=nearest))
    assert shown == "Nothing.\n\n> One two.\u202f[1]\n\n> \\# Three.\u202f[2]"


def test_help_shows_its_examples_as_a_list() -> None:
    shown = render.answer(answer(verdict="not_found", mode="help", message="I answer.\n\nFor example:\n- Who [1]?"))
    assert shown == "I answer.\n\nFor example:\n- Who \\[1\\]?"


def test_how_an_answer_came_about_names_ranks_and_milliseconds() -> None:
    shown = render.how(answer(hits=(hit("One."),)))
    assert r"| 1 | a\_b\|c.txt, paragraph 2 of 8 | 1 | – | 0.0323 |" in shown
    assert "search 12 ms · total 20 ms" in shown


def test_an_unsupported_statement_stands_alone_among_supported_ones() -> None:
    carried = Statement(text="It is.", citations=(citation(1),), support="supported")
    made_up = Statement(text="It is not.", citations=(), support="unsupported")
    shown = render.statements([carried, made_up, carried])
    assert shown == "It is.\u202f[1]\n\n⚠ **Not in the sources**: ~~It is not.~~\n\nIt is.\u202f[1]"


def test_items_of_a_list_stand_line_by_line() -> None:
    said = ["They agreed on: Defense policy", "Reform", "So it is (in “Avesta.”)", "It is."]
    shown = render.statements([Statement(text=text, citations=(), support="supported") for text in said])
    assert shown == "They agreed on: Defense policy\nReform\nSo it is (in “Avesta.”) It is."


def test_a_note_stands_above_the_nearest_passages() -> None:
    shown = render.answer(
        answer(verdict="not_found", message="Nearest:", note="Left out.", nearest=(citation(1, "One."),))
    )
    assert shown == "*Left out.*\n\nNearest:\n\n> One.\u202f[1]"


CARRIED = Statement(text="It is so.", citations=(citation(1),), support="supported")


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (answer(CARRIED, mode="written", model="m"), "Written by m and checked against the documents"),
        (answer(verdict="not_found", mode="written", model="m"), "m found no answer"),
        (answer(CARRIED), "Quoted from the documents."),
        (answer(CARRIED, note="The key was refused. This answer is quoted from the documents instead."), ""),
        (answer(verdict="not_found", mode="help"), ""),
    ],
)
def test_an_answer_says_whose_words_it_has_unless_its_note_does(given: Answer, line: str) -> None:
    assert render.whose(given).startswith(line)
    assert bool(render.whose(given)) == bool(line)


def test_nobody_asks_whose_words_they_are_where_only_quotes_can_be() -> None:
    assert "Quoted" not in render.answer(answer(CARRIED))
    assert render.answer(answer(CARRIED), byline=True).endswith("\n\n*Quoted from the documents.*")


def test_how_an_answer_came_about_tells_what_happened_on_the_way() -> None:
    shown = render.how(answer(mode="written", model="m_1", trace=("3 of 8 passages were left out [1].",)))
    assert "- 3 of 8 passages were left out \\[1\\]." in shown
    assert r"mode written · m\_1" in shown
