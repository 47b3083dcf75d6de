"""What of a saved page is not its article: navigation, what is hidden, what asks for consent, lists of links.

Told by what the elements are, and by how much they say: what holds much of the page's prose is never left out, and a
page without such elements is kept whole.
"""

import re
from typing import NamedTuple

from index.documents.html.blocks import BLOCKS, NOT_SHOWN
from index.documents.html.table import is_data
from index.documents.html.tree import Element, name_of
from index.documents.html.weight import Weight, weigh

MUCH = 0.3  # of the page's prose: no part of the frame around it
LINKED = 0.5  # of what an element says: a list of links
CONTENTS = 0.8  # of what an element says, in links within the page: a list of contents
MAIN, ARTICLE = 0.5, 0.8  # of the page's prose: what a page calls its main part, or an article, is what it is about
MOST_LOST = 0.85  # of what a page says: if more were left out, only what is sure is
ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar tablist tooltip".split()
)
CALLED = frozenset(
    "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager sidebar footer navbox editsection"
    " noprint share sharing social subscribe newsletter advertisement cookie cookies consent gdpr comments disqus"
    " related recommended recommendations".split()
)
"""Words in the class or id of an element, by which pages on the web call what stands around an article."""
_NAMED = frozenset("div section ul ol aside span form table header footer".split())
_PARTS_OF_ONE = frozenset("p pre li h1 h2 h3 h4 h5 h6 dd dt th tr tbody thead tfoot".split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


class Chrome(NamedTuple):
    """Elements of a page that are no part of its article."""

    left_out: set[Element]
    furniture: set[Element]
    """Lists of contents: links to headings of the same page."""


def chrome_of(root: Element) -> Chrome:
    """The elements around a page's article, and the contents lists in it."""
    page = _Page(root)
    found = page.chrome(sure=False)
    lost, whole = [page.weights[element] for element in found.left_out], page.weights[root]
    if whole.prose:
        much = sum(weight.prose for weight in lost) > MOST_LOST * whole.prose
    else:
        much = sum(weight.said for weight in lost) > MOST_LOST * whole.said
    return page.chrome(sure=True) if much else found


def chrome_of_chapter(root: Element) -> Chrome:
    """What of a book's chapter is not its text: what is hidden or for navigation; lists of links are furniture."""
    weights = weigh(root)
    found = Chrome(hidden_of(root) | set(root.iter("nav")), set())
    for element, weight in weights.items():
        linked = weight.linked > CONTENTS * weight.said
        if linked and weight.name in BLOCKS and weight.name not in _PARTS_OF_ONE:
            found.furniture.add(element)
    return found


def hidden_of(root: Element) -> set[Element]:
    """The elements that are not shown, though they say something."""
    return {element for element in root.iter("*") if _is_hidden(element)}


class _Page:
    def __init__(self, root: Element) -> None:
        self._root = root
        self.weights = weigh(root)
        self._main = self._find_main()
        self._holding: dict[Element, bool] = {}
        """Whether links within an element belong to it: whether it is a table of data, or says something beside."""
        self._around = set(self._main.iterancestors()) if self._main is not None else set()

    def _find_main(self) -> Element | None:
        """The element that the page itself says is its main part, or its article."""
        whole = self.weights[self._root].prose
        for is_it, share in ((_is_main, MAIN), (_is_article, ARTICLE)):
            found = [e for e, weight in self.weights.items() if weight.prose > share * whole and is_it(weight.name, e)]
            if found:
                return max(found, key=lambda element: self.weights[element].prose)
        return None

    def chrome(self, sure: bool) -> Chrome:
        """What is chrome; of what is told by words and links alone, nothing where only what is sure is asked for."""
        found = Chrome(set(), set())
        rest = [(self._root, False)]
        while rest:
            element, inside = rest.pop()
            weight = self.weights[element]
            if not weight.name or weight.name in NOT_SHOWN:
                continue
            if weight.name not in ("html", "head", "body") and not self._is_much(weight):
                if self._is_frame(element, inside) or (not sure and self._is_around(element, inside)):
                    found.left_out.add(element)
                    continue
                if not sure and self._is_contents(element):
                    found.furniture.add(element)
                    continue
            inside = inside or element is self._main or weight.name in ("article", "main", "blockquote")
            rest.extend((child, inside) for child in element)
        return found

    def _is_much(self, weight: Weight) -> bool:
        whole = self.weights[self._root]
        if whole.prose:
            return weight.prose > (1 if weight.name == "noscript" else MUCH) * whole.prose
        return weight.said - weight.linked > MUCH * (whole.said - whole.linked)

    def _is_frame(self, element: Element, inside: bool) -> bool:
        """Whether it is hidden, or said to be of the frame around the article."""
        weight = self.weights[element]
        if _is_hidden(element) or weight.name == "nav" or element.get("role") in ROLES:
            return True
        if weight.name not in ("header", "footer", "aside") or inside or weight.titled:
            return False
        return self._main is not None or weight.linked > 0.3 * weight.said

    def _is_around(self, element: Element, inside: bool) -> bool:
        """Whether it stands beside the main part, is a list of links, or is called what stands around an article."""
        weight = self.weights[element]
        if self._main is not None and not inside and element not in self._around and not weight.titled:
            return True
        if self._is_links(element, LINKED * weight.said < weight.linked - weight.here) and not self._belongs(element):
            return True
        return weight.name in _NAMED and not weight.titled and bool(_words(element) & CALLED)

    def _is_contents(self, element: Element) -> bool:
        """Whether it is a list of what is on the page."""
        weight = self.weights[element]
        return weight.links > 1 and self._is_links(element, weight.here > CONTENTS * weight.said)

    def _is_links(self, element: Element, linked: bool) -> bool:
        """Whether a block that is `linked` throughout is a list of links, and no item or table with links in it."""
        weight, parent = self.weights[element], element.getparent()
        if not linked or weight.name not in BLOCKS or weight.name in _PARTS_OF_ONE:
            return False
        return not (weight.tabled or parent is None or self.weights[parent].name in ("li", "dd"))

    def _belongs(self, element: Element) -> bool:
        """Whether links belong to what is said beside them: a list below a paragraph, a cell of a table."""
        weight, parent = self.weights[element], element.getparent()
        if weight.name == "td":
            return self._holds(next(element.iterancestors("table"), parent))
        listed = weight.name in ("ul", "ol", "dl", "table") or weight.links == 1
        return listed and self._holds(parent)

    def _holds(self, outer: Element) -> bool:
        """Whether links in an element belong to it: it is a table of data, or something is said beside them."""
        if outer not in self._holding:
            says = (name_of(beside) == "p" and self.weights[beside].line for beside in outer)
            self._holding[outer] = is_data(outer) if name_of(outer) == "table" else any(says)
        return self._holding[outer]


def _is_main(name: str, element: Element) -> bool:
    return name == "main" or element.get("role") == "main"


def _is_article(name: str, element: Element) -> bool:
    return name == "article" or element.get("itemprop") == "articleBody"


def _is_hidden(element: Element) -> bool:
    if element.get("hidden", "until-found") != "until-found" or element.get("aria-hidden") == "true":
        return True
    name = name_of(element)
    if name == "noscript" or (name == "dialog" and element.get("open") is None):
        return True
    return bool(_HIDING.search(element.get("style", "").lower()))


def _words(element: Element) -> set[str]:
    called = f"{element.get('class', '')} {element.get('id', '')}"
    return {word.lower() for word in _WORD.findall(called)}
