"""What was read, where next to nothing is known of how."""

from answer.read.reading import Reading


def test_a_reading_is_without_doubt_and_by_the_trained_reader_where_nothing_else_is_said() -> None:
    reading = Reading((), 1.0, answers=True)

    assert (reading.doubt, reading.way, reading.best) == (False, "trained", None)
