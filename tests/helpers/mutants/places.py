"""Where a module can be broken, and how. What is said to people, types and declarations are left alone."""

import ast
from collections.abc import Iterator

from mutants.expressions import arithmetic, bounds, calls, comparisons, connectives, constants
from mutants.source import Edit, Source
from mutants.statements import conditions, results, steps
from mutants.texts import elements, texts

OPERATORS = (
    *(comparisons, connectives, arithmetic, constants, bounds, calls),
    *(texts, elements),
    *(conditions, results, steps),
)
TYPES = {"annotation", "returns", "decorator_list", "type_params"}
TOLD = {"help", "description", "epilog", "usage", "metavar", "prog"}
"""Keywords whose texts are for people."""


def edits(source: Source) -> list[Edit]:
    """All edits that may break a module, in the order of its tree; a few of them are no Python."""
    return list(_within(source.tree, source))


def _within(node: ast.AST, source: Source) -> Iterator[Edit]:
    if _is_left_alone(node):
        return
    for operator in OPERATORS:
        yield from operator(node, source)
    for name, field in ast.iter_fields(node):
        if name not in TYPES:
            for child in field if isinstance(field, list) else [field]:
                if isinstance(child, ast.AST):
                    yield from _within(child, source)


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.keyword(arg=name, value=ast.Constant(value=value)):
            return name in TOLD or (isinstance(value, bool) and name != "reverse")
        case (
            (ast.Import() | ast.ImportFrom() | ast.Raise() | ast.Assert() | ast.JoinedStr())
            | ast.Expr(value=ast.Constant())  # a docstring, an attribute's too
            | ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id="logging" | "logger" | "log" | "warnings"))))
            | ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")])
            | ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"))
            | ast.If(test=ast.Compare(left=ast.Name(id="__name__")))
            | ast.Subscript(value=ast.Name(id="Literal"))
        ):
            return True
    return False
