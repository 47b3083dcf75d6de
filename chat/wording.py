"""What the window says, in the languages that chat/strings/ has a file for: that of the browser, else English."""

import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import chainlit as cl
from chainlit.context import ChainlitContextException
from starlette.requests import HTTPConnection

from answer.saying import Said, Value, filled, grouped, said_by

FOLDER = Path(__file__).parent / "strings"
USUAL = "en"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))

Text = str | dict[str, str]
"""A text with {places}; or two, `one` and `other`, by what the value `count` is."""


class Wording:
    """One language's texts, each by its table and its key: "chat.stopped"."""

    def __init__(self, language: str) -> None:
        """English where there is no such language."""
        self.language = language if language in LANGUAGES else USUAL
        self._texts = _texts_of(self.language)
        self._otherwise = _texts_of(USUAL)

    def say(self, key: str, **values: Value) -> str:
        """A text with its values in place; what of these is Said is worded, too. KeyError where there is none."""
        text = self._texts.get(key) or self._otherwise[key]
        if not isinstance(text, str):
            text = text["one" if values.get("count") == 1 else "other"]
        worded = {name: self.of(value) if isinstance(value, str) else value for name, value in values.items()}
        return filled(text, worded, self._form("thousands"))

    def of(self, text: str) -> str:
        """What was said elsewhere, in this language where its code has a wording here; else as it is."""
        if not isinstance(text, Said):
            return text
        if text.parts:
            return "".join(map(self.of, text.parts))
        try:
            return self.say(text.code, **text.values)
        except KeyError:  # no such code, or one that had other values when it was kept
            return str(text)

    def error(self, error: Exception) -> str:
        """What an error says."""
        return self.of(said_by(error))

    def number(self, number: int) -> str:
        """With its thousands parted."""
        return grouped(number, self._form("thousands"))

    def decimal(self, number: float, places: int) -> str:
        """With so many places behind the point."""
        return f"{number:.{places}f}".replace(".", self._form("point"))

    def place(self, place: str) -> str:
        """Where something stands in a document, which index/ says in English; the document's own names stay."""
        return ", ".join(map(self._part, place.split(", "))) if self.language != USUAL else place

    def _part(self, part: str) -> str:
        for kind, pattern in _PLACES.items():
            if found := pattern.fullmatch(part):
                return self.say(kind, **found.groupdict())
        return part

    def script(self) -> str:
        """The texts of the page, as a module for its scripts."""
        texts = {key: self._texts.get(key, text) for key, text in self._otherwise.items()}
        page = {key.partition(".")[2]: text for key, text in texts.items() if key.startswith(("page.", "both."))}
        places = [[pattern.pattern.replace("(?P<", "(?<"), texts[kind]] for kind, pattern in _PLACES.items()]
        held = {"LANGUAGE": self.language, "TEXTS": page, "PLACES": places}
        return "".join(f"export const {name} = {json.dumps(value)}\n" for name, value in held.items())

    def _form(self, sign: str) -> str:
        return str(self._texts[f"form.{sign}"])


@cache
def _texts_of(language: str) -> Mapping[str, Text]:
    tables: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{name}.{key}": text for name, table in tables.items() for key, text in table.items()}


def _pattern(text: str) -> re.Pattern[str]:
    """What finds a text again, with its values."""
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?<\1>[^,]+)", re.escape(text)).replace("(?<", "(?P<"))


_PLACES = {key: _pattern(str(text)) for key, text in _texts_of(USUAL).items() if key.startswith("place.")}

wording = cache(Wording)
ENGLISH = wording(USUAL)


def language_of(tags: str) -> str:
    """Of the languages there are, the one that a browser asks for first: "de-AT, en;q=0.8" is German."""
    first = re.match(r"\s*([A-Za-z]+)", tags)
    base = first[1].lower() if first else ""
    return base if base in LANGUAGES else USUAL


def here() -> Wording:
    """As the browser wants it whose message is being answered; English outside of a chat."""
    try:
        return wording(language_of(getattr(cl.context.session, "language", "")))
    except (ChainlitContextException, AttributeError):
        return ENGLISH


def wording_for(connection: HTTPConnection) -> Wording:
    """As a request wants it."""
    return wording(language_of(connection.headers.get("accept-language", "")))


def coded(key: str, **values: Value) -> Said:
    """What is said where nobody knows yet to whom: English, and worded when it is shown."""
    return Said(ENGLISH.say(key, **values), key, values)
