"""Selective answering (El-Yaniv & Wiener 2010, JMLR 11, 1605-1641): how wrong are the surest answers?"""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

Curve = tuple[tuple[float, float], ...]
"""(coverage, risk) at each distinct confidence, the surest first; empty where nothing was answered."""


def risk_coverage(confidences: Sequence[float], right: Sequence[bool], asked: int) -> Curve:
    """Were only those answered that reach a threshold: their share of all asked, and the share of them that is wrong.

    Answers of equal confidence come in together, as no threshold tells them apart.
    """
    points, taken, wrong = [], 0, 0
    ordered = sorted(zip(confidences, right, strict=True), key=lambda answer: -answer[0])
    for _, tied in groupby(ordered, key=lambda answer: answer[0]):
        judged = [ok for _, ok in tied]
        taken += len(judged)
        wrong += judged.count(False)
        points.append((taken / asked, wrong / taken))
    return tuple(points)


def ideal(right: Sequence[bool], asked: int) -> Curve:
    """The curve, had every right answer more confidence than every wrong one."""
    return risk_coverage([-n for n in range(len(right))], sorted(right, reverse=True), asked)


def area(curve: Curve) -> float | None:
    """The area under the curve over its width: the mean risk, each answer counted at its own coverage."""
    if not curve:
        return None
    widths = np.diff([0.0, *(coverage for coverage, _ in curve)])
    return float(np.dot(widths, [risk for _, risk in curve]) / curve[-1][0])
