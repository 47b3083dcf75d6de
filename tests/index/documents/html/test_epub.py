"""A book is read chapter by chapter, in the order of its spine, under what it states of itself."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.document import Content, Unreadable, faults
from index.documents.html.epub import load

CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Lanterns</dc:title><dc:creator>Ida Lund</dc:creator>
<dc:date>2014-06-09</dc:date></metadata><manifest>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
</manifest><spine><itemref idref="one"/><itemref idref="two"/></spine></package>"""
CHAPTER = '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>{}</h1><p>{}</p></body></html>'


def book(**files: str) -> bytes:
    written = {
        "META-INF/container.xml": CONTAINER,
        "book/content.opf": PACKAGE,
        "book/one.xhtml": CHAPTER.format("The wick", "A wick is trimmed every day."),
        "book/two.xhtml": CHAPTER.format("The oil", "The oil is poured in the evening."),
        "book/nav.xhtml": CHAPTER.format("Contents", "<a href='one.xhtml'>The wick</a>"),
        **files,
    }
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as packed:
        for name, text in written.items():
            packed.writestr(name, text)
    return data.getvalue()


def read(data: bytes) -> Content:
    content = load(data)
    assert not faults(content.text, content.blocks)
    return content


def test_chapters_stand_in_the_order_of_the_spine_and_the_contents_are_left_out() -> None:
    content = read(book())

    headings = [content.text[b.start : b.end] for b in content.blocks if b.kind == "heading"]
    assert headings == ["The wick", "The oil"]
    assert content.text.index("trimmed every day") < content.text.index("poured in the evening")


def test_what_the_book_states_of_itself_stands_at_its_head() -> None:
    content = read(book())

    assert dict(content.metadata) == {"title": "Lanterns", "author": "Ida Lund", "date": "2014-06-09"}
    [front] = [b for b in content.blocks if b.kind == "front"]
    assert "Author: Ida Lund" in content.text[front.start : front.end]


def test_a_protected_book_says_so() -> None:
    drm = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
      xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
      <enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
      <enc:CipherData><enc:CipherReference URI="book/one.xhtml"/></enc:CipherData></enc:EncryptedData>
      <enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
      <enc:CipherData><enc:CipherReference URI="book/two.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>"""

    with pytest.raises(Unreadable, match="protected"):
        load(book(**{"META-INF/encryption.xml": drm}))


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(Unreadable, match="unpacks to"):
        load(book(**{"book/zeros.bin": "\0" * 60_000_000}))


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"no zip at all"])
def test_what_is_no_archive_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable):
        load(data)


def test_an_entity_of_the_file_system_is_not_taken_in() -> None:
    evil = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + CHAPTER.format("The wick", "Here: &x; end.")

    assert "Here:" in read(book(**{"book/one.xhtml": evil})).text


@settings(max_examples=30)
@given(st.binary(min_size=1, max_size=40), st.integers(0, 1200))
def test_a_damaged_book_is_read_or_told(harm: bytes, at: int) -> None:
    data = book()
    try:
        content = load(data[:at] + harm + data[at + len(harm) :])
    except Unreadable:
        return
    assert not faults(content.text, content.blocks)
