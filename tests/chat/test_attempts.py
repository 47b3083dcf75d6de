"""A few attempts in five minutes, and then none until those are over."""

import pytest

from chat.attempts import REMEMBERED, WINDOW, Attempts, neighbourhood


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_who_has_tried_too_often_waits_until_the_first_is_over() -> None:
    clock = Clock()
    attempts = Attempts(2, clock)
    attempts.count("anna")
    clock.now += 60
    assert attempts.wait("anna") == 0
    attempts.count("anna")
    assert attempts.wait("anna") == WINDOW - 60
    assert attempts.wait("ben") == 0

    clock.now += WINDOW - 60

    assert attempts.wait("anna") == 0
    attempts.count("anna")
    assert attempts.wait("anna") == 60


def test_what_was_no_failure_does_not_count() -> None:
    attempts = Attempts(1)
    attempts.count("anna")
    attempts.take_back("anna")
    assert attempts.wait("anna") == 0

    attempts.count("anna")
    attempts.forgive("anna")
    assert attempts.wait("anna") == 0


def test_not_all_of_the_world_is_remembered() -> None:
    attempts = Attempts(1)
    for number in range(REMEMBERED + 1):
        attempts.count(f"{number}")

    assert attempts.wait("0") == 0
    assert attempts.wait("1") > 0


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("x" * 90, "x" * 64),
    ],
)
def test_an_address_counts_with_those_of_its_household(address: str, counted_as: str) -> None:
    assert neighbourhood(address) == counted_as
