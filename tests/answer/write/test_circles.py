"""What says the same over and over is told from what is only long, or ruled."""

import pytest

from answer.write.circles import goes_in_circles

ITEM = "- Ukraine offered support for reform of the armed forces [{}]\n"


@pytest.mark.parametrize("again", ["and on ", "The base is in Dushanbe [1]. ", f"{ITEM * 4}\n"])
def test_the_same_again_and_again(again: str) -> None:
    assert goes_in_circles("It began well [2]. " + again * 60)


@pytest.mark.parametrize(("times", "circles"), [(23, False), (24, True)])
def test_a_short_phrase_must_fill_240_characters(times: int, circles: bool) -> None:
    assert goes_in_circles("So. " + "and again " * times) == circles


@pytest.mark.parametrize(("length", "circles"), [(300, True), (301, False)])
def test_what_is_longer_than_300_characters_is_no_circle(length: int, circles: bool) -> None:
    again = "".join(f"{n} " for n in range(1000))[:length]

    assert goes_in_circles(again * 3) == circles


def test_twice_is_no_circle_where_it_is_long() -> None:
    again = "".join(f"{n} " for n in range(1000))[:200]

    assert not goes_in_circles(again * 2)
    assert goes_in_circles(again * 3)


@pytest.mark.parametrize(
    "said",
    [
        "No, no, no: it was signed in Moscow [1].",
        "| Who | What |\n|" + "-" * 400 + "|",
        "Contents " + "." * 400,
        "".join(ITEM.format(number) for number in range(1, 30)),
        "It was signed in Moscow [1]. It was signed in Moscow [1]. ",
    ],
)
def test_what_is_only_long_or_ruled(said: str) -> None:
    assert not goes_in_circles(said)
