"""The bytes of an HTML file → a tree of elements, as browsers decode and mend them."""

import codecs
import re
from contextlib import suppress
from typing import Any, TypeAlias

from lxml import etree

from index.documents import encoding

Element: TypeAlias = Any
"""An lxml.etree._Element; lxml ships no types."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_TEXT_CODECS = re.compile(r"utf-?(8|16|32)|iso|cp\d|windows|koi|gb|big5|euc|shift|sjis|mac|tis|latin|ascii|hz|johab")
_ALIASES = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}
"""What browsers read by another table than the one declared: the declared is part of it."""
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that are none of a text."""
_NEVER_THERE = re.compile(rf"{CONTROL.pattern}|</(?:html|body)\s*>", re.IGNORECASE)
"""What browsers pass over: the parser would end there, though more may follow."""
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
_KEPT_FLAT = frozenset("p br title script style head body".split())
_LINES_FLAT = frozenset("div li ul ol dl dt dd table tr td th section article blockquote pre h1 h2 h3 h4 h5 h6".split())


def decode(data: bytes) -> tuple[str, str]:
    """The text of an HTML file and its encoding's name: as it declares, unless it is another; else as any text's."""
    declared = None if data.startswith(_MARKS) else _DECLARED.search(data, 0, 4096)
    if declared:
        name = codec(declared.group(1).decode("ascii", "replace"))
        with suppress(LookupError, ValueError):
            return data.decode(name), name
    return encoding.decode(data)


def codec(label: str) -> str:
    """The codec that a declared encoding means; UTF-8 for what is none of text."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return "utf-8"
    if name.startswith("utf-16"):  # declared in bytes that can be read as ASCII, so it is not
        return "utf-8"
    return _ALIASES.get(name, name) if _TEXT_CODECS.match(name) else "utf-8"


def parse(text: str) -> Element:
    """The tree of an HTML text, whatever is wrong with it; an empty one where it holds nothing."""
    root, too_deep = _parse(text)
    if too_deep:  # the parser stops there: all elements are put beside each other
        root, _ = _parse(_flat(text))
    return etree.Element("html") if root is None else root


def _parse(text: str) -> tuple[Element | None, bool]:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(_NEVER_THERE.sub("", text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # an empty document
        root = None
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return root, too_deep


def _flat(text: str) -> str:
    def flat(tag: re.Match[str]) -> str:
        name = tag.group(1).lower()
        return tag.group() if name in _KEPT_FLAT else "<p>" if name in _LINES_FLAT else ""

    return _TAG.sub(flat, text)


def name_of(element: Element) -> str:
    """An element's name, without a prefix; the empty string for comments and the like."""
    return element.tag.rpartition(":")[2].lower() if isinstance(element.tag, str) else ""
