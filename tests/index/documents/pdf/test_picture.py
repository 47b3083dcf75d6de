"""A page of a PDF is drawn as a picture, in a process of its own."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from index.documents.document import Unreadable
from index.documents.pdf import picture as module
from index.documents.pdf.picture import WIDTH, picture
from pdf_sheets import Sheets


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two pages: the second says something."""
    sheets = Sheets()
    sheets.turn()
    sheets.lines(50, 100, ["Bees fly."], size=40)
    sheets.turn()
    (tmp_path / "bees.pdf").write_bytes(sheets.pdf())
    return tmp_path / "bees.pdf"


def test_it_shows_the_page_that_is_asked_for(path: Path) -> None:
    blank, written = (Image.open(BytesIO(picture(path, number))).convert("L") for number in (0, 1))

    assert blank.width == written.width == pytest.approx(WIDTH, abs=1)
    assert b"\0" not in blank.tobytes()
    assert b"\0" in written.tobytes()


def test_what_cannot_be_drawn_says_so(path: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 and no more")

    for file, number in ((path, 2), (broken, 0), (tmp_path / "none.pdf", 0)):
        with pytest.raises(Unreadable, match="cannot be drawn"):
            picture(file, number)


def test_what_takes_too_long_is_ended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.01)

    with pytest.raises(Unreadable, match="took longer than"):
        picture(path, 0)
