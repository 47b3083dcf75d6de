"""Numbers in digits, words and shares: what a sentence counts, its premise must count too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.check.numbers import Number, numbers_in, wrong_number
from answer.check.objection import Objection, Premise

ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen""".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NTH = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()


def spoken(n: int) -> str:
    """A number below a thousand as it is spoken."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")
    return f"{ONES[n // 100]} hundred" + (f" and {spoken(n % 100)}" if n % 100 else "")


def read(text: str) -> Number:
    (found,) = numbers_in(text)
    return found


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("200", 200),
        ("1,523,400", 1_523_400),
        ("12,345", 12_345),
        ("10,000.5", 10_000.5),
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("12,34", 12.34),
        ("1.5 million", 1_500_000),
        ("24 bn", 24e9),
        ("24bn", 24e9),
        ("3 trillion", 3e12),
        ("2-billion", 2e9),
        ("five thousand", 5000),
        ("24th", 24),
        ("1st", 1),
        ("2nd", 2),
        ("3rd", 3),
        ("a hundred", 100),
        ("two hundred and five", 205),
        ("two thousand and twelve", 2012),
        ("two million three hundred thousand and four", 2_300_004),
        ("two thousand three hundred", 2300),
        ("three dozen", 36),
        ("5 dozen", 60),
        ("twenty-first", 21),
        ("forty-two thousand", 42_000),
        ("thirtieth", 30),
        ("ninetieth", 90),
    ],
)
def test_a_number_is_read_whole(written: str, value: float) -> None:
    found = read(f"They counted {written} in all.")

    assert (found.text, found.share, found.decade) == (written, False, False)
    assert found.value == pytest.approx(value)


def test_a_version_is_a_number_of_its_own() -> None:
    assert read("It is 1.2.3 now.").value not in (1.2, 12.3)


@pytest.mark.parametrize(("word", "value"), [*zip(ONES, range(20), strict=True), *zip(NTH, range(1, 21), strict=True)])
def test_each_word_for_a_number_has_its_value(word: str, value: int) -> None:
    assert read(f"it was {word}").value == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("double doubled doubling twice twofold", 2),
        ("triple tripled tripling thrice threefold", 3),
        ("quadruple quadrupled", 4),
    ],
)
def test_what_is_made_manifold_is_a_number(words: str, value: int) -> None:
    assert [read(f"it was {word} that").value for word in words.split()] == [value] * len(words.split())


@given(st.integers(0, 999))
def test_a_number_in_words_is_the_one_in_digits(n: int) -> None:
    assert read(f"There were {spoken(n)}.").value == read(f"There were {n}.").value == n


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("5%", 0.05),
        ("5 %", 0.05),
        ("5 per cent", 0.05),
        ("5 percent", 0.05),
        ("five percent", 0.05),
        ("twenty-five per cent", 0.25),
        ("half", 0.5),
        ("a half", 0.5),
        ("one half", 0.5),
        ("an half", 0.5),
        ("two halves", 1.0),
        ("one third", 1 / 3),
        ("two-thirds", 2 / 3),
        ("three quarters", 0.75),
        ("a fourth", 0.25),
        ("four fifths", 0.8),
        ("a tenth", 0.1),
    ],
)
def test_a_share_is_a_number_from_0_to_1(written: str, share: float) -> None:
    found = read(f"There left {written} of them.")

    assert (found.text, found.share) == (written, True)
    assert found.value == pytest.approx(share)


def test_a_majority_is_a_share_and_a_rank_is_none() -> None:
    assert read("by a two-thirds majority").share
    assert not read("on the third day").share


def test_a_decade_is_told_from_its_first_year() -> None:
    assert (read("in the 1990s").decade, read("in 1990").decade) == (True, False)


@pytest.mark.parametrize("text", ["A4", "x5", "on June 24, 1997", "on May 2nd", "of springs"])
def test_what_is_a_name_or_a_date_is_no_number(text: str) -> None:
    assert numbers_in(text) == ()


def test_numbers_come_in_the_order_of_the_text_each_where_it_stands() -> None:
    text = "Of three trucks half of the 1,200 kg and 5 men came."

    assert [(n.text, text[slice(*n.span)]) for n in numbers_in(text)] == [
        (said, said) for said in ("three", "half", "1,200", "5")
    ]


def wrong(statement: str, quotes: str, context: str = "") -> Objection | None:
    return wrong_number(statement, Premise(quotes, context))


@pytest.mark.parametrize(
    ("statement", "quotes"),
    [
        ("200 came.", "Two hundred came."),
        ("1.5 million came.", "1,500,000 came."),
        ("50 percent left.", "Half of them left."),
        ("50% left.", "A share of 50 left."),
        ("It was in the 1990s.", "It was in 1997."),
        ("It was in the 1990s.", "It was in 1990."),
        ("It was in the 1990s.", "It was in 1999."),
        ("It was the 20th century.", "It was in 1997."),
        ("It was the 11th century.", "It was in 1000."),
        ("It was the 21st century.", "It was in 2099."),
        ("It was on the 24th.", "It was on June 24."),
        ("It was in 2005.", "It was on June 24, 2005."),
        ("One of them came.", "They came."),
        ("The first of them came.", "They came."),
        ("It is in part 2.", "It is in part II."),
        ("It is in part 3.", "It is in part III."),
        ("It is in part 4.", "It is in part IV."),
        ("It is in part 9.", "It is in part IX."),
        ("It is in part 16.", "It is in part XVI."),
        ("Two came.", "Both came."),
        ("Two came.", "A pair came."),
        ("Two came.", "A couple came."),
        ("Two came.", "A duo came."),
        ("Three came.", "A trio came."),
        ("Ten years passed.", "A decade passed."),
        ("12 came.", "Dozens came."),
    ],
)
def test_the_same_number_in_another_form_is_no_objection(statement: str, quotes: str) -> None:
    assert wrong(statement, quotes) is None


def test_a_number_of_the_context_is_known() -> None:
    assert wrong("200 guards came.", "Guards came.", "There were 200. Guards came.") is None


@pytest.mark.parametrize(
    ("statement", "quotes", "said", "instead"),
    [
        ("200 came.", "300 came.", "200", "300"),
        ("5 came.", "1.5 came.", "5", "1.5"),
        ("Two hundred came.", "Three hundred came.", "Two hundred", "Three hundred"),
        ("A third of them came.", "Half of them came.", "A third", "Half"),
        ("60% came.", "50% came.", "60%", "50%"),
        ("50 came.", "50% came.", "50", ""),
        ("It was in the 1980s.", "It was in 1997.", "1980s", "1997"),
        ("It was in the 1990s.", "It was in 2000.", "1990s", "2000"),
        ("The bank doubled its profit.", "The bank tripled its profit.", "doubled", "tripled"),
        ("It was the 19th century.", "It was in 1997.", "19th", "1997"),
        ("It was the 22nd century.", "They were 2100 men.", "22nd", "2100"),
        ("It was the 10th century.", "They were 999 men.", "10th", "999"),
        ("Two came.", "They came.", "Two", ""),
        ("1 came.", "They came.", "1", ""),
        ("0 came.", "They came on June 24.", "0", ""),
        ("A third of them came.", "They came.", "A third", ""),
        ("It is in part 5.", "It is in part IV.", "5", ""),
    ],
)
def test_another_number_is_told_with_that_of_the_quotes(statement: str, quotes: str, said: str, instead: str) -> None:
    assert wrong(statement, quotes) == Objection("number", said, instead)


@pytest.mark.parametrize(
    "roughly",
    "about,around,approximately,nearly,almost,roughly,over,more than,some,under,less than,close to,circa,c.".split(","),
)
def test_what_is_said_roughly_may_be_rounded(roughly: str) -> None:
    assert wrong(f"There were {roughly} 200 guards.", "There were 205 guards.") is None
    assert wrong(f"There were {roughly} the 200 guards.", "There were 205 guards.") is None


@pytest.mark.parametrize(("said", "held"), [("105", True), ("95", True), ("106", False), ("94", False)])
def test_rounding_goes_to_a_twentieth(said: str, held: bool) -> None:
    assert (wrong(f"About {said} guards came.", "There came 100 guards.") is None) == held


def test_what_is_said_exactly_may_not_be_rounded() -> None:
    assert wrong("1.5 million came.", "1,523,400 came.") == Objection("number", "1.5 million", "1,523,400")


def test_a_share_is_rounded_to_no_count() -> None:
    assert wrong("About half of them came.", "0.5 of it came, and 0.51 of that.") == Objection("number", "half")


@pytest.mark.parametrize(
    ("statement", "quotes", "instead"),
    [
        ("250 soldiers left.", "240 guards came, and 150 soldiers left.", "150"),  # before the same words
        ("200 came.", "290 guards went, and 100 went.", "290"),  # the nearest
        ("In 1998 they left.", "They left with 1,997 men in 1980.", "1980"),  # a year for a year
        ("In 1000 they left.", "In 1500 it fell, with 990 men.", "1500"),
        ("In 999 they left.", "In 1000 it fell, with 400 men.", "400"),
        ("In 2100 they left.", "In 2099 it fell, by 3000 it rose.", "3000"),  # no year for what is none
        ("200 guards and 30 trucks came.", "300 guards and 200 trucks came.", "300"),  # none that it says itself
        ("40% of them came.", "41 came, 80% left.", "80%"),  # a share for a share
    ],
)
def test_of_several_numbers_the_one_in_its_place_is_told(statement: str, quotes: str, instead: str) -> None:
    found = wrong(statement, quotes)

    assert found is not None
    assert found.instead == instead


def test_the_first_wrong_number_is_told() -> None:
    assert wrong("There were 20 guards and 30 trucks.", "They came.") == Objection("number", "20")
