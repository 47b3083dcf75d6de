"""A gate passes, fails, or was not run; a gates file with a mistake says which gate and what."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.mutate.metrics import MUTATION_METRICS
from eval.run.runs import EvalRun
from eval.score.gates import GatesError, fails, gates_of, judge, read_gates
from eval.score.metrics import Metric, metrics
from eval.sets.corpora import CORPUS_NAMES

GATE = '[[gate]]\nmetric = "right"\nat_least = 0.75\nreason = "first"\n'


@pytest.fixture
def gates(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        (tmp_path / "gates.toml").write_text(text, encoding="utf-8")
        return tmp_path / "gates.toml"

    return write


@pytest.mark.parametrize(("value", "passes"), [(0.8, True), (0.75, True), (0.749, False), (None, False)])
def test_a_value_passes_from_its_bound_on(gates: Callable[[str], Path], value: float | None, passes: bool) -> None:
    judged = judge(read_gates(gates(GATE)), {"right": Metric(value)})
    assert judged[0].passes is passes
    assert fails(judged) is not passes


def test_an_upper_bound_fails_above_it(gates: Callable[[str], Path]) -> None:
    upper = read_gates(gates(GATE.replace("at_least", "at_most")))
    assert fails(judge(upper, {"right": Metric(0.8)}))
    assert not fails(judge(upper, {"right": Metric(0.75)}))


def test_a_gate_on_what_is_no_metric_is_refused(gates: Callable[[str], Path]) -> None:
    with pytest.raises(GatesError, match=r'"right", which is no metric\. The metrics are words'):
        judge(read_gates(gates(GATE)), {"words": Metric(1.0)})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GATE + GATE.replace("0.75", '"high"'), "gate 2: at_least: Input should be a valid number"),
        (GATE + 'half = "test"\n', "gate 1: half: Extra inputs are not permitted"),
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
    path = gates(GATE + GATE.replace("right", "edit_flip") + 'suite = "mutate"\n')
    assert [gate.metric for gate in read_gates(path)] == ["right"]
    assert [gate.metric for gate in read_gates(path, "mutate")] == ["edit_flip"]


def test_a_gate_can_be_of_one_mode_or_one_corpus_alone(gates: Callable[[str], Path]) -> None:
    written = GATE.replace("right", "fallback_rate") + 'mode = "written"\n'
    found = read_gates(gates(GATE + written + GATE.replace("right", "cost") + 'corpus = "forms"\n'))
    assert [gate.metric for gate in gates_of(found, "article", "quotes")] == ["right"]
    assert [gate.metric for gate in gates_of(found, "article", "written")] == ["right", "fallback_rate"]
    assert [gate.metric for gate in gates_of(found, "forms", "quotes")] == ["right", "cost"]


def test_a_suite_that_is_none_is_refused(gates: Callable[[str], Path]) -> None:
    with pytest.raises(GatesError, match="suite: Input should be 'run' or 'mutate'"):
        read_gates(gates(GATE + 'suite = "walk"\n'))


def test_the_mutations_that_the_house_wants_are_judged() -> None:
    judged = {gate.metric for gate in read_gates(suite="mutate")}
    assert judged >= {"edit_flip", "drop_abstain", "irrelevant_edit", "distractors"}
    assert judged <= MUTATION_METRICS.keys()


@pytest.mark.parametrize("corpus", CORPUS_NAMES)
def test_each_corpus_is_judged_by_what_its_user_feels(corpus: str) -> None:
    judged = {gate.metric for gate in gates_of(read_gates(), corpus, "quotes")}
    assert judged >= {"quote_exactness", "wrong_and_sure", "right", "refused", "doubt_on_right"}


def test_each_of_the_houses_gates_says_what_is_wanted_and_what_was_reached(make_run: Callable[..., EvalRun]) -> None:
    gates = [gate for gate in [*read_gates(), *read_gates(suite="mutate")] if gate.corpus]
    assert [gate.metric for gate in gates if not gate.reason.startswith("Wanted")] == []
    assert {gate.metric for gate in read_gates()} <= {*metrics(make_run().results), "fallback_rate"}
