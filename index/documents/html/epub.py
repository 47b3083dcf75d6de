"""EPUB → text and blocks: a book's chapters in reading order, each an HTML page."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from index.documents.document import Content, Unreadable
from index.documents.draft import Draft
from index.documents.html.blocks import parts_of
from index.documents.html.chrome import chrome_of_chapter
from index.documents.html.meta import iso_date
from index.documents.html.tree import Element, decode, parse
from index.documents.parts import Part, write, write_front
from index.documents.zipped import opened

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/xml", "text/xml")
_UNKNOWN_DATE = "0101-01-01"  # what calibre writes where it knows none


def load(data: bytes) -> Content:
    """The text of a book, under what the book states of itself."""
    with opened(data) as archive:
        book = _Book(archive)
        parts = [part for path in book.chapters() for part in book.chapter(path)]
    metadata = _stated(book.package)
    if not parts:
        raise Unreadable("holds no text. If it is made of pictures, save it as PDF with text recognition.")
    draft = Draft()
    write_front(draft, metadata)
    write(draft, parts)
    return draft.content(metadata)


def _package_path(archive: ZipFile) -> str:
    """Where the package document is: what the book consists of."""
    container = _xml(_member(archive, _CONTAINER))
    named = [] if container is None else [root.get("full-path", "") for root in container.iter("{*}rootfile")]
    others = sorted(name for name in archive.namelist() if name.endswith(".opf"))
    return next((name for name in [*named, *others] if name in archive.NameToInfo), "")


def _member(archive: ZipFile, name: str) -> bytes:
    """One file of the archive; nothing where there is none of that name."""
    return archive.read(name) if name in archive.NameToInfo else b""


def _xml(data: bytes) -> Element | None:
    """The root of an XML file; nothing outside it is fetched, and no entity of its own taken in."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return root


def _stated(package: Element) -> dict[str, str]:
    """Title, authors and date of a book."""
    found = {key: [_line(e) for e in package.iter(f"{{*}}{key}") if _line(e)] for key in ("title", "creator", "date")}
    dates = [iso_date(given) for given in found["date"] if not given.startswith(_UNKNOWN_DATE)]
    stated = {
        "title": "".join(found["title"][:1]),
        "author": ", ".join(dict.fromkeys(found["creator"])),
        "date": next(filter(None, dates), ""),
    }
    return {key: value for key, value in stated.items() if value}


def _line(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


class _Book:
    def __init__(self, archive: ZipFile) -> None:
        place = _package_path(archive)
        self._archive, self._folder = archive, posixpath.dirname(place)
        package = _xml(_member(archive, place))
        if package is None:
            raise Unreadable("is no EPUB: it does not say what it consists of. Export it again from its program.")
        self.package = package
        """What the book consists of, and what it states of itself."""
        self._items = {item.get("id", ""): item for item in self.package.iter("{*}item")}
        self._contents = [item for item in self._items.values() if "nav" in item.get("properties", "").split()]
        self._labels = dict(reversed(list(self._labelled())))
        self._check_protection()

    def chapters(self) -> Iterator[str]:
        """The paths of the chapters in reading order, without the list of contents."""
        listed = {self._path(item) for item in self._contents}
        for name in dict.fromkeys(reference.get("idref", "") for reference in self.package.iter("{*}itemref")):
            item = self._items.get(name)
            if item is not None and item.get("media-type", _CHAPTERS[0]) in _CHAPTERS:
                yield from {self._path(item)} - listed

    def chapter(self, path: str) -> list[Part]:
        """What a chapter says, under its title: its own first heading, else what the list of contents calls it."""
        root = self._page(path)
        parts = parts_of(root, *chrome_of_chapter(root))
        headings = [part for part in parts if part.kind == "heading"]
        highest = min((heading.level for heading in headings), default=7)
        if highest == 2:
            for heading in headings:
                heading.level -= 1
        if highest <= 2 or not parts or path not in self._labels:
            return parts
        return _titled(parts, self._labels[path])

    def _page(self, path: str) -> Element:
        return parse(decode(_member(self._archive, path))[0])

    def _path(self, item: Element) -> str:
        return _path(self._folder, item.get("href", ""))

    def _labelled(self) -> Iterator[tuple[str, str]]:
        """The chapters' paths with what the lists of contents call them."""
        for item in self._contents:
            folder = posixpath.dirname(self._path(item))
            for link in self._page(self._path(item)).iter("a"):
                yield _path(folder, link.get("href", "")), _line(link)
        for item in self._items.values():
            if item.get("media-type") == "application/x-dtbncx+xml":
                yield from self._of_ncx(self._path(item))

    def _of_ncx(self, path: str) -> Iterator[tuple[str, str]]:
        root = _xml(_member(self._archive, path))
        for point in root.iter("{*}navPoint") if root is not None else ():
            label, content = point.find("{*}navLabel"), point.find("{*}content")
            if label is not None and content is not None:
                yield _path(posixpath.dirname(path), content.get("src", "")), _line(label)

    def _check_protection(self) -> None:
        """Unreadable where chapters are encrypted; fonts often are, in books that are not."""
        encryption = _xml(_member(self._archive, _ENCRYPTION))
        named = [] if encryption is None else encryption.iter("{*}CipherReference")
        if {_path("", reference.get("URI", "")) for reference in named} & set(self.chapters()):
            raise Unreadable("is protected. Save a copy without protection, if you may.")


def _titled(parts: list[Part], label: str) -> list[Part]:
    """The parts under a title; a first line that is the same is it."""
    if parts[0].text == label:
        parts[0].kind, parts[0].level = "heading", 1
        return parts
    return [Part("heading", 1, words=[(label, False)]), *parts] if label else parts


def _path(folder: str, href: str) -> str:
    """The path within the archive that a link means."""
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))
