"""Levels of headings, by how they are set."""

from index.documents.plaintext.tree import Node

DEEPEST = 6


def ranked(nodes: list[Node]) -> list[Node]:
    """The same blocks, each heading with its level: a way to set them that is new is one below the heading before.

    Numbers tell theirs: "4.2" is one below "4".
    """
    levels: dict[str, int] = {}
    current = 0
    for node in nodes:
        if node.kind == "heading":
            current = levels.setdefault(node.style, _level(node.style, levels, current))
            node.level = current
    return nodes


def _level(style: str, levels: dict[str, int], current: int) -> int:
    """The level of a way to set headings that comes for the first time."""
    if style == "title":
        return 1
    if style.startswith("number "):
        depth = int(style.split()[1])
        known = {int(other.split()[1]): level for other, level in levels.items() if other.startswith("number ")}
        if known:
            near = min(known, key=lambda other: abs(other - depth))
            return max(1, min(DEEPEST, known[near] + depth - near))
    return min(current + 1, DEEPEST)
