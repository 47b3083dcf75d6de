"""The gates: the metrics that must hold, and what a run makes of them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from answer.answer import Choice
from eval.score.metrics import Metric
from settings import ROOT, FootnoteError

GATES = ROOT / "eval" / "score" / "gates.toml"
GATE_ROUNDING = 1e-9  # 0.75 reached is 0.75 passed, however the division rounds

Suite = Literal["run", "mutate"]


class GatesError(FootnoteError):
    """The gates file cannot be read, or names what is no metric."""


class Gate(BaseModel):
    """One metric of a development half, and the worst value that passes. No gate stands on a test half."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suite: Suite = "run"
    """The command whose metric it is."""
    corpus: str | None = None
    """Judged only in runs of this corpus; None: in all."""
    mode: Choice | None = None
    """Judged only in runs of this mode; None: in all."""
    metric: str
    at_least: float | None = None
    at_most: float | None = None
    reason: str

    @model_validator(mode="after")
    def _has_one_bound(self) -> "Gate":
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("give one of at_least and at_most")
        return self

    @property
    def bound(self) -> str:
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"

    def admits(self, value: float) -> bool:
        """Whether this value passes; the bound itself does."""
        above = self.at_least is None or value >= self.at_least - GATE_ROUNDING
        return above and (self.at_most is None or value <= self.at_most + GATE_ROUNDING)


@dataclass(frozen=True)
class JudgedGate:
    """A gate and what came of it."""

    gate: Gate
    value: float | None

    @property
    def passes(self) -> bool:
        """Whether the value reaches the bound; one that is n/a does not."""
        return self.value is not None and self.gate.admits(self.value)


def read_gates(path: Path = GATES, suite: Suite = "run") -> list[Gate]:
    """A suite's gates in a TOML file; raises GatesError that names the gate and what is wrong with it."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GatesError(f"{path} cannot be read: {error.strerror}. Or run with --no-gates.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GatesError(f"{path} is not TOML: {error}.") from None
    gates = raw.get("gate", [])
    if set(raw) - {"gate"} or not isinstance(gates, list):
        raise GatesError(f"{path} must hold [[gate]] tables and nothing else; it holds {', '.join(raw)}.")
    valid = [_gate(table, f"{path.name}, gate {number}") for number, table in enumerate(gates, 1)]
    return [gate for gate in valid if gate.suite == suite]


def gates_of(gates: Sequence[Gate], corpus: str, mode: Choice) -> list[Gate]:
    """Those that are judged in a run of this corpus and mode."""
    return [gate for gate in gates if gate.corpus in (None, corpus) and gate.mode in (None, mode)]


def judge(gates: Sequence[Gate], measured: Mapping[str, Metric]) -> list[JudgedGate]:
    """Each gate against its metric; raises GatesError where there is none of its name."""
    for gate in gates:
        if gate.metric not in measured:
            known = ", ".join(measured)
            raise GatesError(f'A gate asks for "{gate.metric}", which is no metric. The metrics are {known}.')
    return [JudgedGate(gate, measured[gate.metric].value) for gate in gates]


def fails(judged: Sequence[JudgedGate]) -> bool:
    """Whether any gate failed."""
    return not all(j.passes for j in judged)


def _gate(table: Any, where: str) -> Gate:
    try:
        return Gate.model_validate(table)
    except ValidationError as error:
        problem = error.errors()[0]
        field = ".".join(str(part) for part in problem["loc"]) or "this gate"
        raise GatesError(f"{where}: {field}: {problem['msg']}.") from None
