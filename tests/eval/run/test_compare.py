"""Two runs, paired: a question is fixed, broken, changed or the same; what cannot be compared is said."""

from collections.abc import Callable
from typing import Any

import pytest

from eval.run.compare import CompareError, compare, differences

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."
ARRIVED = "The 201st Division arrived in the fall of 2005."
GUARDS = "Fifty guards were trained abroad."


@pytest.fixture
def asked(make_run: Make, make_sample: Make, make_answer: Make) -> Make:
    """A run of one question on who signed, answered with these quotes."""

    def make(*quotes: str, **fields: Any) -> Any:
        return make_run((make_sample(SIGNED, target=(("Bell",),), **fields), make_answer(*quotes)))

    return make


@pytest.mark.parametrize(
    ("before", "after", "flip"),
    [
        ([ARRIVED], [SIGNED], "fixed"),
        ([SIGNED], [], "broken"),
        ([ARRIVED], [GUARDS], "changed"),
        ([SIGNED], [SIGNED], "same"),
    ],
)
def test_a_question_comes_out_in_one_of_four_ways(asked: Make, before: Any, after: Any, flip: str) -> None:
    comparison = compare(asked(*before), asked(*after))
    assert [pair.flip for pair in comparison.pairs] == [flip]


def test_the_same_words_cited_from_elsewhere_are_a_change(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    before, after = (make_run((make_sample(), make_answer(SIGNED, shift=shift))) for shift in (0, 1))
    assert compare(before, after).pairs[0].flip == "changed"


def test_a_doubt_beside_the_same_words_is_a_change(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    before, after = (make_run((make_sample(SIGNED), make_answer(SIGNED, doubt=doubt))) for doubt in (False, True))
    assert compare(before, after).pairs[0].flip == "changed"


def test_a_question_that_reads_differently_is_no_pair(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    kept, reworded = (make_sample(SIGNED, id=key, target=(("Bell",),)) for key in ("kept", "other"))
    now = reworded.model_copy(update={"question": "Who put their name to it?"})
    before, after = (make_run((kept, make_answer(SIGNED)), (s, make_answer(SIGNED))) for s in (reworded, now))
    comparison = compare(before, after)
    assert [pair.after.sample.id for pair in comparison.pairs] == ["kept"]
    assert "These questions read differently, and are left aside (1): other." in differences(comparison)


def test_a_conversation_that_began_differently_is_another_question(asked: Make) -> None:
    with pytest.raises(CompareError, match="share no question"):
        compare(asked(SIGNED), asked(SIGNED, history=("Which treaty?",)))


def test_what_is_in_one_run_only_is_named(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    questions = [(make_sample(SIGNED, id=key, target=(("Bell",),)), make_answer(SIGNED)) for key in "abc"]
    comparison = compare(make_run(*questions[:2]), make_run(*questions[1:]))
    assert (comparison.only_before, comparison.only_after) == (("a",), ("c",))


def test_another_corpus_and_another_setting_are_said(asked: Make, make_run: Make) -> None:
    before = asked(SIGNED)
    after = before.model_copy(update={"corpus": "d", "complete": False, "settings": {**before.settings, "top_k": 2}})
    assert differences(compare(before, after)) == [
        "The corpus differs: c → d.",
        "The setting top_k differs: 6 → 2.",
        "The later run was stopped early.",
    ]


def test_two_modes_are_called_by_their_names(asked: Make) -> None:
    quotes, written = (asked(SIGNED).model_copy(update={"mode": mode}) for mode in ("quotes", "written"))
    assert compare(quotes, written).names == ("quotes", "written")
    assert compare(quotes, quotes).names == ("earlier", "later")
    assert "The mode differs: quotes → written." in differences(compare(quotes, written))


def test_what_fell_back_in_one_of_them_is_said(
    asked: Make, make_run: Make, make_sample: Make, make_answer: Make
) -> None:
    fallen = make_answer(SIGNED, note="The server is dead.")
    written = make_run((make_sample(SIGNED, target=(("Bell",),)), fallen), mode="written")
    told = "In the written run 1 of 1 answers that were to be written are quotes: The server is dead."
    assert told in differences(compare(asked(SIGNED), written))


def test_each_metric_is_tested_over_what_it_applies_to(asked: Make) -> None:
    tests = {test.metric: test for test in compare(asked(ARRIVED), asked(SIGNED)).tests}
    assert list(tests)[:2] == ["not wrong and sure", "holds up"]
    assert (tests["not wrong and sure"].fixed, tests["holds up"].fixed, tests["citation_recall"].fixed) == (1, 1, 1)
    assert tests["abstention"].p is None


def test_citations_of_an_answer_that_is_not_there_are_na(asked: Make) -> None:
    tests = {test.metric: test for test in compare(asked(SIGNED), asked()).tests}
    assert (tests["citation_precision"].n, tests["citation_precision"].na) == (0, 1)
