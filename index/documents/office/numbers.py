"""A cell's value → what a sheet shows of it."""

import re
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal

EXACT = 1e15  # a larger number is not kept to its last digit
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")  # "[$€-407]"
_UNSEEN = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours and conditions; widths; what fills the cell
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_DIGITS = re.compile(r"([^0#?.,]*)([0#?,]*[0#?])(,*)(?:\.([0#?]*))?([^0#?.,]*)")


def shown(value: object, number_format: str) -> str:
    """The value as people see it: numbers by the cell's format, dates as YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds").removesuffix(":00").removesuffix(" 00:00")
    if isinstance(value, time):
        return value.isoformat("seconds").removesuffix(":00")
    return str(value)


def _number(value: float, number_format: str) -> str:
    """The number by the first section of its format, where that is simple."""
    section = _UNSEEN.sub("", _CURRENCY.sub(r"\1", number_format.split(";", 1)[0]))
    form = _DIGITS.fullmatch(_LITERAL.sub(r"\1\2", section))
    if form is None or abs(value) >= EXACT:
        return _general(value)
    before, whole, thousands, decimals, behind = form.groups(default="")
    percent = "%" in before + behind
    number = abs(Decimal(repr(value))).scaleb(2 * percent - 3 * len(thousands))
    places = Decimal(1).scaleb(-len(decimals))
    text = f"{number.quantize(places, ROUND_HALF_UP):{',' if ',' in whole else ''}f}"
    text = _padded(text, whole.count("0"), decimals)
    sign = "-" if value < 0 and any(c in "123456789" for c in text) else ""
    return f"{sign}{before}{text}{behind}".strip()


def _padded(text: str, least: int, decimals: str) -> str:
    """With zeros in front up to so many digits, and without those at the end that the format does not ask for."""
    while decimals.endswith(("#", "?")) and text.endswith("0"):
        text, decimals = text[:-1], decimals[:-1]
    whole, point, rest = text.partition(".")
    return whole.zfill(least if "," not in whole else 0) + (point + rest if rest else "")


def _general(value: float) -> str:
    """As many digits as a sheet shows where no format says how many."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < EXACT):
        return str(int(value))
    return f"{value:.15g}"
