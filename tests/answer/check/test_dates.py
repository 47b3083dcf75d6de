"""Dates in whatever format: what a sentence says of day, month, year, season and weekday, its premise must say too."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.check.dates import MONTHS, Date, dates_in, wrong_date
from answer.check.objection import Objection, Premise

Parts = tuple[int, int, int, str, str]


def parts(date: Date) -> Parts:
    return date.day, date.month, date.year, date.season, date.weekday


def on(day: int = 0, month: int = 0, year: int = 0, season: str = "", weekday: str = "") -> Parts:
    return day, month, year, season, weekday


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("June 24", on(24, 6)),
        ("June 24, 2005", on(24, 6, 2005)),
        ("June 24 1997", on(24, 6, 1997)),
        ("June the 24th", on(24, 6)),
        ("Jun. 24", on(24, 6)),
        ("June 1st", on(1, 6)),
        ("Aug 2nd", on(2, 8)),
        ("Sept. 3rd", on(3, 9)),
        ("Sep 3", on(3, 9)),
        ("24 June", on(24, 6)),
        ("24 June 2005", on(24, 6, 2005)),
        ("the 24th of June", on(24, 6)),
        ("the 24th day of June, 2005", on(24, 6, 2005)),
        ("June 2005", on(0, 6, 2005)),
        ("June, 2005", on(0, 6, 2005)),
        ("June of 2005", on(0, 6, 2005)),
        ("May 2005", on(0, 5, 2005)),
        ("2005-06-24", on(24, 6, 2005)),
        ("1997-12-01", on(1, 12, 1997)),
        ("spring 2005", on(0, 0, 2005, "spring")),
        ("Summer of 2005", on(0, 0, 2005, "summer")),
        ("Fall, 1997", on(0, 0, 1997, "fall")),
        ("autumn 1997", on(0, 0, 1997, "fall")),
        ("winter 2005", on(0, 0, 2005, "winter")),
        ("Winter 2005", on(0, 0, 2005, "winter")),
    ],
)
def test_a_date_is_read_whole(written: str, said: Parts) -> None:
    (found,) = dates_in(f"They met on {written}, near Kulob.")

    assert (found.text, parts(found)) == (written, said)


def test_what_a_date_does_not_say_is_nought_or_empty() -> None:
    assert parts(Date("then", (0, 4))) == on()


@pytest.mark.parametrize("month", MONTHS)
def test_each_month_is_known_by_its_name_and_by_three_letters(month: str) -> None:
    number = MONTHS.index(month) + 1

    assert [parts(d) for d in dates_in(f"on {month} 7 and {month[:3]}. 8")] == [on(7, number), on(8, number)]


@pytest.mark.parametrize("month", [m for m in MONTHS if m not in ("March", "May")])
def test_a_month_may_stand_alone(month: str) -> None:
    assert [parts(d) for d in dates_in(f"{month} was cold.")] == [on(0, MONTHS.index(month) + 1)]


@pytest.mark.parametrize(
    "before",
    "in of by until since from to late early mid last next this through between and during".split(),
)
def test_march_and_may_are_months_behind_what_leads_to_a_time(before: str) -> None:
    assert [parts(d) for d in dates_in(f"they met {before} May")] == [on(0, 5)]
    assert [parts(d) for d in dates_in(f"they met {before} March")] == [on(0, 3)]


@pytest.mark.parametrize("before", "in this that last next of the early late mid every each".split())
def test_a_season_is_one_behind_what_leads_to_a_time(before: str) -> None:
    assert [parts(d) for d in dates_in(f"they met {before} winter")] == [on(0, 0, 0, "winter")]


@pytest.mark.parametrize(
    ("before", "word", "season"),
    [("in the ", "spring", "spring"), ("mid-", "summer", "summer"), ("last ", "autumn", "fall")],
)
def test_each_season_is_known_without_a_year(before: str, word: str, season: str) -> None:
    assert [(d.text, d.season) for d in dates_in(f"they met {before}{word}")] == [(word, season)]


@pytest.mark.parametrize("day", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
def test_a_day_of_the_week_is_a_date(day: str) -> None:
    assert [(d.text, parts(d)) for d in dates_in(f"closed on {day}s")] == [(f"{day}s", on(weekday=day))]


@pytest.mark.parametrize("text", ["He may come.", "They March on.", "the fall of Rome", "springs of water", "in 2005"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates_in(text) == ()


@pytest.mark.parametrize("text", ["In June 1,200 people came.", "By June 20% had left.", "By June 20 % had left."])
def test_a_count_behind_a_month_is_no_day(text: str) -> None:
    assert [parts(d) for d in dates_in(text)] == [on(0, 6)]


@pytest.mark.parametrize("text", ["2005-13-24", "2005-00-24"])
def test_what_has_no_month_is_no_date(text: str) -> None:
    assert dates_in(text) == ()


def test_dates_come_in_the_order_of_the_text_without_what_leads_to_them() -> None:
    found = dates_in("from Monday, in May, by 3 June 1997 and until winter 2005")

    assert [d.text for d in found] == ["Monday", "May", "3 June 1997", "winter 2005"]


@pytest.mark.parametrize("before", "in of by until since from to and".split())
def test_what_leads_to_a_month_is_no_part_of_its_words(before: str) -> None:
    assert [d.text for d in dates_in(f"they met {before} May")] == ["May"]


@given(st.sampled_from(MONTHS), st.integers(1, 31), st.integers(1000, 2099))
def test_one_day_in_four_formats_is_the_same_date(month: str, day: int, year: int) -> None:
    number = MONTHS.index(month) + 1
    formats = (
        f"{month} {day}, {year}",
        f"{day} {month} {year}",
        f"the {day}th of {month}, {year}",
        f"{year}-{number:02}-{day:02}",
    )

    assert {parts(date) for text in formats for date in dates_in(text)} == {on(day, number, year)}


@given(st.text(alphabet="June24,05 Maywinte-thof.inMonday", max_size=60))
def test_dates_stand_apart_in_their_text(text: str) -> None:
    spans = [d.span for d in dates_in(text)]

    assert all(a < b <= c < d for (a, b), (c, d) in pairwise(spans))
    assert all(0 <= a < b <= len(text) for a, b in spans)


@pytest.mark.parametrize(
    ("one", "other", "within", "against"),
    [
        ("June 24", "June 24, 2005", True, False),
        ("June 24, 2005", "June 24", False, False),
        ("June 24", "June 25", False, True),
        ("June 24, 2005", "June 24, 2006", False, True),
        ("winter 2005", "June 2005", False, False),
        ("Monday", "Tuesday", False, True),
        ("in spring", "in winter", False, True),
    ],
)
def test_a_date_within_or_against_another(one: str, other: str, within: bool, against: bool) -> None:
    (mine,), (theirs,) = dates_in(one), dates_in(other)

    assert (mine.is_within(theirs), mine.is_against(theirs)) == (within, against)


def wrong(statement: str, quotes: str, context: str = "") -> Objection | None:
    return wrong_date(statement, Premise(quotes, context))


@pytest.mark.parametrize(
    ("statement", "quotes", "context"),
    [
        ("It was signed on 24 June.", "It was signed on June 24, 2005.", ""),
        ("It was signed on 2005-06-24.", "It was signed on June 24, 2005.", ""),
        ("It was signed in June 2005.", "It was signed on June 24, 2005.", ""),
        ("It was signed in fall 1997.", "It was signed in the autumn of 1997.", ""),
        ("It was signed on June 24.", "It was signed then.", "They came on June 24. It was signed then."),
        ("It was signed on June 24, 2005.", "It was signed on June 24.", "The year 2005 was cold."),
        ("It was signed in winter 2005.", "In 2005 they signed it, in the winter.", ""),
        ("It was signed on Monday.", "On Monday, May 2, it was signed.", ""),
        ("It was signed.", "It was signed on June 24.", ""),
    ],
)
def test_a_date_that_the_premise_holds_is_no_objection(statement: str, quotes: str, context: str) -> None:
    assert wrong(statement, quotes, context) is None


@pytest.mark.parametrize(
    ("statement", "quotes", "said", "instead"),
    [
        ("It was signed on June 25.", "It was signed on June 24.", "June 25", "June 24"),
        ("It was signed on 26 June 2005.", "It was signed on June 24, 2005.", "26 June 2005", "June 24, 2005"),
        ("It was signed in May.", "It was signed in March.", "May", "March"),
        ("It was signed last winter.", "It was signed last spring.", "winter", "spring"),
        ("It was signed on Monday.", "It was signed on Sunday.", "Monday", "Sunday"),
        ("It was signed on June 24, 2006.", "It was signed on June 24, 2005.", "June 24, 2006", "June 24, 2005"),
        ("It was signed on June 24.", "It was signed.", "June 24", ""),
        ("It was signed on June 24, 2005.", "It was signed on June 24.", "June 24, 2005", ""),
        ("It was signed in winter 2005.", "It was signed in 2005.", "winter 2005", ""),
    ],
)
def test_another_date_is_told_with_that_of_the_quotes(statement: str, quotes: str, said: str, instead: str) -> None:
    assert wrong(statement, quotes) == Objection("date", said, instead)


def test_of_several_wrong_dates_the_first_is_told() -> None:
    assert wrong("From June 3 until June 5 they met.", "They met.") == Objection("date", "June 3")


def test_a_date_that_the_sentence_says_too_is_not_told_as_the_other() -> None:
    found = wrong("From June 24 until June 26 they met.", "From June 24 until July 8 they met.")

    assert found == Objection("date", "June 26", "July 8")


def test_a_date_of_the_context_alone_is_not_told_as_what_the_quote_says() -> None:
    assert wrong("They met on June 25.", "They met.", "It rained on June 24. They met.") == Objection("date", "June 25")


def test_a_year_elsewhere_is_no_years_where_the_day_is_of_another() -> None:
    found = wrong("It was signed on June 24, 2005.", "It was signed on June 24, 2006. In 2005 it was planned.")

    assert found == Objection("date", "June 24, 2005", "June 24, 2006")


@pytest.mark.parametrize("number", ["12005", "20051"])
def test_a_year_within_a_longer_number_is_none(number: str) -> None:
    found = wrong("It was signed on June 24, 2005.", f"It was signed on June 24 by {number} people.")

    assert found == Objection("date", "June 24, 2005")


@pytest.mark.parametrize(
    ("said", "held"),
    [("Last spring they came.", "Last winter they came."), ("In May it rained.", "In March it rained.")],
)
def test_a_date_that_opens_the_sentence_is_one(said: str, held: str) -> None:
    assert wrong_date(said, Premise(held)) is not None
    assert wrong_date(said, Premise(said)) is None
