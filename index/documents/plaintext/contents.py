"""Lists of contents: titles and the pages on which they begin."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from index.documents.plaintext.lines import Line

FEWEST = 3  # entries of a list of contents
NAMES = frozenset(("contents", "table of contents", "inhalt", "inhaltsverzeichnis", "sommaire", "table des matières"))
LONGEST = 160  # characters of an entry
_PAGE = re.compile(r"(?:\d{1,4}|[ivxlc]{1,6})$")
_NUMBER = re.compile(r"^(?:[^\W\d_]+ )?(?:\d+[\d.]*|[ivxlc]+)[.):]?(?:\s[-–—])?\s+")


def contents_of(lines: Sequence[Line], taken: Collection[int]) -> set[int]:
    """The numbers of the lines of lists of contents, with what they are called.

    It is one where it is called so, or most titles come again in the text: else it is a list of prices.
    """
    found: set[int] = set()
    known: set[str] = set()
    run: list[int] = []
    for at in range(len(lines) + 1):
        words = lines[at].words if at < len(lines) and at not in taken else ""
        if at < len(lines) and (not words or at in taken):
            continue
        if words and _title(words):
            run.append(at)
            continue
        if len(run) >= FEWEST:
            known = known or {_plain(line.words) for line in lines if len(line.words) <= LONGEST}
            found |= _if_contents(lines, run, known)
        run = []
    return found | _bare(lines)


def _bare(lines: Sequence[Line]) -> set[int]:
    """The same for lists without pages: what is below such a name, as far as it comes again in the text."""
    found: set[int] = set()
    names = [at for at, line in enumerate(lines) if len(line.words) < 30 and _plain(line.words).strip(":") in NAMES]
    count = Counter(_plain(line.words) for line in lines if len(line.words) <= LONGEST) if names else {}
    for at in names:
        entries: dict[str, int] = {}
        for below in range(at + 1, len(lines)):
            title = _plain(lines[below].words)
            if title and (title in entries or count.get(title, 0) < 2):
                break
            if title:
                entries[title] = below
        if len(entries) > 1:
            found |= {at, *entries.values()}
    return found


def _if_contents(lines: Sequence[Line], run: list[int], known: set[str]) -> set[int]:
    above = next((n for n in range(run[0] - 1, max(-1, run[0] - 4), -1) if lines[n].words), None)
    is_named = above is not None and _plain(lines[above].words).strip(":") in NAMES
    again = sum(_plain(_title(lines[at].words)) in known for at in run)
    pages = [int(page[0]) for at in run if (page := _PAGE.search(lines[at].words)) and page[0].isdecimal()]
    rise = pages == sorted(pages)
    if not rise or not (is_named or 2 * again >= len(run)):
        return set()
    return {*run, above} if is_named and above is not None else set(run)


def _title(words: str) -> str:
    """The title of an entry; nothing where the line is none."""
    page = _PAGE.search(words[-6:]) if len(words) <= LONGEST else None
    if not page:
        return ""
    before = words[: len(words) - len(page[0])]
    title = before.rstrip(" .\t…·_")
    leader = before[len(title) :]
    return title if leader.count(".") > 2 or "…" in leader or "\t" in leader or len(leader) > 2 else ""


def _plain(words: str) -> str:
    """A title as it may come again: in lower case and without its number."""
    return _NUMBER.sub("", " ".join(words.casefold().split()))
