"""A module's source with its tree, and the edits that break it. All offsets are in bytes, as ast's columns are."""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True)
class Edit:
    """Bytes `start` to `end` of a source are replaced by `new`."""

    operator: str
    """What kind of break it is: "comparison", "number"…"""
    start: int
    end: int
    new: bytes


class Source:
    """A module's source. Raises SyntaxError where it is not Python."""

    def __init__(self, module: str, content: bytes) -> None:
        self.module, self.content = module, content
        self.tree = ast.parse(content)
        self._lines = content.splitlines(keepends=True)
        self._starts = [0, *accumulate(len(line) for line in self._lines)]

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Where a node stands, without brackets around it."""
        last, end = node.end_lineno or node.lineno, node.end_col_offset or 0  # ast.parse sets both
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[last - 1] + end

    def text(self, node: ast.expr | ast.stmt) -> bytes:
        start, end = self.span(node)
        return self.content[start:end]

    def line_of(self, edit: Edit) -> int:
        """The number of the line that an edit begins in, from 1 on."""
        return self.content.count(b"\n", 0, edit.start) + 1

    def edited(self, edit: Edit) -> bytes:
        """The whole source with one edit."""
        return self.content[: edit.start] + edit.new + self.content[edit.end :]

    def is_changed_by(self, edit: Edit) -> bool:
        """Whether the edited source is Python, and another program."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # SyntaxWarning: "is" with a literal
                edited = ast.parse(self.edited(edit))
                compile(edited, self.module, "exec")
        except (SyntaxError, ValueError):
            return False
        return ast.dump(edited) != ast.dump(self.tree)


def line_at(content: bytes, number: int) -> str:
    """A line by its number, from 1 on, without its indentation."""
    return content.split(b"\n")[number - 1].decode().strip()


def with_children(node: ast.AST, *stops: type[ast.AST]) -> Iterator[ast.AST]:
    """A node and all below it, without nodes of these types and what is below them."""
    if isinstance(node, stops):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from with_children(child, *stops)
