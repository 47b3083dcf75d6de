"""Operators that break statements: a condition that always holds, a result that is none, a step left out."""

import ast
from collections.abc import Iterator

from mutants.source import Edit, Source, with_children

Function = ast.FunctionDef | ast.AsyncFunctionDef


def conditions(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A condition always holds, or never does; a loop is never entered."""
    if isinstance(node, (ast.If, ast.IfExp)):
        yield Edit("condition", *source.span(node.test), b"True")
        yield Edit("condition", *source.span(node.test), b"False")
    elif isinstance(node, ast.While):
        yield Edit("condition", *source.span(node.test), b"False")
    elif isinstance(node, ast.comprehension):
        for condition in node.ifs:
            yield Edit("condition", *source.span(condition), b"True")


def results(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A function gives None, or the opposite where it tells yes from no."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    tells = isinstance(node.returns, ast.Name) and node.returns.id == "bool"
    for given in _returns(node):
        if given.value is None or (isinstance(given.value, ast.Constant) and given.value.value in (None, True, False)):
            continue
        if tells:
            yield Edit("result", *source.span(given.value), b"not (" + source.text(given.value) + b")")
        else:
            yield Edit("result", *source.span(given), b"return None")


def steps(node: ast.AST, source: Source) -> Iterator[Edit]:
    """A call for its effect, or what is put into an attribute, a place of a list or a sum, is left out."""
    puts = (ast.Attribute, ast.Subscript)
    if (
        (isinstance(node, ast.Expr) and isinstance(node.value, (ast.Call, ast.Await)))
        or (isinstance(node, ast.Assign) and all(isinstance(target, puts) for target in node.targets))
        or isinstance(node, ast.AugAssign)
    ):
        yield Edit("step", *source.span(node), b"pass")


def _returns(function: Function) -> Iterator[ast.Return]:
    for statement in function.body:
        for node in with_children(statement, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef):
            if isinstance(node, ast.Return):
                yield node
