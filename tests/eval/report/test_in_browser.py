"""The page in a real Chromium, opened from a file: it asks nobody, filters, marks, and fits a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from eval.report.page import page_html
from eval.run.compare import compare
from eval.run.runs import EvalRun, SourceDocument

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
READABLE = 4.5  # WCAG 2.2 AA for text: https://www.w3.org/TR/WCAG22/#contrast-minimum
SIGNED = "Anna Bell signed the treaty on June 27, 1997."
LONGER = "Anna Bell signed the treaty on June 27, 1997. The 201st Division arrived in the fall of 2005."
GUARDS = "Fifty guards were trained abroad."

Make = Callable[..., Any]
Open = Callable[..., Page]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page from a file; the test fails where it asks for anything else, or complains on its console."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    complaints: list[str] = []

    def show(html: str, **options: Any) -> Page:
        (tmp_path / "report.html").write_text(html, encoding="utf-8")
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((tmp_path / "report.html").as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert set(asked) == {(tmp_path / "report.html").as_uri()}
    assert complaints == []


@pytest.fixture
def run(make_run: Make, make_sample: Make, make_answer: Make) -> EvalRun:
    """Three questions: one answered right, one beside the gold, one rightly refused."""
    right = make_sample(SIGNED, id="right", target=(("Bell",),))
    wrong = make_sample(SIGNED, id="wrong", category="date", question="Whom did they train?")
    closed = make_sample(id="closed", category="off_topic", question="What is the capital of Peru?")
    answers = (make_answer(LONGER), make_answer(GUARDS), make_answer())
    made: EvalRun = make_run(*zip((right, wrong, closed), answers, strict=True))
    return made


def shown(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".question:not([hidden]) .asked").all_inner_texts()]


def test_hostile_text_stays_text(show: Open, hostile_run: EvalRun) -> None:
    page = show(page_html(hostile_run, []))
    assert page.title() == "Do the answers hold up? · Footnote"
    assert "</script>" in page.locator("#q1 .asked").inner_text()


def test_the_documents_marks_are_seen_in_their_three_looks(show: Open, run: EvalRun) -> None:
    page = show(page_html(run, []))
    page.locator("#q1 > summary").click()
    assert page.locator("#q1 .text mark.both").inner_text() == SIGNED
    assert page.locator("#q1 .text mark.cited").inner_text() == LONGER.removeprefix(SIGNED)
    page.locator("#q2 > summary").click()
    assert page.locator("#q2 .text mark.gold").inner_text() == SIGNED
    grounds = [page.locator(f"#q1 .legend mark.{look}").evaluate(GROUND) for look in ("gold", "cited", "both")]
    assert len(set(grounds)) == 3


def test_a_document_opens_at_its_first_mark(show: Open, make_run: Make, make_sample: Make, make_answer: Make) -> None:
    text = "What nobody asked about. " * 40 + SIGNED + " What came of it later." * 40
    at = text.index(SIGNED)
    gold = {"document_id": "treaty.txt", "start": at, "end": at + len(SIGNED), "quote": SIGNED}
    documents = {"treaty.txt": SourceDocument(text=text, passages=((0, len(text)),))}
    run = make_run((make_sample(answerable=True, evidence=[gold]), make_answer()), documents=documents)
    page = show(page_html(run, []), **PHONE)
    page.locator("#q1 > summary").click()
    assert page.locator("#q1 .text").evaluate(SCROLLED) > 0
    box, mark = (page.locator(f"#q1 {which}").first.bounding_box() for which in (".text", ".text mark"))
    assert box is not None
    assert mark is not None
    assert box["y"] < mark["y"] < box["y"] + box["height"] / 2


def test_a_chip_leads_to_its_mark(show: Open, run: EvalRun) -> None:
    page = show(page_html(run, []))
    page.locator("#q1 > summary").click()
    page.locator("#q1 .answer a.chip").click()
    assert page.evaluate("location.hash") == "#q1-c1"
    assert page.locator("#q1-c1").is_visible()


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("category", "date", ["Whom did they train?"]),
        ("outcome", "pass", ["Who signed?", "What is the capital of Peru?"]),
        ("stage", "retrieved but not used", ["Whom did they train?"]),
    ],
)
def test_a_filter_leaves_what_it_names(show: Open, run: EvalRun, name: str, value: str, left: list[str]) -> None:
    page = show(page_html(run, []))
    page.locator(f".filters [name={name}]").select_option(value)
    assert shown(page) == left
    assert page.locator(".filters output").inner_text() == f"{len(left)} of 3"


def test_words_of_question_or_answer_are_searched_and_cleared(show: Open, run: EvalRun) -> None:
    page = show(page_html(run, []))
    page.locator(".filters [name=text]").fill("guards ABROAD")
    assert shown(page) == ["Whom did they train?"]
    page.locator(".filters button").click()
    expect(page.locator(".question[hidden]")).to_have_count(0)


def test_a_stage_leads_to_its_questions(show: Open, run: EvalRun) -> None:
    page = show(page_html(run, []))
    page.locator("#stages .name", has_text="retrieved but not used").click()
    assert shown(page) == ["Whom did they train?"]


def test_the_test_half_is_closed_until_it_is_opened(
    show: Open, make_run: Make, make_sample: Make, make_answer: Make
) -> None:
    page = show(page_html(make_run((make_sample(SIGNED, half="test"), make_answer())), []))
    assert not page.locator("#q1").is_visible()
    page.locator("#test-half > summary").click()
    assert page.locator("#q1").is_visible()


def test_a_flip_leads_to_both_answers(show: Open, run: EvalRun, make_run: Make, make_answer: Make) -> None:
    before = make_run(*((result.sample, make_answer(GUARDS)) for result in run.results))
    page = show(page_html(run, [], compare(before, run)))
    page.locator("#compared .flip.fixed a[href='#q1']").click()
    assert page.locator("#q1 .answer").all_inner_texts()[0].startswith("Earlier answer")
    assert page.locator("#q1 .answer").nth(1).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_scrolls_in_one_direction_only(show: Open, run: EvalRun, hostile_run: EvalRun, scheme: str) -> None:
    for asked in (run, hostile_run):
        page = show(page_html(asked, [], compare(asked, asked)), color_scheme=scheme, **PHONE)
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(show: Open, run: EvalRun, scheme: str) -> None:
    page = show(page_html(run, []), color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    looks = (".verdict", ".quiet", ".pill.good", ".pill.bad", "mark.gold", "mark.cited", "mark.both", ".chip", "nav a")
    ratios = {look: page.locator(look).first.evaluate(CONTRAST) for look in looks}
    assert {look: ratio for look, ratio in ratios.items() if ratio < READABLE} == {}


def test_without_its_script_everything_can_be_read(show: Open, run: EvalRun) -> None:
    page = show(page_html(run, []), java_script_enabled=False)
    assert not page.locator(".filters").is_visible()
    page.locator("#q1 > summary").click()
    assert page.locator("#q1 .text mark").first.is_visible()


OPEN_ALL = "document.querySelectorAll('details').forEach((details) => { details.open = true })"
SCROLLED = "(e) => new Promise((tell) => setTimeout(() => requestAnimationFrame(() => tell(e.scrollTop)), 50))"
GROUND = "(element) => getComputedStyle(element).backgroundColor + getComputedStyle(element).boxShadow"

# The contrast of an element's text with what is painted behind it, translucent layers blended on a canvas,
# which knows every notation of a colour.
CONTRAST = """(element) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    const context = canvas.getContext("2d", { willReadFrequently: true })
    const paint = (color) => { context.fillStyle = color; context.fillRect(0, 0, 1, 1) }
    const luminance = () => {
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data]
            .map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const layers = []
    for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor)
    layers.forEach(paint)
    const background = luminance()
    paint(getComputedStyle(element).color)
    const [low, high] = [luminance(), background].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
}"""
