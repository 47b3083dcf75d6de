"""The bytes of a page are decoded as a browser does it, and mended into a tree."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.document import Unreadable
from index.documents.html.tree import decode, parse

UMLAUT = "<p>Käse für 3 €</p>"


@pytest.mark.parametrize(
    "data",
    [
        UMLAUT.encode(),
        b"\xef\xbb\xbf" + UMLAUT.encode(),
        b"\xff\xfe" + UMLAUT.encode("utf-16-le"),
        b"\xfe\xff" + UMLAUT.encode("utf-16-be"),
        UMLAUT.encode("cp1252"),
        b"<meta charset='utf-8'>" + UMLAUT.encode("cp1252"),  # which is a lie
        b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">' + UMLAUT.encode("cp1252"),
        b"<?xml version='1.0' encoding='windows-1252'?>" + UMLAUT.encode("cp1252"),
        b"<meta charset=iso-8859-15>" + UMLAUT.encode("iso-8859-15"),
        b"<meta charset=utf-16>" + UMLAUT.encode(),  # which cannot be
        b"<meta charset=punycode>" + UMLAUT.encode(),
        b"<meta charset=nonsense>" + UMLAUT.encode(),
    ],
)
def test_a_page_is_read_in_its_encoding(data: bytes) -> None:
    assert decode(data)[0].endswith(UMLAUT)


def test_other_alphabets_are_as_declared() -> None:
    assert decode(b"<meta charset=koi8-r>" + "Чайник".encode("koi8-r"))[0].endswith("Чайник")
    assert decode(b"<meta charset=gb2312>" + "水壶鎔".encode("gb18030"))[0].endswith("水壶鎔")


def test_a_spoilt_byte_does_not_spoil_the_rest() -> None:
    assert decode("Käse für Bär".encode() * 4 + b"\xff")[0] == "Käse für Bär" * 4 + "\ufffd"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>a\x00b\x0bc", "abc"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head><body><p>abc</p>", "abc"),
        ("<h:p xmlns:h='http://www.w3.org/1999/xhtml'>abc</h:p>", "abc"),
        ("<p>abc</body></html>def", "abcdef"),
        ("", ""),
        ("<!-- abc", ""),
    ],
)
def test_what_browsers_mend_is_mended(page: str, words: str) -> None:
    assert "".join(parse(page).itertext("*")) == words


def test_a_page_that_is_too_deep_for_the_parser_keeps_its_words() -> None:
    page = "<ul>" + "<li><b>kettle</b> <ul>" * 3_000 + "<script>var kettle</script>"

    assert sum(text.count("kettle") for text in parse(page).itertext("p", "body")) == 3_000


@given(st.binary(max_size=300))
def test_any_bytes_have_a_text_and_a_tree(data: bytes) -> None:
    with suppress(Unreadable):
        text, encoding = decode(data)
        assert parse(text).tag
        assert encoding
