"""JUnit XML is well-formed whatever was asked and answered, and tells no details of the test half."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from eval.report.junit import comparison_xml, run_xml
from eval.run.compare import compare
from eval.run.runs import EvalRun
from eval.score.gates import Gate, JudgedGate

Make = Callable[..., Any]
SIGNED = "Anna Bell signed the treaty on June 27, 1997."
GUARDS = "Fifty guards were trained abroad."


def parse(xml: str) -> ElementTree.Element:
    return ElementTree.fromstring(xml.encode())  # noqa: S314 - our own


def cases(xml: str) -> dict[str, ElementTree.Element]:
    return {case.attrib["name"]: case for case in parse(xml).iter("testcase")}


def test_a_question_is_a_case_of_its_half_and_category(make_run: Make) -> None:
    found = cases(run_xml(make_run(), []))
    assert {name: case.attrib["classname"] for name, case in found.items()} == {"q": "dev.fact", "n": "dev.off_topic"}
    assert found["q"].attrib["time"] == "0.010"


def test_a_failure_names_its_stage_and_what_was_wrong(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    xml = run_xml(make_run((make_sample(SIGNED), make_answer(SIGNED, GUARDS))), [])
    failure = next(parse(xml).iter("failure"))
    assert (failure.attrib["type"], failure.attrib["message"]) == (
        "bad citation",
        "bad citation [answered]: not on gold: [2]",
    )


def test_a_failure_says_whether_a_doubt_was_shown(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    xml = run_xml(make_run((make_sample(), make_answer(SIGNED, doubt=True))), [])
    message = next(parse(xml).iter("failure")).attrib["message"]
    assert message == "wrongly answered [answered, with a doubt]: answered what the corpus does not"


def test_of_the_test_half_no_question_is_told(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    sealed = make_run((make_sample(SIGNED, half="test", id="closed"), make_answer(SIGNED, GUARDS)))
    for xml in (run_xml(sealed, []), comparison_xml(compare(sealed, sealed))):
        assert list(parse(xml).iter("testcase")) == []
        assert "closed" not in xml


def test_the_counts_are_those_of_the_cases(make_run: Make, failed_gate: JudgedGate) -> None:
    passed = JudgedGate(Gate(metric="words", at_most=9, reason="short"), 8.0)
    root = parse(run_xml(make_run(), [failed_gate, passed]))
    assert {key: root.attrib[key] for key in ("tests", "failures", "skipped")} == {
        "tests": "4",
        "failures": "1",
        "skipped": "0",
    }


def test_a_failed_gate_says_what_it_got_and_wanted(make_run: Make, failed_gate: JudgedGate) -> None:
    failure = cases(run_xml(make_run(), [failed_gate]))["right ≥ 0.75"][0]
    assert failure.attrib["message"] == "right is 0.500, wanted ≥ 0.75"


@pytest.mark.parametrize(
    "character", [*map(chr, range(32)), "\x7f", "\ufffe", "\uffff", "]]>", "<!--", "\U0001f600", "&"]
)
def test_any_character_leaves_it_well_formed(
    make_run: Make, make_sample: Make, make_answer: Make, character: str
) -> None:
    text = f"a{character}b"
    sample = make_sample(SIGNED, id=text, category="fact", question=text, target=((text,),))
    case = next(parse(run_xml(make_run((sample, make_answer(GUARDS, message=text))), [])).iter("testcase"))
    assert case.attrib["name"][0] + case.attrib["name"][-1] == "ab"


def test_hostile_markup_stays_text(hostile_run: EvalRun, failed_gate: JudgedGate) -> None:
    assert {e.tag for e in parse(run_xml(hostile_run, [failed_gate])).iter()} == {
        *("testsuites", "testsuite", "testcase", "failure"),
    }


def test_of_two_runs_only_what_was_broken_fails(make_run: Make, make_sample: Make, make_answer: Make) -> None:
    samples = [make_sample(SIGNED, id=key, target=(("Bell",),)) for key in ("held", "broken", "never", "gone")]
    before = make_run(*zip(samples, [make_answer(*said) for said in ([SIGNED], [SIGNED], [], [])], strict=True))
    after = make_run(*zip(samples[:3], [make_answer(*said) for said in ([SIGNED], [GUARDS], [])], strict=True))
    found = cases(comparison_xml(compare(before, after)))
    assert {name: [child.tag for child in case] for name, case in found.items()} == {
        "held": [],
        "broken": ["failure"],
        "never": [],
        "gone": ["skipped"],
    }
