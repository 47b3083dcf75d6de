"""The charts are well-formed, hold every point, and draw where there is nothing to draw."""

from xml.etree import ElementTree

import pytest

from eval.report.charts import HEIGHT, WIDTH, latency_chart, reliability_chart, risk_coverage_chart
from eval.report.confidence import CalibrationBin, ReliabilityDiagram

CURVE = ((0.25, 0.0), (0.5, 0.5))


def elements(svg: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(name))  # noqa: S314 - our own


def test_the_curve_ends_in_a_dot_that_says_where() -> None:
    dots = elements(risk_coverage_chart(CURVE, CURVE), "circle")
    assert [title.text for title in dots[0]] == ["0.50 answered, risk 0.50"]


def test_a_bin_is_a_dot_with_its_count() -> None:
    svg = reliability_chart(
        ReliabilityDiagram((CalibrationBin(0.9, 0.5, 7), CalibrationBin(0.3, 0.2, 2)), 0.1, 9, True)
    )
    assert next(dot[0].text for dot in elements(svg, "circle")) == "7 answers of confidence 0.90: 0.50 right"


def test_every_latency_is_in_some_column() -> None:
    svg = latency_chart([0.010, 0.020, 0.020, 9.0], {"p50": 0.02, "p95": 0.03})
    assert sum(int(str(column[0].text).split()[0]) for column in elements(svg, "rect")) == 4


def test_long_latencies_are_told_in_seconds() -> None:
    assert "p50 4.00 s" in latency_chart([4.0, 5.0], {"p50": 4.0, "p95": 5.0})


@pytest.mark.parametrize(
    "svg",
    [
        risk_coverage_chart((), ()),
        reliability_chart(ReliabilityDiagram((), None, 0, True)),
        latency_chart([0.0], {"p50": 0.0, "p95": 0.0}),
        risk_coverage_chart(((1.0, 1.0),), ((1.0, 1.0),)),
    ],
)
def test_nothing_leaves_the_drawing(svg: str) -> None:
    for dot in elements(svg, "circle"):
        assert 0 <= float(dot.attrib["cx"]) <= WIDTH
        assert 0 <= float(dot.attrib["cy"]) <= HEIGHT
    assert "nan" not in svg
