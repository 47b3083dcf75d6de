"""What stands within a line of HTML and is no plain text: pointers to notes, raised figures, links to where one is."""

import re

from index.documents.html.tree import Element, name_of

RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_POINTER = re.compile(r"\[[\w*†‡§ ]{1,12}\]|[*†‡§¶]{1,3}|\(?\d{1,3}\)?")
_EXPONENT = re.compile(r"[-−+]?\d{1,3}")
_DASHES = re.compile(r"\s*[—–―-]*\s*")


def brief(element: Element, most: int) -> str:
    """An element's words where they are at most so many characters; else the empty string."""
    said = ""
    for piece in element.itertext():
        said += piece
        if len(said) > 2 * most + 40:  # white space counts until it is taken out
            return ""
    said = " ".join(said.split())
    return said if len(said) <= most else ""


def is_pointer(name: str, element: Element) -> bool:
    """Whether an element points to a note: "[1]" raised, or a raised link within the page."""
    if name == "a":
        inner = list(element)
        alone = len(inner) == 1 and name_of(inner[0]) == "sup" and not (element.text or "").strip()
        types = f"{element.get('role', '')} {element.get('epub:type', '')}"
        return "noteref" in types or (alone and "#" in element.get("href", ""))
    if name != "sup":
        return False
    said = brief(element, 14)
    linked = any("#" in link.get("href", "") for link in element if name_of(link) == "a")
    return bool(_POINTER.fullmatch(said)) and (linked or not said[:1].isdigit())


def is_exponent(name: str, element: Element) -> bool:
    """Whether a raised figure is one: 10⁶, which must not be read as 106."""
    return name == "sup" and bool(_EXPONENT.fullmatch(brief(element, 6)))


def is_anchor(name: str, element: Element) -> bool:
    """Whether it is a link to where one is, or back from a note, that says nothing: "¶", "#", "↩"."""
    if name != "a" or "#" not in element.get("href", "") or is_pointer(name, element):
        return False
    said = brief(element, 6)
    return bool(said) and not any(map(str.isalnum, said))


def is_attribution(name: str, element: Element) -> bool:
    """Whether an element names whom a quotation is from: it stands in it by itself, or is the caption below it."""
    parent = element.getparent()
    if parent is None or name not in ("cite", "footer", "figcaption"):
        return False
    if name == "figcaption":
        before = next(element.itersiblings("*", preceding=True), None)
        return before is not None and name_of(before) == "blockquote"
    if name_of(parent) == "blockquote":
        return name == "footer" or not (element.tail or "").strip()
    outer = parent.getparent()
    alone = _DASHES.fullmatch(f"{parent.text or ''} {element.tail or ''}") and len(parent) == 1
    return bool(alone) and outer is not None and name_of(outer) == "blockquote"
