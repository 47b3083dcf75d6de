"""A zip is opened only where it is whole, and no bomb."""

import struct
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.document import Unreadable
from index.documents.zipped import open_zip, opened, parse


def zipped(**members: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_a_whole_zip_is_opened() -> None:
    with open_zip(zipped(a=b"bees", b=b"")) as archive:
        assert archive.read("a") == b"bees"


@pytest.mark.parametrize("members", [{"a": b"0" * 30_000_000}, {f"m{n}": bytes(19_000_000) for n in range(11)}])
def test_what_unpacks_to_far_more_is_not_read(members: dict[str, bytes]) -> None:
    with pytest.raises(Unreadable, match=r"^unpacks to 0\.[02] GB\. It is not read"):
        open_zip(zipped(**members))


def test_what_lies_about_its_size_is_found_out() -> None:
    data = zipped(a=b"0" * 9_000_000)
    size = struct.pack("<I", 9_000_000)
    assert data.count(size) == 2

    with pytest.raises(Unreadable, match="is broken"):
        open_zip(data.replace(size, struct.pack("<I", 1000)))


def test_the_formats_before_2007_say_what_to_do() -> None:
    with pytest.raises(Unreadable, match=r"is encrypted, or of the format before 2007\. Save it as \.docx"):
        open_zip(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_a_member_with_a_password_says_what_to_do() -> None:
    data = bytearray(zipped(a=b"bees"))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1

    with pytest.raises(Unreadable, match="Save a copy without a password"):
        open_zip(bytes(data))


@pytest.mark.parametrize("cut", [0, 1, 20, 60, -1])
def test_a_part_of_a_zip_is_broken(cut: int) -> None:
    with pytest.raises(Unreadable, match=r"is broken, or a file of another kind \(\w+\)\. Open it"):
        open_zip(zipped(a=b"bees" * 100)[:cut])


@given(st.integers(0, 200), st.integers(0, 255))
def test_a_damaged_zip_is_opened_or_refused(place: int, byte: int) -> None:
    data = bytearray(zipped(a=b"bees" * 9, b=b"<a/>"))
    data[place % len(data)] = byte
    with suppress(Unreadable):
        open_zip(bytes(data)).close()


def test_whatever_goes_wrong_meanwhile_is_said_as_a_damage() -> None:
    with pytest.raises(Unreadable, match=r"is broken, or a file of another kind \(KeyError\)"), opened(zipped()) as it:
        it.read("gone")


def test_nothing_outside_the_file_is_read_and_no_entity_grows() -> None:
    outside = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>x&b;y</a>'
    grows = b'<!DOCTYPE a [<!ENTITY b "bees"><!ENTITY c "&b;&b;&b;">]><a>x&c;</a>'

    assert "".join(parse(outside).itertext()) == "x&b;y"
    assert "".join(parse(grows).itertext()) == "x&c;"
