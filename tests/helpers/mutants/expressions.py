"""Operators that break expressions: another comparison, another number, another bound."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from mutants.source import Edit, Source

Change = tuple[bytes, bytes]
"""A pattern of what stands there, and what is put there."""

COMPARISONS: dict[type[ast.cmpop], Change] = {
    ast.Lt: (rb"<", b"<="),
    ast.LtE: (rb"<=", b"<"),
    ast.Gt: (rb">", b">="),
    ast.GtE: (rb">=", b">"),
    ast.Eq: (rb"==", b"!="),
    ast.NotEq: (rb"!=", b"=="),
    ast.In: (rb"\bin\b", b"not in"),
    ast.NotIn: (rb"\bnot\s+in\b", b"in"),
    ast.Is: (rb"\bis\b", b"is not"),
    ast.IsNot: (rb"\bis\s+not\b", b"is"),
}
ARITHMETIC: dict[type[ast.operator], Change] = {
    ast.Add: (rb"\+", b"-"),
    ast.Sub: (rb"-", b"+"),
    ast.Mult: (rb"\*", b"/"),
    ast.Div: (rb"/", b"*"),
    ast.FloorDiv: (rb"//", b"*"),
    ast.Mod: (rb"%", b"*"),
}
OPPOSITES = {"min": b"max", "max": b"min", "any": b"all", "all": b"any"}
SMALL = 10
"""From here on a number is made ten times as large or small: one more would rarely matter."""


def comparisons(node: ast.AST, source: Source) -> Iterator[Edit]:
    """< ↔ <=, > ↔ >=, == ↔ !=, in ↔ not in, is ↔ is not."""
    if isinstance(node, ast.Compare):
        operands = [node.left, *node.comparators]
        for sign, left, right in zip(node.ops, operands, operands[1:], strict=False):
            yield from _between(source, left, right, "comparison", COMPARISONS[type(sign)])


def connectives(node: ast.AST, source: Source) -> Iterator[Edit]:
    """One "and" becomes "or", one "or" becomes "and"; "not" is dropped."""
    if isinstance(node, ast.BoolOp):
        change = (rb"\band\b", b"or") if isinstance(node.op, ast.And) else (rb"\bor\b", b"and")
        for left, right in pairwise(node.values):
            yield from _between(source, left, right, "connective", change)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        start, _ = source.span(node)
        yield Edit("negation", start, start + len("not"), b"")


def arithmetic(node: ast.AST, source: Source) -> Iterator[Edit]:
    """+ ↔ -, * ↔ /; a minus before an expression is dropped. Texts that are joined or filled in are left alone."""
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        if not (_is_text(node.left) or _is_text(node.right)):
            yield from _between(source, node.left, node.right, "arithmetic", ARITHMETIC[type(node.op)])
    elif isinstance(node, ast.AugAssign) and type(node.op) in ARITHMETIC and not _is_text(node.value):
        yield from _between(source, node.target, node.value, "arithmetic", ARITHMETIC[type(node.op)])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        start, _ = source.span(node)
        yield Edit("sign", start, start + 1, b"")


def constants(node: ast.AST, source: Source) -> Iterator[Edit]:
    """0 ↔ 1, n → n ± 1, from 10 on and with a point x → 10 x and x / 10, True ↔ False."""
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield Edit("boolean", *source.span(node), str(not node.value).encode())
    elif isinstance(node.value, (int, float)):
        for other in _other_numbers(node.value):
            yield Edit("number", *source.span(node), repr(other).encode())


def _other_numbers(value: float) -> list[float]:
    if value in (0, 1):
        return [type(value)(1 - value)]
    if isinstance(value, int):
        return [value + 1, value - 1] if value < SMALL else [value * 10, value // 10]
    return [float(f"{value * 10:.12g}"), float(f"{value / 10:.12g}")]


def bounds(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A slice's bound is one more; where it is a bare number, `constants` changes it."""
    if isinstance(node, ast.Slice):
        for bound in (node.lower, node.upper):
            if isinstance(bound, (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.BinOp)):
                _, end = source.span(bound)
                yield Edit("bound", end, end, b" + 1")


def calls(node: ast.AST, source: Source) -> Iterator[Edit]:
    """min ↔ max, any ↔ all; what is sorted is sorted the other way round."""
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Name) and node.func.id in OPPOSITES:
        yield Edit("opposite", *source.span(node.func), OPPOSITES[node.func.id])
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in ("sorted", "sort") and not any(keyword.arg == "reverse" for keyword in node.keywords):
        backwards = ast.Call(node.func, node.args, [*node.keywords, ast.keyword("reverse", ast.Constant(True))])
        yield Edit("order", *source.span(node), ast.unparse(backwards).encode())


def _between(source: Source, left: ast.expr, right: ast.expr, operator: str, change: Change) -> Iterator[Edit]:
    """What stands between two operands, replaced."""
    old, new = change
    (_, start), (end, _) = source.span(left), source.span(right)
    if found := re.search(old, source.content[start:end]):
        yield Edit(operator, start + found.start(), start + found.end(), new)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes)))
