"""What Markdown says by bold type and order: headings, questions with answers, definitions, authors, contents lists."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.documents.document import SILENT
from index.documents.markdown.dialogue import asked_from, exchange, exchanges, is_boundary
from index.documents.markdown.lettered import lettered
from index.documents.markdown.nodes import Node, line_starts, named, part, words
from index.documents.markdown.turns import turns

LONGEST_HEADING = 120  # characters of a paragraph in bold
_BOLD_LINE = re.compile(
    rf"(\*{{2,3}}|__)(?=\S)((?:(?!\1)[^\n]){{1,{LONGEST_HEADING}}}+)\1[ \t]*(?:\\?\n[ \t]*(?P<more>\S)|\Z)"
)
_TERM = re.compile(
    r"(\*\*|__|`)(?=\S)(?P<term>(?:(?!\1)[^\n]){1,80}+)"
    r"(?:(?<=:)\1(?=\s)|\1(?:[ \t]*:(?=\s)|[ \t]*—|[ \t]+(?:–|--?)(?=\s)))\s*(?=\S)"
)
_PLACE = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*+\]\(#[^()\s]*(?:\([^()\s]*\)[^()\s]*)*+\)")  # a link into the page
_AUTHOR = re.compile(r"(?:—|–|―|--)[ \t]*(?P<name>\S[^\n]{1,99})\Z")


def arranged(text: str, nodes: Sequence[Node]) -> list[Node]:
    """The blocks at the top of a document, rearranged."""
    found = [_contents(text, _within(text, node)) for node in nodes]
    found = _titled(text, lettered(text, found))
    found = turns(text, exchanges(text, found))
    return _answered(text, _definitions(text, found))


def _within(text: str, node: Node) -> Node:
    """A block with what it holds rearranged."""
    children = [_within(text, child) for child in node.children]
    match node.kind:
        case "item":
            children = exchanges(text, lettered(text, children), is_item=True)
        case "quotation":
            children = turns(text, _signed(text, lettered(text, children)))
        case "definition":
            children = lettered(text, children)
        case "list":
            _define_items(text, children)
    for child in children:
        child.level = 6 if child.kind == "heading" and not child.level else child.level
    node.children = children
    return node


def _contents(text: str, node: Node) -> Node:
    """A list of nothing but links into the page is furniture."""
    leaves = _leaves(node) if node.kind == "list" else []
    paragraphs = [leaf for leaf in leaves if leaf.kind != "markup"]
    if len(paragraphs) > 1 and all(_PLACE.fullmatch(text, leaf.start, leaf.end) for leaf in paragraphs):
        return Node("furniture", node.start, paragraphs[-1].end)
    return node


def _leaves(node: Node) -> list[Node]:
    return [leaf for child in node.children for leaf in _leaves(child)] if node.children else [node]


def _titled(text: str, nodes: Sequence[Node]) -> list[Node]:
    """Paragraphs, or their first lines, that are only bold are headings of the level below the last one in force."""
    found: list[Node] = []
    level = 0
    for place, node in enumerate(nodes):
        if node.kind == "heading":
            level = node.level or level
            node.level = node.level or min(level + 1, 6)
        bold = _bold_line(text, node)
        follows = nodes[place + 1 : place + 2]
        if bold and (
            bold["more"] or (follows and not is_boundary(text, follows[0]) and not _is_bold(text, follows[0]))
        ):
            heading = part(text, node, node.start, bold.start("more") if bold["more"] else node.end)
            heading.kind, heading.level = "heading", min(level + 1, 6)
            found.append(heading)
            found += [part(text, node, bold.start("more"), node.end)] if bold["more"] else []
        else:
            found.append(node)
    return found


def _bold_line(text: str, node: Node) -> re.Match[str] | None:
    """The first line of a paragraph where it is only bold, and no sentence or part of one."""
    bold = _BOLD_LINE.match(text, node.start, node.end) if node.kind == "paragraph" else None
    if not bold or asked_from(text, node) > node.start:
        return None
    return None if bold[2].rstrip()[-1] in ".,;!" or (bold["more"] and bold["more"].islower()) else bold


def _is_bold(text: str, node: Node) -> bool:
    bold = _bold_line(text, node)
    return bold is not None and not bold["more"]


def _answered(text: str, nodes: Sequence[Node]) -> list[Node]:
    """Headings that end in "?" are the questions of what follows, down to the next heading, if that is none below."""
    found: list[Node] = []
    headings = [*(place for place, node in enumerate(nodes) if node.kind == "heading"), len(nodes)]
    found += nodes[: headings[0]]
    for place, following in pairwise(headings):
        node = nodes[place]
        boundaries = (i for i in range(place + 1, following) if is_boundary(text, nodes[i]))
        end = next(boundaries, following)
        holds_other = end < following and nodes[end].kind == "exchange" and text.startswith("#", node.start)
        while nodes[end - 1].kind == "link":
            end -= 1
        answers = nodes[place + 1 : end]
        is_above = following < len(nodes) and nodes[following].level > node.level
        is_answered = any(answer.kind not in SILENT for answer in answers)
        if words(text, node).endswith("?") and is_answered and not is_above and not holds_other:
            asked = named(text, node, asked_from(text, node), node.end, "question")
            found += [exchange(text, asked, answers), *nodes[end:following]]
        else:
            found += nodes[place:following]
    return found


def _definitions(text: str, nodes: Sequence[Node]) -> list[Node]:
    """Two paragraphs in a row, or more, that begin with a term in bold and a colon or dash are definitions."""
    terms = [_term(text, node) for node in nodes]
    found: list[Node] = []
    for place, (node, term) in enumerate(zip(nodes, terms, strict=True)):
        beside = [*terms[max(place - 1, 0) : place], *terms[place + 1 : place + 2]]
        found.append(_definition(text, node, term, []) if term and any(beside) else node)
    return found


def _define_items(text: str, items: Sequence[Node]) -> None:
    """The same with items of a list, wherever in it they stand; what else is in the item belongs to its definition."""
    found = []
    for item in items:
        first = next((place for place, child in enumerate(item.children) if child.kind != "markup"), None)
        term = None if first is None else _term(text, item.children[first])
        if first is not None and term:
            found.append((item, first, term))
    for item, first, term in found if len(found) > 1 else ():
        node, *further = item.children[first:]
        item.children[first:] = [_definition(text, node, term, further)]


def _term(text: str, node: Node) -> re.Match[str] | None:
    return _TERM.match(text, node.start, node.end) if node.kind == "paragraph" else None


def _definition(text: str, node: Node, term: re.Match[str], further: Sequence[Node]) -> Node:
    end = term.end("term") - term["term"].endswith(":")
    label = named(text, part(text, node, node.start, term.end()), term.start("term"), end, "term")
    children = [*label, part(text, node, term.end(), node.end), *further]
    return Node("definition", node.start, node.start, children=children)


def _signed(text: str, nodes: Sequence[Node]) -> list[Node]:
    """The blocks of a quotation. The last line of its last paragraph is its author, where it is a dash and a name."""
    last = nodes[-1] if nodes else None
    if last is None or last.kind != "paragraph":
        return [*nodes]
    begin = max(at for at in line_starts(text, last))
    author = _AUTHOR.match(text, begin, last.end)
    if not author or (begin == last.start and len(nodes) < 2):
        return [*nodes]
    before = part(text, last, last.start, begin)
    name = named(text, part(text, last, begin, last.end), author.start("name"), last.end, "author")
    return [*nodes[:-1], *([before] if before.start < before.end else []), *name]
