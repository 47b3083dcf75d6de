"""What a Markdown text states of itself at its head: front matter, or a header line of fields."""

import re
from collections.abc import Mapping

from index.documents.plaintext.text import header_line
from index.documents.plaintext.text import load as load_text

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FIELD = re.compile(r"([^\W\d_][\w -]*?)\s*[:=](?:\s+(.*))?$")
_FURTHER = re.compile(r"[ \t]|- |#|$")  # a line that goes on with the field before it, or says nothing
_QUOTED = re.compile(r"([\"'])(.*)\1(?:\s+#.*)?$")


def front(text: str) -> tuple[int, Mapping[str, str]]:
    """How many characters it takes, and its fields, keys in lower case; 0 where there is none."""
    lines = _front_matter(text)
    if lines:
        return sum(len(line) + 1 for line in lines) - 1, _fields(lines[1:-1])
    header = header_line(text)
    return len(header.rstrip()), load_text(header.encode()).metadata if header else {}


def _front_matter(text: str) -> list[str]:
    """Its lines, those that fence it off included; none where what follows the first fence is text like other."""
    closing = _FENCES.get(text[: text.find("\n")].rstrip(), ())
    found: list[str] = []
    at = 0
    while closing and (end := text.find("\n", at)) != -1:
        found.append(text[at:end])
        at = end + 1
        if len(found) > 2 and found[-1].rstrip() in closing:
            return found
        if len(found) > 1 and not _FIELD.match(found[-1]) and (len(found) == 2 or not _FURTHER.match(found[-1])):
            return []
    last = text[at:]
    return [*found, last] if len(found) > 1 and last.rstrip() in closing else []


def _fields(lines: list[str]) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    items: list[str] = []
    for line in lines:
        field = _FIELD.match(line)
        if field and not line.startswith("- "):
            items = values.setdefault(field.group(1).lower(), [])
            items += _listed(field.group(2) or "")
        elif (further := line.strip()) and not further.startswith("#"):
            if further.startswith("- "):
                items.append(_plain(further[2:]))
            else:
                items[-1:] = [" ".join([*items[-1:], further])]
    return {key: ", ".join(value) for key, value in values.items() if value}


def _listed(value: str) -> list[str]:
    """A value, or those of a list in brackets; none of what only says that text follows."""
    if value.startswith("[") and value.rstrip().endswith("]"):
        return [plain for item in value.strip()[1:-1].split(",") if (plain := _plain(item))]
    return [plain] if (plain := _plain(value)) and plain not in {"|", ">", "|-", ">-", "|+", ">+"} else []


def _plain(value: str) -> str:
    """A value without its quotes, or the comment behind it."""
    quoted = _QUOTED.match(value.strip())
    return quoted.group(2) if quoted else value.split(" #", maxsplit=1)[0].strip()
