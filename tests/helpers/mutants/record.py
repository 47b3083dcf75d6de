"""What becomes of each test, and what it costs: its own time, and that of the fixtures that it shares with others."""

import json
import time
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

TIMED_OUT = "from pytest-timeout"


@dataclass
class Record:
    """What one run of pytest has left."""

    seconds: dict[str, float] = field(default_factory=dict)
    """For each test its own, by its id."""
    uses: dict[str, list[str]] = field(default_factory=dict)
    """For each test the names of the fixtures it needs, directly or not."""
    shared: dict[str, float] = field(default_factory=dict)
    """Seconds that a fixture takes which several tests share, by its name."""
    session: list[str] = field(default_factory=list)
    """Those of them that tests of all files share."""
    failed: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    """Tests that were broken off as they took too long."""

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


def read_record(path: Path) -> Record | None:
    """None where the run ended before it could be written."""
    return Record(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


class Recorder:
    """A plugin of pytest that fills a record, and leaves some tests out."""

    def __init__(self, left_out: Collection[str] = ()) -> None:
        self.left_out = left_out
        self.record = Record()
        self._shared = 0.0  # seconds that shared fixtures took since the last test was reported
        self._depth = 0

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        out = [item for item in items if item.nodeid in self.left_out]
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item.nodeid not in self.left_out]
        self.record.uses = {item.nodeid: list(getattr(item, "fixturenames", ())) for item in items}

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Iterator[None]:
        started = time.perf_counter()
        self._depth += 1
        try:
            return (yield)
        finally:
            self._depth -= 1
            if fixturedef.scope != "function":
                self._note(fixturedef, time.perf_counter() - started)

    def _note(self, fixturedef: pytest.FixtureDef[object], seconds: float) -> None:
        self.record.shared[fixturedef.argname] = seconds
        if fixturedef.scope == "session":
            self.record.session.append(fixturedef.argname)
        if not self._depth:  # what a fixture asks for while it is made is in its own time
            self._shared += seconds

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.record.failed.append(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        own = report.duration - self._shared
        self._shared = 0.0
        self.record.seconds[report.nodeid] = self.record.seconds.get(report.nodeid, 0.0) + own
        if report.failed:
            late = TIMED_OUT in report.longreprtext
            (self.record.slow if late else self.record.failed).append(report.nodeid)
