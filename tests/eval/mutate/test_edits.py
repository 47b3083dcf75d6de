"""Cases of edited documents: what is made, and of what nothing is made because it would be invalid."""

from collections.abc import Callable
from typing import Any

import pytest

from eval.mutate.edits import drop_abstain, edit_flip, irrelevant_edit
from eval.mutate.ground import Ground
from eval.sets.matching import contains
from eval.sets.samples import Sample

MakeSample = Callable[..., Sample]
MakeGround = Callable[..., Ground]

SIGNED = "Anna Bell signed the treaty on June 27, 1997."


def test_a_flip_holds_all_that_its_judge_needs(make_sample: MakeSample, make_ground: MakeGround) -> None:
    [made] = edit_flip(make_ground(make_sample("Anna Bell signed the treaty", target=(("Anna Bell", "Bell"),))))

    text, [place] = made.texts["treaty.txt"], made.case.places
    assert made.case.id == "q/edit_flip/1"
    assert made.case.forbidden == ("Anna Bell", "Bell")
    assert text[place.start : place.end] in made.case.accepted
    assert {change.before for change in made.case.changes} == {"Anna Bell", "Bell"}


def test_dropped_are_the_whole_sentences_of_the_evidence(make_sample: MakeSample, make_ground: MakeGround) -> None:
    [made] = drop_abstain(make_ground(make_sample("signed the treaty", target=(("1997",),))))

    assert made.texts["treaty.txt"].startswith("The 201st Division arrived")
    assert [change.before for change in made.case.changes] == [SIGNED]


@pytest.mark.parametrize(
    "fields",
    [
        {"target": (("Bell",),)},
        {"target": (("1997",), ("guards",))},
        {"target": (("1997",),), "answered_elsewhere": True},
        {"target": (("1997",),), "category": "metadata"},
    ],
)
def test_nothing_is_dropped_where_an_answer_may_be_left(
    fields: dict[str, Any], make_sample: MakeSample, make_ground: MakeGround
) -> None:
    assert not list(drop_abstain(make_ground(make_sample("signed the treaty", **fields))))


def test_an_answer_in_another_document_is_left_too(make_sample: MakeSample, make_ground: MakeGround) -> None:
    ground = make_ground(make_sample("signed the treaty", target=(("1997",),)), **{"other.txt": "It was in 1997."})

    assert not list(drop_abstain(ground))


@pytest.mark.parametrize("seed", range(6))
def test_an_irrelevant_edit_leaves_the_evidence_and_the_cited_words(
    seed: int, make_sample: MakeSample, make_ground: MakeGround
) -> None:
    other = "A fair was held on May 5. It was well attended.\n\nThe mayor spoke."
    sample = make_sample("Anna Bell signed the treaty", target=(("Anna Bell",),))

    [made] = irrelevant_edit(make_ground(sample, seed=seed, **{"other.txt": other}))

    [document], [change] = made.texts, made.case.changes
    assert SIGNED in {**{"treaty.txt": SIGNED}, **made.texts}["treaty.txt"]
    assert contains(made.texts[document], change.after)
    assert change.before in {"", "May 5"}


def test_a_date_that_is_asked_for_is_not_irrelevant(make_sample: MakeSample, make_ground: MakeGround) -> None:
    sample = make_sample("Anna Bell signed the treaty", question="Was that in May?", target=(("Anna Bell",),))
    grounds = [make_ground(sample, seed=seed, **{"a.txt": "A fair was held on May 5."}) for seed in range(8)]

    made = [mutation for ground in grounds for mutation in irrelevant_edit(ground)]

    assert {mutation.case.changes[0].before for mutation in made} == {""}


def test_a_text_that_is_evidence_all_over_leaves_no_room(make_sample: MakeSample, make_ground: MakeGround) -> None:
    sample = make_sample("Anna Bell signed the treaty", "Fifty guards were trained", target=(("Bell",),))

    assert not list(irrelevant_edit(make_ground(sample)))
