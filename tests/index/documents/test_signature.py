"""A file that is plainly something else than its name says is not read as what it is not."""

import gzip
import io
import zipfile
from collections.abc import Sequence

import pytest

from index.documents.document import Unreadable
from index.documents.signature import refuse_wrong_suffix

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)


def archive(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for member in members:
            file.writestr(zipfile.ZipInfo(member), "content")  # at no time: the same bytes in each process
    return buffer.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")
EXCEL = archive("[Content_Types].xml", "xl/workbook.xml", "xl/embeddings/word/document.xml")


@pytest.mark.parametrize(
    ("data", "suffix", "is_"),
    [
        (b"%PDF-1.7\n", ".txt", "a PDF"),
        (b"\n %PDF-1.7\n", ".md", "a PDF"),
        (b"%PDF-1.7\n", ".docx", "a PDF"),
        (archive("a.txt"), ".pdf", "a ZIP archive"),
        (archive("a.txt"), ".txt", "a ZIP archive"),
        (WORD, ".txt", "a Word document"),
        (WORD, ".xlsx", "a Word document"),
        (EXCEL, ".docx", "an Excel workbook"),
        (archive("ppt/presentation.xml"), ".csv", "a PowerPoint presentation"),
        (archive("mimetype", "META-INF/container.xml"), ".pdf", "an EPUB book"),
        (archive("mimetype", "content.xml"), ".docx", "an OpenDocument file"),
        (OLD_OFFICE, ".txt", "an old Office document"),
        (b"{\\rtf1 Bees fly.}", ".txt", "a Rich Text document"),
        (b"\x89PNG\r\n\x1a\n", ".pdf", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", ".txt", "a JPEG picture"),
        (gzip.compress(b"Bees fly.", mtime=0), ".txt", "a gzip archive"),
    ],
)
def test_what_it_is_instead_is_said(data: bytes, suffix: str, is_: str) -> None:
    with pytest.raises(Unreadable) as caught:
        refuse_wrong_suffix(data, suffix)

    assert str(caught.value) == f"is {is_} by its content, not {suffix}. Rename it."


RIGHT: Sequence[tuple[bytes, str]] = [
    (b"%PDF-1.7\n", ".pdf"),
    (b"rubbish before it\n%PDF-1.7\n", ".pdf"),
    (b"no PDF at all", ".pdf"),  # its loader says so
    (WORD, ".docx"),
    (WORD, ".docm"),
    (EXCEL, ".xlsx"),
    (archive("Word/other.xml"), ".docx"),
    (WORD[:60], ".docx"),  # damaged: its loader says so
    (OLD_OFFICE, ".docx"),  # encrypted: its loader says so
    (b"<!DOCTYPE html><p>Bees fly.", ".txt"),
    (b"A PDF begins with %PDF-1.7.", ".txt"),
    (b"", ".txt"),
]


@pytest.mark.parametrize(("data", "suffix"), RIGHT)
def test_the_rest_is_for_the_loader(data: bytes, suffix: str) -> None:
    refuse_wrong_suffix(data, suffix)
