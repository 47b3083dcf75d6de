"""What a reader is worth on twins."""

from training.lessons.contrast import Twin
from training.lessons.measure import AskedTwin, twin_figures


def asked(group: int, answers: bool, probability: float, right: bool = True, kind: str = "bind") -> AskedTwin:
    return AskedTwin("a.md", Twin("What?", kind, group, (0, 4) if answers else None), probability, right)


def test_a_group_is_right_where_all_of_it_is() -> None:
    figures = twin_figures(
        [
            *(asked(1, True, 0.9), asked(1, False, 0.1)),
            *(asked(2, True, 0.8), asked(2, False, 0.2)),
            *(asked(3, True, 0.9, right=False), asked(3, False, 0.1)),  # it found other words
            *(asked(4, True, 0.9), asked(4, False, 0.95)),  # it took both for answered
        ]
    )

    assert figures["all"]["groups"] == 4
    assert figures["all"]["all_right"] == 0.5
    assert figures["all"]["span"] == 0.75


def test_each_kind_is_told_apart_from_itself() -> None:
    figures = twin_figures(
        [asked(1, True, 0.9), asked(1, False, 0.1), asked(2, True, 0.3, kind="time"), asked(2, False, 0.6, kind="time")]
    )

    assert (figures["bind"]["auc"], figures["time"]["auc"]) == (1.0, 0.0)
    assert figures["all"]["questions"] == 4
