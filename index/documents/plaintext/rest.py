"""What stands below the last turn or answer, and is none of it."""

from index.documents.plaintext.tree import Node


def without_rest(nodes: list[Node]) -> list[Node]:
    """The same blocks, where the last of three turns or answers, or of more, is of no more parts than any other."""
    found: list[Node] = []
    count = most = 0
    for place, node in enumerate(nodes):
        found.append(node)
        is_last = place + 1 == len(nodes) or nodes[place + 1].kind != node.kind
        if node.kind not in ("turn", "exchange"):
            continue
        if is_last and count > 1:
            found += _cut(node, most)
        count, most = (0, 0) if is_last else (count + 1, max(most, len(node.content)))
    return found


def _cut(node: Node, limit: int) -> list[Node]:
    """Leave a block with its first `limit` parts that say something; what it held besides."""
    content = node.content
    if not 0 < limit < len(content):
        return []
    place = next(number for number, child in enumerate(node.within) if child is content[limit - 1]) + 1
    rest = node.within[place:]
    if any(child not in content for child in rest):
        return []
    node.within = node.within[:place]
    node.end = node.within[-1].end
    return rest
