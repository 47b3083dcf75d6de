"""Asking about the real article: cited answers, what was not found, follow-ups."""

from collections.abc import Callable

from chat_driver import HOW, ROOT, Chat, ChatPage, chips

ARTICLE = (ROOT / "corpus" / "eurasia-daily-monitor-2-128.txt").read_text(encoding="utf-8")
UKRAINE = "What did Ukraine offer Tajikistan?"
TWO_THINGS = "Could you tell me what Ukraine offered, and what Russia agreed to do for Tajik soldiers?"
OFF_TOPIC = "How do I cook spaghetti carbonara?"

OpenPage = Callable[..., ChatPage]


def test_welcomes_with_questions_that_are_answered_at_a_click(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    welcome = window.page.locator("#welcome-screen")
    assert "Ask your documents" in welcome.evaluate("element => getComputedStyle(element, '::before').content")
    welcome.get_by_role("button", name="Who is Ukraine's defence minister?").click()
    window.page.get_by_role("button", name=HOW).wait_for()
    assert window.answers.last.inner_text().startswith("Anatoliy Hrytsenko")  # in brief, then the sentence that says so
    assert chips(window.answers.last).count() == 2


def test_a_chip_opens_the_whole_article_with_the_quote_marked(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    panel = window.open_chip(window.ask(UKRAINE), 1)
    mark = panel.locator("mark.quote").text_content() or ""
    assert "Ukraine offered" in mark
    assert mark in ARTICLE
    shown = panel.locator("article").text_content() or ""
    assert mark in shown
    assert "".join(shown.split()) == "".join(ARTICLE.split())


def test_the_quote_is_in_sight_also_in_a_low_window(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat, viewport={"width": 1280, "height": 560})
    panel = window.open_chip(window.ask(TWO_THINGS), 1)
    window.page.wait_for_timeout(800)  # the panel has grown to its width
    top = panel.locator("mark.quote").evaluate("mark => mark.getBoundingClientRect().top")
    assert 0 <= top < 560


def test_the_panel_names_the_source(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    panel = window.open_chip(window.ask(UKRAINE), 1)
    source = panel.locator("figcaption").inner_text()
    for part in ("Eurasia Daily Monitor", "Volume\n2", "Issue\n128", "Paragraph 6 of 8"):
        assert part in source


def test_the_panel_stays_closed_until_a_chip_is_clicked(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask(UKRAINE)
    window.page.wait_for_timeout(500)
    assert window.panel.count() == 0


def test_what_is_not_in_the_article_is_not_answered(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    answer = window.ask(OFF_TOPIC)
    assert "found nothing" in answer.locator("[role=article]").first.inner_text()
    assert chips(answer.locator("[role=article]").first).count() == 0
    assert answer.locator("blockquote").count() == 3
    nearest = window.open_chip(answer.locator("blockquote").first, 1)
    assert (nearest.locator("mark.quote").text_content() or "") in ARTICLE


def test_a_follow_up_says_how_it_was_understood(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    first = window.ask(UKRAINE)
    assert "Understood as" not in first.inner_text()
    assert "Understood as: What did Russia offer Tajikistan?" in window.ask("And Russia?").inner_text()


def test_a_closed_step_tells_how_the_answer_came_about(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask(UKRAINE)
    table = window.page.locator('[data-step-type="tool"] table')
    assert table.count() == 0
    window.page.get_by_role("button", name=HOW).click()
    table.wait_for()
    assert table.locator("tbody tr").count() > 3
    assert " ms" in window.page.locator('[data-step-type="tool"] .message-content').inner_text()


def test_a_question_is_shown_as_it_was_typed(chat: Chat, open_page: OpenPage) -> None:
    window = open_page(chat)
    window.ask("# Who *is* <b>Rakhmonov</b>? ![x](http://example.com/x.png)")
    question = window.page.locator('[data-step-type="user_message"]').last
    assert "# Who *is* <b>Rakhmonov</b>? ![x](http://example.com/x.png)" in question.inner_text()
    assert question.locator("img, b, h1").count() == 0
