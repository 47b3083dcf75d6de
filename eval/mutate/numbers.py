"""The rule for numbers: another of the same size, in digits, as an ordinal or as a word, its unit kept."""

import re
from collections.abc import Iterator
from random import Random

from eval.mutate.dates import ordinal_suffix
from eval.mutate.swaps import StatedValue, ValueSwap, first_free

NUMBER_WORDS = (
    ("two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    ("hundred", "thousand", "million", "billion"),
    ("twice", "thrice"),
    ("double", "triple", "quadruple"),
    ("doubled", "tripled", "quadrupled"),
    ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
)
"""Words of like size: one is swapped for another of its row."""

_NUMBER_IN_DIGITS = re.compile(
    r"(?<![\w.,])(?P<digits>\d+(?:,\d{3})*)(?P<fraction>\.\d+)?(?P<ordinal>st|nd|rd|th)?(?!\w)"
)
_ROW_OF = {word: row for row in NUMBER_WORDS for word in row}
_NUMBER_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_ROW_OF)})\b", re.IGNORECASE)


def swap_number(value: StatedValue, random: Random) -> ValueSwap | None:
    """The stated phrase with its number replaced; None where it holds none or several, or no other is free."""
    digits, words = list(_NUMBER_IN_DIGITS.finditer(value.stated)), list(_NUMBER_IN_WORDS.finditer(value.stated))
    if len(digits) + len(words) != 1:
        return None
    candidates = _numbers(value, digits[0], random) if digits else _words(value, words[0].group().lower(), random)
    return first_free(value, list(candidates))


def _numbers(value: StatedValue, match: re.Match[str], random: Random) -> Iterator[ValueSwap]:
    old = match["digits"]
    for _ in range(20):
        new = _like(old, random)
        renumbered = {form: _renumber(form, old, new) for form in value.forms}
        yield _swap(value, renumbered)


def _words(value: StatedValue, old: str, random: Random) -> Iterator[ValueSwap]:
    others = [word for word in _ROW_OF[old] if word != old]
    for new in random.sample(others, len(others)):
        yield _swap(value, {form: _reword(form, old, new) for form in value.forms})


def _swap(value: StatedValue, changed: dict[str, str]) -> ValueSwap:
    """Forms that hold the number in another way (in words, say) do not carry over."""
    pairs = tuple((form, new) for form, new in changed.items() if form != new)
    return ValueSwap("number", pairs, tuple(new for _, new in pairs))


def _like(digits: str, random: Random) -> str:
    """As many digits, with the same commas, and another one first."""
    first = random.choice([d for d in "123456789" if d != digits[0]])
    return first + "".join(random.choice("123456789") if d.isdigit() else d for d in digits[1:])


def _renumber(form: str, old: str, new: str) -> str:
    def put(match: re.Match[str]) -> str:
        if match["digits"] != old:
            return match.group()
        suffix = ordinal_suffix(int(new.replace(",", ""))) if match["ordinal"] else ""
        return new + (match["fraction"] or "") + suffix

    return _NUMBER_IN_DIGITS.sub(put, form)


def _reword(form: str, old: str, new: str) -> str:
    def put(match: re.Match[str]) -> str:
        found = match.group()
        if found.lower() != old:
            return found
        return new.capitalize() if found[0].isupper() else new

    return _NUMBER_IN_WORDS.sub(put, form)
