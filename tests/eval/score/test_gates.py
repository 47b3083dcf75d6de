"""A gate passes, fails, or was not run; a gates file with a mistake says which gate and what."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.mutate.metrics import METRICS
from eval.score.gates import GatesError, fails, judge, of_mode, read_gates
from eval.score.metrics import Metric

GATE = '[[gate]]\nmetric = "correctness"\nhalf = "test"\nat_least = 0.75\nreason = "first"\n'


@pytest.fixture
def gates(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        (tmp_path / "gates.toml").write_text(text, encoding="utf-8")
        return tmp_path / "gates.toml"

    return write


@pytest.mark.parametrize(("value", "outcome"), [(0.8, "pass"), (0.75, "pass"), (0.749, "FAIL"), (None, "FAIL")])
def test_a_value_passes_from_its_bound_on(gates: Callable[[str], Path], value: float | None, outcome: str) -> None:
    judged = judge(read_gates(gates(GATE)), {"test": {"correctness": Metric(value)}})
    assert judged[0].outcome == outcome
    assert fails(judged) is (outcome == "FAIL")


def test_an_upper_bound_fails_above_it(gates: Callable[[str], Path]) -> None:
    upper = read_gates(gates(GATE.replace("at_least", "at_most")))
    assert judge(upper, {"test": {"correctness": Metric(0.8)}})[0].outcome == "FAIL"


def test_a_half_that_was_not_asked_is_not_run(gates: Callable[[str], Path]) -> None:
    assert judge(read_gates(gates(GATE)), {"dev": {"correctness": Metric(0.1)}})[0].outcome == "not run"


def test_a_gate_on_what_is_no_metric_is_refused(gates: Callable[[str], Path]) -> None:
    with pytest.raises(GatesError, match=r'"correctness", which is no metric\. The metrics are words'):
        judge(read_gates(gates(GATE)), {"test": {"words": Metric(1.0)}})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GATE + GATE.replace("0.75", '"high"'), "gate 2: at_least: Input should be a valid number"),
        (GATE.replace('half = "test"', 'half = "third"'), "gate 1: half: Input should be 'dev', 'test' or 'all'"),
        (GATE + "at_most = 1\n", "gate 1: this gate: .*give one of at_least and at_most"),
        (GATE.replace('reason = "first"', ""), "gate 1: reason: Field required"),
        ("[gates]\n", r"must hold \[\[gate\]\] tables and nothing else; it holds gates"),
        ("[[", "is not TOML"),
    ],
)
def test_a_mistake_in_the_gates_is_named(gates: Callable[[str], Path], text: str, message: str) -> None:
    with pytest.raises(GatesError, match=message):
        read_gates(gates(text))


def test_each_suite_has_gates_of_its_own(gates: Callable[[str], Path]) -> None:
    path = gates(GATE + GATE.replace("correctness", "edit_flip") + 'suite = "mutate"\n')
    assert [gate.metric for gate in read_gates(path)] == ["correctness"]
    assert [gate.metric for gate in read_gates(path, "mutate")] == ["edit_flip"]


def test_a_gate_can_be_of_one_mode_alone(gates: Callable[[str], Path]) -> None:
    path = gates(GATE + GATE.replace("correctness", "fallback_rate") + 'mode = "written"\n')
    assert [gate.metric for gate in of_mode(read_gates(path), "quotes")] == ["correctness"]
    assert [gate.metric for gate in of_mode(read_gates(path), "written")] == ["correctness", "fallback_rate"]


def test_a_suite_that_is_none_is_refused(gates: Callable[[str], Path]) -> None:
    with pytest.raises(GatesError, match="suite: Input should be 'run' or 'mutate'"):
        read_gates(gates(GATE + 'suite = "walk"\n'))


def test_the_mutations_that_the_house_wants_are_judged_on_the_test_half() -> None:
    judged = {gate.metric for gate in read_gates(suite="mutate") if gate.half == "test"}
    assert judged >= {"edit_flip", "drop_abstain", "irrelevant_edit", "distractors"}
    assert judged <= METRICS.keys()


def test_the_houses_own_gates_are_valid() -> None:
    assert {gate.metric for gate in read_gates()} >= {"quote_exactness", "correctness"}
