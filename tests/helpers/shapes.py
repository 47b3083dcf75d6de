"""The blocks of a content, written so that a test can say what it expects."""

from index.documents.document import LEAVES, Content, faults


def shape(content: Content) -> str:
    """A line for each block, below the one that it is in: its kind, its level where it has one, a leaf's words.

    The laws of blocks are checked on the way.
    """
    assert faults(content.text, content.blocks) == []
    depths = {-1: -1}
    lines = []
    for place, (kind, start, end, parent, level) in enumerate(content.blocks):
        depths[place] = depths[parent] + 1
        words = " ".join(content.text[start:end].split()) if kind in LEAVES else ""
        named = f"{kind} {level}" if level else kind
        lines.append("  " * depths[place] + (f"{named}: {words}" if words else named))
    return "\n".join(lines)
