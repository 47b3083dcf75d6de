"""A fact flipped everywhere, and the reasons for which a flip is not valid."""

from collections.abc import Callable
from typing import Any

import pytest

from eval.mutate.flips import flips
from eval.sets.matching import contains
from eval.sets.samples import FactEdit, Sample

MakeSample = Callable[..., Sample]


def test_a_date_is_flipped_where_the_gold_quote_states_it(make_sample: MakeSample, texts: dict[str, str]) -> None:
    [flip] = flips(make_sample("signed the treaty on June 27, 1997", target=(("June 27, 1997",),)), texts, 1)

    edited = flip.edited["treaty.txt"]
    [place] = flip.places
    assert edited.text[place.start : place.end] in flip.swap.accepted
    assert not contains(edited.text, "June 27, 1997")
    assert flip.changes(texts)[0].before == "June 27, 1997"


def test_a_person_is_flipped_throughout(make_sample: MakeSample, texts: dict[str, str]) -> None:
    [flip] = flips(make_sample("Anna Bell signed the treaty", target=(("Anna Bell", "Bell"),)), texts, 1)

    assert not contains(flip.edited["treaty.txt"].text, "Bell")
    assert len(flip.edited["treaty.txt"].moves) == 2
    assert len(flip.places) == 1, "only the mention in the gold quote counts as the edited words"


def test_a_value_in_another_document_is_flipped_there_too(make_sample: MakeSample, texts: dict[str, str]) -> None:
    other = {**texts, "other.txt": "Bell’s dog was there."}

    [flip] = flips(make_sample("Anna Bell signed the treaty", target=(("Anna Bell", "Bell"),)), other, 1)

    assert flip.edited.keys() == {"treaty.txt", "other.txt"}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"question": "What did Anna Bell do?"}, "the question names it"),
        ({"history": ("Who is Bell?",)}, "an earlier question names it"),
        ({"target": (("Anna Bell", "Bell", "abroad"),)}, "another accepted form still stands"),
        ({"target": (("the treaty",),)}, "no rule knows its kind"),
    ],
)
def test_a_flip_that_would_measure_nothing_is_left_out(
    make_sample: MakeSample, texts: dict[str, str], fields: dict[str, Any], why: str
) -> None:
    sample = make_sample("Anna Bell signed the treaty", **{"target": (("Anna Bell", "Bell"),), **fields})

    assert not flips(sample, texts, 1), why


def test_an_edit_by_hand_goes_before_the_rules(make_sample: MakeSample, texts: dict[str, str]) -> None:
    by_hand = FactEdit(find="Anna Bell", replace="The queen", accepted=("queen",), forbidden=("Anna Bell",))
    sample = make_sample("Anna Bell signed the treaty", target=(("Anna Bell",),), edits=(by_hand,))

    [flip] = flips(sample, texts, 1)

    assert flip.swap.rule == "by hand"
    assert flip.edited["treaty.txt"].text.startswith("The queen signed the treaty")


def test_the_same_value_becomes_the_same_other_one_in_every_sample(
    make_sample: MakeSample, texts: dict[str, str]
) -> None:
    fact = {"target": (("June 27, 1997",),)}
    one, other = (make_sample("on June 27, 1997", id=i, question=i, **fact) for i in ("When?", "On what day?"))

    assert flips(one, texts, 1)[0].edited == flips(other, texts, 1)[0].edited


def test_another_seed_draws_another_value(make_sample: MakeSample, texts: dict[str, str]) -> None:
    sample = make_sample("on June 27, 1997", target=(("June 27, 1997",),))

    assert len({flips(sample, texts, seed)[0].swap.pairs for seed in range(5)}) > 1


def test_the_articles_flips_keep_their_laws(article_dev: tuple[dict[str, str], list[Sample]]) -> None:
    texts, samples = article_dev
    found = [(sample, flip) for sample in samples for flip in flips(sample, texts, 1)]

    assert len({sample.id for sample, _ in found}) >= 20
    for sample, flip in found:
        before, after = "".join(texts.values()), "".join(edited.text for edited in flip.edited.values())
        asked = " ".join([*sample.history, sample.question])
        assert not any(contains(after, form) or contains(asked, form) for form in flip.old)
        assert not any(contains(before, form) or contains(asked, form) for form in flip.swap.accepted)
        assert any(contains(after, form) for form in flip.swap.accepted)
