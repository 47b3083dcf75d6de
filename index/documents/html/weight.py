"""How much each element of a page says, and how much of that in links."""

from dataclasses import dataclass

from index.documents.html.blocks import BLOCKS, NOT_SHOWN
from index.documents.html.table import is_plainly_data
from index.documents.html.tree import Element, name_of

PROSE = 60  # characters outside links; what says as much in one block is no label


@dataclass(slots=True)
class Weight:
    """Of an element with all in it, in characters."""

    name: str
    said: int = 0
    linked: int = 0
    here: int = 0
    """In links within the page."""
    prose: int = 0
    """In blocks that say something."""
    line: int = 0
    """Outside links and inner blocks: what its own line says."""
    links: int = 0
    tabled: bool = False
    """Whether a table that is plainly one of data is in it."""
    titled: bool = False
    """Whether a heading of the first level is in it."""


def weigh(root: Element) -> dict[Element, Weight]:
    """The weight of each element; of what is not shown, nothing."""
    elements = list(root.iter())
    weights = {element: Weight(name_of(element)) for element in elements}
    for element in reversed(elements):  # what is in an element comes behind it
        weight, parent = weights[element], weights.get(element.getparent())
        if weight.name and weight.name not in NOT_SHOWN:
            _close(element, weight)
            if parent and weight.name != "noscript":  # where scripts run, it is not there
                _add(weight, parent)
        if parent:
            tail = len((element.tail or "").strip())
            parent.said += tail
            parent.line += tail
    return weights


def _close(element: Element, weight: Weight) -> None:
    """An element's own text, when all that is in it has been counted."""
    own = len((element.text or "").strip())
    weight.said += own
    weight.line += own
    address = element.get("href", "") if weight.name == "a" else ""
    if address and not address.startswith(("mailto:", "tel:")):
        weight.linked, weight.line, weight.links = weight.said, 0, int(weight.said > 0)
        weight.here = weight.said if address.startswith("#") else 0
    elif weight.name == "h1":
        weight.titled = True
    elif weight.name == "table":
        weight.tabled = is_plainly_data(element)
    if weight.name in BLOCKS and weight.line >= PROSE:
        weight.prose += weight.line


def _add(weight: Weight, outer: Weight) -> None:
    outer.said += weight.said
    outer.linked += weight.linked
    outer.here += weight.here
    outer.prose += weight.prose
    outer.line += 0 if weight.name in BLOCKS else weight.line
    outer.links += weight.links
    outer.tabled = outer.tabled or weight.tabled
    outer.titled = outer.titled or weight.titled
