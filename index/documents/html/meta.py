"""What a page states of itself: title, author, date; and which of its lines it says are questions."""

import json
import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime

from index.documents.html.tree import Element

LONGEST = 300  # characters; what is longer is no title or name
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title")
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator")
_DATES = (
    *("article:published_time", "datepublished", "citation_publication_date", "citation_date"),
    *("dc.date", "dcterms.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "date"),
)
_ARTICLES = ("Article", "BlogPosting", "Report")
"""How schema.org's types of articles end."""
_ISO = re.compile(r"(\d{4})(?:([-/]?)(\d\d)(?:\2(\d\d))?)?(?![\d/-])")
_PARTED = re.compile(r"\s+[|–—·:»-]\s+|:\s+")

Json = dict[str, object]


def stated(root: Element) -> dict[str, str]:
    """Title, author and date (ISO), those that the page states."""
    metas = _metas(root)
    articles = [found for found in _data(root) if str(found.get("@type", "")).endswith(_ARTICLES)]
    authors = [name for key in _AUTHORS for name in metas.get(key, []) if "://" not in name]
    authors = authors or [name for article in articles[:1] for name in _names(article.get("author"))]
    dates = [given for key in _DATES for given in metas.get(key, [])] + _times(root)
    dates += [str(article.get("datePublished", "")) for article in articles]
    found = {
        "title": _title(root, metas),
        "author": ", ".join(dict.fromkeys(name for name in map(_line, authors) if name)),
        "date": next(filter(None, map(iso_date, dates)), ""),
    }
    return {key: value for key, value in found.items() if value}


def questions(root: Element) -> frozenset[str]:
    """The lines that a page's data for search engines calls questions."""
    asked = (_line(str(found.get("name", ""))) for found in _data(root) if found.get("@type") == "Question")
    return frozenset(filter(None, asked))


def iso_date(given: str) -> str:
    """A date as ISO has it, to the year or month where no more is given; "" where it can be read in two ways."""
    if match := _ISO.match(given.strip()):
        year, _, month, day = match.groups()
        try:
            date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return ""
        return "-".join(filter(None, (year, month, day)))
    try:
        return parsedate_to_datetime(given).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _metas(root: Element) -> dict[str, list[str]]:
    """The contents of the page's meta elements, by name."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        if name and (content := meta.get("content", "").strip()):
            found.setdefault(name, []).append(content)
    return found


def _times(root: Element) -> list[str]:
    """Of the elements that say so, when the page was published."""
    return [
        time.get("datetime") or ""
        for time in root.iter("time")
        if time.get("pubdate") is not None or "datePublished" in time.get("itemprop", "").split()
    ]


def _title(root: Element, metas: dict[str, list[str]]) -> str:
    """The title, without the name of the site where the first heading is the rest of it."""
    elements = ("".join(title.itertext()) for title in root.iterfind("head//title"))
    given = [*(title for key in _TITLES for title in metas.get(key, [])), *elements]
    title = next(filter(None, map(_line, given)), "")
    heading = next((_line("".join(h1.itertext())) for h1 in root.iter("h1")), "")
    return heading if heading and heading in _PARTED.split(title) else title


def _data(root: Element) -> Iterator[Json]:
    """All objects in the page's data for search engines, as schema.org has them."""
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json":
            continue
        try:
            rest = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while rest:
            found = rest.pop()
            if isinstance(found, dict):
                yield found
            if isinstance(found, dict | list):
                rest.extend(reversed(list(found.values() if isinstance(found, dict) else found)))


def _names(given: object) -> list[str]:
    """The names of an author or several, who are given by name or as things that have one."""
    several = given if isinstance(given, list) else [given]
    named = [one.get("name") if isinstance(one, dict) else one for one in several]
    return [name for name in named if isinstance(name, str) and "://" not in name]


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else ""
