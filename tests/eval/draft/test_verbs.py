"""Verbs are known by their past tense, and only those that are verbs."""

import pytest

from eval.draft.verbs import base_form, base_of_present


@pytest.mark.parametrize(
    ("past", "base"),
    [
        ("signed", "sign"),
        ("arrived", "arrive"),
        ("agreed", "agree"),
        ("carried", "carry"),
        ("planned", "plan"),
        ("called", "call"),
        ("controlled", "control"),
        ("created", "create"),
        ("visited", "visit"),
        ("united", None),
        ("took", "take"),
        ("wrote", "write"),
        ("zorbed", None),
        ("treaty", None),
        ("red", None),
    ],
)
def test_a_past_tense_has_its_base(past: str, base: str | None) -> None:
    assert base_form(past) == base


@pytest.mark.parametrize(
    ("present", "base"),
    [("perceives", "perceive"), ("carries", "carry"), ("reaches", "reach"), ("has", "have"), ("across", None)],
)
def test_a_third_person_has_its_base(present: str, base: str | None) -> None:
    assert base_of_present(present) == base
