"""The charts, as inline SVG. Colours come from the page's style sheet, by class; the numbers stand in the captions."""

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import numpy as np
from markupsafe import Markup

from eval.report.confidence import ReliabilityDiagram
from eval.score.selective import Curve

WIDTH, HEIGHT = 400, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 14, 40
LATENCY_COLUMNS = 24
Point = tuple[float, float]
SHARE_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def risk_coverage_chart(curve: Curve, best: Curve) -> Markup:
    """The curve, its best possible order, and a dot at the operating point."""
    top = max([risk for _, risk in curve] + [0.25])
    limit = min(1.0, 0.1 * np.ceil(10 * top + 0.5))
    svg = _chart("Risk by coverage", "coverage: share of questions answered", "risk: share of answers wrong")
    _axes(svg, [(t, f"{t:g}") for t in SHARE_TICKS], [(t / limit, f"{t:.1f}") for t in np.arange(0, limit + 0.01, 0.1)])
    _line(svg, [(c, r / limit) for c, r in best], "ideal")
    _line(svg, [(c, r / limit) for c, r in curve], "curve")
    if curve:
        coverage, risk = curve[-1]
        _dot(svg, (coverage, risk / limit), 5, "point", f"{coverage:.2f} answered, risk {risk:.2f}")
    return _markup(svg)


def reliability_chart(found: ReliabilityDiagram) -> Markup:
    """Share of right answers by confidence, a dot a bin, as large as its n; on the diagonal confidence is honest."""
    svg = _chart("Reliability of the confidence", "confidence", "share of answers right")
    ticks = [(t, f"{t:g}") for t in SHARE_TICKS]
    _axes(svg, ticks, ticks)
    _line(svg, [(0, 0), (1, 1)], "ideal")
    for one in found.bins:
        _line(svg, [(one.confidence, one.confidence), (one.confidence, one.right)], "gap")
    _line(svg, [(one.confidence, one.right) for one in found.bins], "curve")
    largest = max((one.n for one in found.bins), default=1)
    for one in found.bins:
        label = f"{one.n} answers of confidence {one.confidence:.2f}: {one.right:.2f} right"
        _dot(svg, (one.confidence, one.right), 2.5 + 2.5 * (one.n / largest) ** 0.5, "point", label)
    return _markup(svg)


def latency_chart(seconds: Sequence[float], marks: Mapping[str, float]) -> Markup:
    """How many answers took how long; the last column holds all that took longer. `marks`: name → seconds."""
    end = 1.15 * max(marks.values(), default=0) or 1.0
    unit, name = (1000, "ms") if end < 2 else (1, "s")
    counts, edges = np.histogram(np.minimum(seconds, end * (1 - 1e-9)), LATENCY_COLUMNS, (0, end))
    svg = _chart("Latency", f"{name} from question to answer", "answers")
    high = max(int(counts.max()), 1)
    ticks = [(t, f"{unit * end * t:.{0 if unit * end > 10 else 2}f}") for t in SHARE_TICKS]
    _axes(svg, ticks, [(t, f"{high * t:.0f}") for t in (0.0, 0.5, 1.0)])
    for count, start, stop in zip(counts, edges, edges[1:], strict=False):
        _column(svg, (start / end, stop / end), count / high, f"{count} answers")
    for mark, at in marks.items():
        _line(svg, [(at / end, 0), (at / end, 1.0)], "mark")
        shown = f"{unit * at:.{0 if name == 'ms' else 2}f}"
        anchor, beside = ("end", -5) if at > 0.75 * end else ("start", 5)
        _label(svg, (_x(at / end) + beside, TOP + 10), f"{mark} {shown} {name}", anchor, "mark")
    return _markup(svg)


def _chart(title: str, horizontal: str, vertical: str) -> Element:
    svg = Element("svg", {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img", "class": "chart", "aria-label": title})
    _label(svg, ((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 5), horizontal, "middle", "axis")
    turned = SubElement(svg, "text", {"class": "axis", "text-anchor": "middle"})
    turned.set("transform", f"translate(11 {(TOP + HEIGHT - BOTTOM) / 2:.1f}) rotate(-90)")
    turned.text = vertical
    return svg


def _axes(svg: Element, across: Sequence[tuple[float, str]], up: Sequence[tuple[float, str]]) -> None:
    """Grid lines and their labels; positions are shares of the plot's width and height."""
    for at, text in up:
        _line(svg, [(0, at), (1, at)], "grid")
        _label(svg, (LEFT - 6, _y(at) + 4), text, "end", "tick")
    for at, text in across:
        _label(svg, (_x(at), HEIGHT - BOTTOM + 16), text, "middle", "tick")


def _line(svg: Element, points: Sequence[Point], look: str) -> None:
    path = " ".join(f"{_x(across):.1f},{_y(up):.1f}" for across, up in points)
    SubElement(svg, "polyline", {"points": path, "class": look, "fill": "none"})


def _dot(svg: Element, point: Point, radius: float, look: str, label: str) -> None:
    _shape(svg, "circle", {"cx": _x(point[0]), "cy": _y(point[1]), "r": radius}, look, label)


def _column(svg: Element, span: tuple[float, float], share: float, label: str) -> None:
    left, right = _x(span[0]) + 0.75, _x(span[1]) - 0.75
    at = {"x": left, "y": _y(share), "width": right - left, "height": _y(0) - _y(share)}
    _shape(svg, "rect", at, "column", label)


def _shape(svg: Element, tag: str, at: dict[str, float], look: str, label: str) -> None:
    place = {name: f"{value:.1f}" for name, value in at.items()}
    SubElement(SubElement(svg, tag, {**place, "class": look}), "title").text = label


def _label(svg: Element, at: Point, text: str, anchor: str, look: str) -> None:
    """`at` is in units of the drawing: labels stand outside the plot as well."""
    place = {"x": f"{at[0]:.1f}", "y": f"{at[1]:.1f}"}
    SubElement(svg, "text", {**place, "text-anchor": anchor, "class": look}).text = text


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _markup(svg: Element) -> Markup:
    """Escaped by the serializer; an HTML parser wants start and end tags where XML would shorten them."""
    return Markup(ElementTree.tostring(svg, encoding="unicode", short_empty_elements=False))  # noqa: S704 - see above
