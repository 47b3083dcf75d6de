"""What a file states of itself → its metadata, and the lines at the top of its text."""

import re
from collections.abc import Mapping

from index.documents.draft import Draft

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
FILLED_IN = frozenset(("openpyxl", "python-docx", "python-pptx", "Steve Canny", "Un-named"))
"""Authors that libraries write where none was given, with a date of their own."""
TEMPLATES_DATES = ("2013-12-23T23:15:00", "2013-01-27T09:14:16")  # of those that python-docx and python-pptx start from
DEFAULT_TITLES = frozenset(("PowerPoint Presentation", "Word Document"))


def stated(title: str | None, author: str | None, created: str | None) -> dict[str, str]:
    """Metadata of a file's properties: title, author and date (of its making, YYYY-MM-DD), those that say something."""
    title, author = " ".join((title or "").split()), " ".join((author or "").split())
    day = _DAY.match(created or "")
    by_library = author in FILLED_IN or (created or "").startswith(TEMPLATES_DATES)
    values = {
        "title": "" if title in DEFAULT_TITLES else title,
        "author": "" if author in FILLED_IN else author,
        "date": day.group() if day and not by_library else "",
    }
    return {key: value for key, value in values.items() if value}


def write_front(draft: Draft, metadata: Mapping[str, str]) -> None:
    """The metadata as the text's first lines, "Title: …"."""
    draft.leaf("front", "\n".join(f"{key.capitalize()}: {value}" for key, value in metadata.items()))
    draft.gap()
