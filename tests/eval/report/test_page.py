"""The page is one file that asks nobody for anything, escapes all that it shows, and keeps the test half closed."""

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from eval.report.page import page_html
from eval.report.scores import IntervalBar, cell
from eval.run.compare import compare
from eval.run.digest import scores_digest
from eval.run.runs import EvalRun
from eval.score.gates import JudgedGate
from eval.score.metrics import Metric

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."
GUARDS = "Fifty guards were trained abroad."
VOID = {"meta", "input", "br"}


class Elements(HTMLParser):
    """What a page is made of: its elements, where it is balanced, and what stands in the closed part."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.scripts = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts += data


@pytest.fixture
def compared(make_run: Make, make_sample: Make, make_answer: Make) -> str:
    """The page of two runs: two questions fixed."""
    return compared_page("dev", make_run, make_sample, make_answer)


def compared_page(half: str, make_run: Make, make_sample: Make, make_answer: Make) -> str:
    samples = [make_sample(SIGNED, id=f"{key}-signed", half=half, target=(("Bell",),)) for key in ("a", "b")]
    before, after = (make_run(*((s, make_answer(quote)) for s in samples)) for quote in (GUARDS, SIGNED))
    return page_html(after, [], compare(before, after))


def test_every_element_is_closed(hostile_run: EvalRun, failed_gate: JudgedGate, compared: str) -> None:
    for page in (page_html(hostile_run, [failed_gate]), compared):
        assert Elements(page).open == []


def test_hostile_text_brings_no_element_along(hostile_run: EvalRun, failed_gate: JudgedGate) -> None:
    page = Elements(page_html(hostile_run, [failed_gate], compare(hostile_run, hostile_run)))
    names = [name for name, _ in page.found]
    assert names.count("script") == 1
    assert "taken" not in page.scripts
    assert [attributes for name, attributes in page.found if name == "b" and attributes] == []


def test_the_policy_allows_our_script_and_nothing_else(make_run: Make) -> None:
    page = Elements(page_html(make_run(), []))
    policy = next(a["content"] for name, a in page.found if a.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(page.scripts.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


def test_nothing_is_fetched(hostile_run: EvalRun) -> None:
    html = page_html(hostile_run, [])
    attributes = [
        value or "" for _, given in Elements(html).found for key, value in given.items() if key in ("src", "href")
    ]
    assert [value for value in attributes if not value.startswith("#")] == []
    assert not re.search(r"@import|url\(", html)


def test_every_link_leads_somewhere(make_run: Make, compared: str) -> None:
    for html in (page_html(make_run(), []), compared):
        found = Elements(html).found
        ids = {given.get("id") for _, given in found}
        assert {value for _, given in found if (value := (given.get("href") or "#")[1:])} <= ids


def test_no_id_is_given_twice(compared: str) -> None:
    ids = [given["id"] for _, given in Elements(compared).found if "id" in given]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("half", "is_closed"), [("dev", False), ("test", True)])
def test_only_the_test_half_is_behind_a_closed_disclosure(
    make_run: Make, make_sample: Make, make_answer: Make, half: str, is_closed: bool
) -> None:
    html = page_html(make_run((make_sample(SIGNED, half=half, question="Of what?"), make_answer(GUARDS))), [])
    before = html.split('<details class="sealed" id="test-half">', maxsplit=1)[0]
    assert ("Of what?" not in before) is is_closed
    assert "Of what?" in html


def test_what_was_fixed_stands_on_top_but_not_of_the_test_half(
    make_run: Make, make_sample: Make, make_answer: Make
) -> None:
    for half, times in (("dev", 2), ("test", 0)):
        page = compared_page(half, make_run, make_sample, make_answer)
        top = page.split('<section id="run">', maxsplit=1)[0]
        assert "<h3>2 fixed</h3>" in top
        assert top.count("Who signed?") == times


def test_a_share_has_a_bar_and_a_cost_has_none() -> None:
    metric = Metric(0.5, (0.4, 0.6), 9)
    assert (cell("right", metric).bar, cell("cost", metric).bar) == (IntervalBar(0.4, 0.6, 0.5), None)


def test_a_doubt_is_shown_where_the_confidence_is(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    asked = [(make_sample(), make_answer(SIGNED, doubt=doubt)) for doubt in (True, False)]
    doubtful, sure = page_html(make_run(*asked), []).split('id="q1"')[1].split('id="q2"')
    assert "shown with a doubt" in doubtful
    assert "shown with a doubt" not in sure
    assert '<span class="pill bad">sure</span>' in sure


def test_both_answers_stand_side_by_side(compared: str) -> None:
    question = compared.split('id="q1"')[1].split('id="q2"', maxsplit=1)[0]
    assert question.index("Earlier answer") < question.index(GUARDS) < question.index("Later answer")


def test_the_page_says_what_was_run_but_not_where(hostile_run: EvalRun) -> None:
    html = page_html(hostile_run, [])
    assert scores_digest(hostile_run) in html
    assert "papers" in html
    assert "/home/someone" not in html


def test_a_quote_that_is_not_verbatim_is_marked_nowhere(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    html = page_html(make_run((make_sample(SIGNED), make_answer(GUARDS, shift=2))), [])
    assert 'class="chip not-verbatim"' in html
    assert 'id="q1-c1"' not in html


def test_the_same_run_gives_the_same_bytes(hostile_run: EvalRun, failed_gate: JudgedGate) -> None:
    assert page_html(hostile_run, [failed_gate]) == page_html(hostile_run, [failed_gate])


@pytest.mark.parametrize("half", ["dev", "test"])
def test_a_run_of_one_half_in_which_nothing_was_answered_has_a_page(
    make_run: Make, make_sample: Make, make_answer: Make, half: str
) -> None:
    html = page_html(make_run((make_sample(SIGNED, half=half), make_answer(hits=())), complete=False), [])
    assert "stopped early" in html
    assert Elements(html).open == []
