"""A page's title, author and date are those that it states; nothing is guessed."""

import pytest

from index.documents.html.html import load
from index.documents.html.meta import iso_date


def stated(head: str, body: str = "<p>They whistle.</p>") -> dict[str, str]:
    return dict(load(f"<html><head>{head}</head><body>{body}</body></html>".encode()).metadata)


def test_what_a_page_states_stands_above_its_text() -> None:
    content = load(
        b"""<title>Kettles</title><meta name=author content="Ann Lee">
        <meta property="article:published_time" content="2024-05-03T09:00:00+02:00"><p>They whistle."""
    )

    assert content.metadata == {"title": "Kettles", "author": "Ann Lee", "date": "2024-05-03"}
    assert content.text == "Title: Kettles\nAuthor: Ann Lee\nDate: 2024-05-03\n\nThey whistle."
    assert content.blocks[0].kind == "front"


def test_a_page_that_states_nothing_has_nothing_above_its_text() -> None:
    content = load(b"<p>By Ann Lee, 3 May 2024. They whistle.")

    assert content.metadata == {}
    assert content.text == "By Ann Lee, 3 May 2024. They whistle."


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Kettles | Tarn Post</title>", "Kettles"),
        ("<title>Tarn Post: Kettles</title>", "Kettles"),
        ("<title>Kettles whistle | Tarn Post</title>", "Kettles whistle | Tarn Post"),
        ("<title>\n Kettles\n of Tarn </title>", "Kettles of Tarn"),
        ('<meta property="og:title" content="All kettles"><title>Kettles | Tarn Post</title>', "All kettles"),
    ],
)
def test_the_name_of_the_site_is_taken_off_where_the_heading_shows_what_is_left(head: str, title: str) -> None:
    assert stated(head, "<h1>Kettles</h1><p>They whistle.</p>")["title"] == title


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="Author" content="Ann Lee"><meta name=author content="Bo Dahl">',
        '<meta name="DC.creator" content="Ann Lee, Bo Dahl">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Ann Lee"}, "Bo Dahl"]}'
        "</script>",
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": {"name": "Ann Lee, Bo Dahl"}}]}'
        "</script>",
    ],
)
def test_authors_are_named_in_several_ways(head: str) -> None:
    assert stated(head)["author"] == "Ann Lee, Bo Dahl"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:author" content="https://social.example/ann">',
        '<script type="application/ld+json">{"@type": "Organization", "author": "Ann Lee"}</script>',
        '<script type="application/ld+json">{"@type": "Article", "author": </script>',
        '<script type="application/ld+json">' + "[" * 20_000 + "</script>",
    ],
    ids=lambda head: head[:50],
)
def test_what_names_nobody_is_passed_over(head: str) -> None:
    assert "author" not in stated(head)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name=date content="2024-05-03">',
        '<meta name="citation_date" content="2024/05/03">',
        '<meta itemprop=datePublished content="2024-05-03 10:00">',
        '<script type="application/ld+json">{"@type": "BlogPosting", "datePublished": "2024-05-03T10:00Z"}</script>',
        "<time datetime=2024-05-03 pubdate>yesterday</time>",
        '<time datetime="2024-05-03" itemprop="datePublished">yesterday</time>',
    ],
)
def test_dates_are_stated_in_several_ways(head: str) -> None:
    assert stated(head)["date"] == "2024-05-03"


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2024-05-03T10:00:00Z", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("Fri, 3 May 2024 10:00:00 +0200", "2024-05-03"),
        ("03/05/2024", ""),  # of May, or the fifth of March?
        ("2024-13-01", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_date_is_one_that_can_be_read_in_one_way(given: str, date: str) -> None:
    assert iso_date(given) == date
