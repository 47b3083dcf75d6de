"""What Footnote itself says to people, beside the documents' words: English, with a code by which a window may word it
in another language."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import GetPydanticSchema
from pydantic_core import CoreSchema, core_schema

Value = str | int
"""What is put into a text. A str may be Said, too, and is then worded in its turn; an int is grouped: 1,234."""

WITH_CODES = {"codes": True}
"""The context in which pydantic writes the codes, too. Without it, what is said is written as its English text."""


class Said(str):
    """An English text, and what it was made of: a code with its values, or several parts one after the other."""

    code: str
    values: Mapping[str, Value]
    parts: tuple[str, ...]

    def __new__(
        cls, text: str, code: str = "", values: Mapping[str, Value] | None = None, parts: tuple[str, ...] = ()
    ) -> "Said":
        said = super().__new__(cls, text)
        said.code, said.values, said.parts = code, dict(values or {}), parts
        return said


class Saying:
    """A text with places for values, under a code; `one` is for where the value `count` is 1."""

    def __init__(self, code: str, text: str, one: str = "") -> None:
        self.code, self.text, self.one = f"answer.{code}", text, one or text
        if self.code in SAYINGS and SAYINGS[self.code].text != text:
            raise ValueError(f"Two sayings have the code {self.code}.")
        SAYINGS[self.code] = self

    def __call__(self, **values: Value) -> Said:
        text = self.one if values.get("count") == 1 else self.text
        return Said(filled(text, values), self.code, values)


SAYINGS: dict[str, Saying] = {}
"""All there are in the modules that were imported, by code."""


def filled(text: str, values: Mapping[str, Value], group: str = ",") -> str:
    """The text with its values in place; thousands are parted by `group`."""
    return text.format(**{key: grouped(v, group) if isinstance(v, int) else v for key, v in values.items()})


def grouped(number: int, group: str = ",") -> str:
    """A number as people read it."""
    return f"{number:,}".replace(",", group)


def joined(*parts: str, by: str = " ") -> Said:
    """Those of the parts that say something, one after the other."""
    there = [part for part in parts if part]
    if len(there) == 1 and isinstance(there[0], Said):
        return there[0]
    between = [piece for part in there for piece in (by, part)][1:]
    return Said("".join(between), parts=tuple(between))


def said_by(error: Exception) -> str:
    """What an error says, with its code where it has one. (`str` would leave no more than the text.)"""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def _written(said: str, info: core_schema.SerializationInfo) -> str | dict[str, Any]:
    return _whole(said) if (info.context or {}).get("codes") and isinstance(said, Said) else str(said)


def _whole(value: Value) -> Any:
    if not isinstance(value, Said):
        return value
    values = {key: _whole(inner) for key, inner in value.values.items()}
    return {"text": str(value), "code": value.code, "values": values, "parts": [_whole(p) for p in value.parts]}


def _read(whole: dict[str, Any]) -> Said:
    """What `_whole` wrote."""
    try:
        values = {key: _read_value(value) for key, value in whole["values"].items()}
        return Said(whole["text"], whole["code"], values, tuple(_read_value(part) for part in whole["parts"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no text that knows its code: {error!r}") from None


def _read_value(given: Any) -> Any:
    return _read(given) if isinstance(given, dict) else given


def _schema(*_: object) -> CoreSchema:
    kinds = [
        core_schema.is_instance_schema(Said),
        core_schema.str_schema(),
        core_schema.chain_schema([core_schema.dict_schema(), core_schema.no_info_plain_validator_function(_read)]),
    ]
    written = core_schema.plain_serializer_function_ser_schema(_written, info_arg=True)
    return core_schema.union_schema([*kinds], mode="left_to_right", serialization=written)


Spoken = Annotated[str, GetPydanticSchema(_schema)]
"""A field of what is said to people: a plain text, or one that knows its code."""
