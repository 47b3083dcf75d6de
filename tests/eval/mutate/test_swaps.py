"""Typed rules: another value of the same kind in the same format, which stands nowhere yet."""

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.mutate.dates import MONTH_NAMES, ordinal_suffix, swap_date
from eval.mutate.names import NAME_LISTS, swap_name, swap_person
from eval.mutate.numbers import NUMBER_WORDS, swap_number
from eval.mutate.swaps import StatedValue, TypedRule, ValueSwap
from eval.sets.matching import contains

Swapped = Callable[..., "ValueSwap | None"]

SEEDS = st.integers(0, 10_000)
DAYS = st.builds(lambda month, day: (month, day), st.sampled_from(MONTH_NAMES), st.integers(1, 31))
YEARS = st.integers(1900, 2030)


def made(rule: TypedRule, stated: str, *others: str, around: str = "", seed: int = 0) -> ValueSwap | None:
    text = around or f"It says {stated}."
    return rule(StatedValue(stated, (stated, *others), text, text), Random(seed))


FORMATS = {
    "{month} {day}": r"[A-Z][a-z]+ \d{1,2}",
    "{day} {month}": r"\d{1,2} [A-Z][a-z]+",
    "{month} {day}, {year}": r"[A-Z][a-z]+ \d{1,2}, \d{4}",
    "{day} {month} {year}": r"\d{1,2} [A-Z][a-z]+ \d{4}",
    "fall of {year}": r"(?:spring|summer|winter) of \d{4}",
    "summer {year}": r"(?:spring|fall|winter) \d{4}",
    "{year}": r"\d{4}",
    "{year}s": r"\d{3}0s",
}


@pytest.mark.parametrize("form", FORMATS)
@given(day=DAYS, year=YEARS, seed=SEEDS)
def test_a_date_keeps_its_format(form: str, day: tuple[str, int], year: int, seed: int) -> None:
    stated = form.format(month=day[0], day=day[1], year=year if "s" not in form[-1] else year // 10 * 10)

    swap = made(swap_date, stated, seed=seed)

    assert swap is not None
    [(old, new)] = swap.pairs
    assert old == stated
    assert re.fullmatch(FORMATS[form], new)
    assert new in swap.accepted
    assert new != stated


@given(day=DAYS, taken=st.sets(st.sampled_from(MONTH_NAMES), max_size=8), seed=SEEDS)
def test_a_new_date_stands_nowhere_in_the_text(day: tuple[str, int], taken: set[str], seed: int) -> None:
    crowded = " and ".join(f"{month} {n}" for month in sorted(taken) for n in range(1, 32))

    swap = made(swap_date, f"{day[0]} {day[1]}", around=crowded, seed=seed)

    assert swap is not None
    assert not any(contains(crowded, form) for form in swap.accepted)


def test_a_season_goes_by_all_its_names() -> None:
    swaps = [made(swap_date, "spring of 1999", seed=seed) for seed in range(9)]
    fall = next(swap for swap in swaps if swap and "fall" in swap.pairs[0][1])

    assert {form.split()[0] for form in fall.accepted} == {"fall", "autumn"}


@pytest.mark.parametrize(("number", "suffix"), [(1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (11, "th"), (112, "th")])
def test_an_ordinal_has_its_suffix(number: int, suffix: str) -> None:
    assert ordinal_suffix(number) == suffix


@given(number=st.integers(1, 999_999), seed=SEEDS)
def test_a_number_keeps_its_size_and_its_unit(number: int, seed: int) -> None:
    swap = made(swap_number, f"{number:,} soldiers", seed=seed)

    assert swap is not None
    new = swap.pairs[0][1]
    assert len(new) == len(f"{number:,} soldiers")
    assert re.fullmatch(r"\d{1,3}(?:,\d{3})* soldiers", new)
    assert new[0] != str(number)[0]


@given(number=st.integers(1, 999), seed=SEEDS)
def test_an_ordinal_stays_one(number: int, seed: int) -> None:
    swap = made(swap_number, f"{number}{ordinal_suffix(number)}", str(number), seed=seed)

    assert swap is not None
    new = re.fullmatch(r"(\d+)(st|nd|rd|th)", swap.pairs[0][1])
    assert new is not None
    assert new[2] == ordinal_suffix(int(new[1]))
    assert dict(swap.pairs)[str(number)] == new[1]


@pytest.mark.parametrize("row", NUMBER_WORDS)
def test_a_number_word_becomes_one_of_like_size(row: tuple[str, ...]) -> None:
    swap = made(swap_number, f"{row[0].capitalize()} guards")

    assert swap is not None
    word, unit = swap.pairs[0][1].split()
    assert word.lower() in row[1:]
    assert word[0].isupper()
    assert unit == "guards"


def test_of_a_label_only_the_number_changes() -> None:
    swap = made(swap_number, "Volume: 2", "Vol. 2", "volume two")

    assert swap is not None
    assert re.fullmatch(r"Volume: [13-9]", swap.accepted[0])
    assert len(swap.accepted) == 2, "the form in words does not carry over"


@pytest.mark.parametrize("stated", ["the base", "from 2 to 3", "B-52s"])
def test_what_holds_no_number_or_several_is_left_alone(stated: str) -> None:
    assert made(swap_number, stated) is None


PERSON = "Defense Minister Sergei Ivanov came. Ivanov’s talks went well."


def test_a_person_is_renamed_surname_for_surname() -> None:
    swap = made(swap_person, "Sergei Ivanov", "Ivanov", around=PERSON)

    assert swap is not None
    whole, surname = dict(swap.pairs)["Sergei Ivanov"], dict(swap.pairs)["Ivanov"]
    assert whole.split()[1] == surname
    assert set(swap.accepted) == {whole, surname}


def test_the_bare_surname_changes_too_where_only_the_whole_name_counts() -> None:
    swap = made(swap_person, "Sergei Ivanov", around=PERSON)

    assert swap is not None
    assert dict(swap.pairs)["Ivanov"] == dict(swap.pairs)["Sergei Ivanov"].split()[1]
    assert swap.accepted == (dict(swap.pairs)["Sergei Ivanov"],)


def test_a_verb_of_saying_tells_a_person() -> None:
    assert made(swap_person, "Bell", around="“Come,” Bell said.") is not None
    assert made(swap_person, "Bell", around="The Bell was rung.") is None


@pytest.mark.parametrize("stated", ["Nurek", "General Agreement", "border guards"])
def test_what_is_not_surely_a_person_is_left_alone(stated: str) -> None:
    assert made(swap_person, stated, around=f"The {stated} was signed near Nurek.") is None


@pytest.mark.parametrize("names", NAME_LISTS)
def test_a_name_becomes_another_of_its_list(names: list[str]) -> None:
    swap = made(swap_name, names[0], around=f"It was in {names[0]}.")

    assert swap is not None
    assert swap.accepted[0] in names[1:]


def test_a_name_with_another_form_in_the_text_is_left_alone() -> None:
    assert made(swap_name, "Ukraine", around="Ukraine and the Ukrainian minister") is None


def test_the_new_name_has_no_form_in_the_text() -> None:
    around = "Iran, Russians, Turks, Germans, Indians, Polish, Danish"
    swap = made(swap_name, "Iran", around=around)

    assert swap is not None
    assert swap.accepted[0] not in {"Russia", "Germany", "India"}
