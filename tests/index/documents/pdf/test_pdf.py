"""A PDF becomes a document: its pages and words at their places, what it states of itself, and what is said if not."""

from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from index.documents.document import Content, Document, Unreadable
from index.documents.pdf.pdf import load
from pdf_sheets import BOLD, Sheets, texts

ENDLESS = "and so it went on from one year to the next without a word being said about it"


def document(content: Content) -> Document:
    return Document("a.pdf", "A", content.text, "a.pdf", {}, content.blocks, content.pages)


def boxes_of(content: Content, word: str) -> list[tuple[str, tuple[int, ...]]]:
    """(page, box) of each piece of a word."""
    start = content.text.index(word)
    return [
        (page.name, tuple(box))
        for page in content.pages
        for a, b, *box in page.words
        if start <= a and b <= start + len(word)
    ]


def test_each_page_has_its_stretch_of_the_text_its_number_and_its_size() -> None:
    sheets = Sheets((400, 600))
    sheets.lines(50, 60, ["The first page says this."])
    sheets.turn()
    sheets.lines(50, 60, ["The second page says that."])
    content = sheets.read()

    assert [(p.name, p.width, p.height, content.text[p.start : p.end].strip()) for p in content.pages] == [
        ("page 1", 400, 600, "The first page says this."),
        ("page 2", 400, 600, "The second page says that."),
    ]


def test_pages_are_named_by_their_labels() -> None:
    sheets = Sheets()
    for number, style in enumerate(["ROMAN_LOWER", "ARABIC"]):
        sheets.canvas.addPageLabel(number, style=style, start=4)
        sheets.lines(50, 60, ["Something is said here."])
        sheets.turn()

    assert [page.name for page in sheets.read().pages] == ["page iv", "page 4"]


def test_a_page_without_text_has_an_empty_stretch() -> None:
    sheets = Sheets()
    sheets.lines(50, 60, ["Before."])
    sheets.turn()
    sheets.turn()
    sheets.lines(50, 60, ["After."])
    content = sheets.read()

    assert [content.text[page.start : page.end].strip() for page in content.pages] == ["Before.", "", "After."]
    assert document(content).page_at(content.text.index("After")) == content.pages[2]


def test_a_paragraph_that_runs_over_the_end_of_a_page_is_one_and_lies_on_both() -> None:
    sheets = Sheets()
    sheets.lines(50, 700, [ENDLESS, ENDLESS, "until the exam-"])
    sheets.turn()
    sheets.lines(50, 60, ["ple was found.", "", "Nothing more is known."], leading=20)
    content = sheets.read()

    assert texts(content, "paragraph") == [
        f"{ENDLESS} {ENDLESS} until the example was found.",
        "Nothing more is known.",
    ]
    at = content.text.index("example")
    assert [document(content).page_at(at + i).name for i in (0, 3, 4, 6)] == ["page 1", "page 1", "page 2", "page 2"]  # type: ignore[union-attr]


def test_words_stand_at_their_places_in_tenths_of_a_point() -> None:
    sheets = Sheets((400, 600))
    sheets.lines(50, 100, ["Hello there"], font="Courier", size=10)
    content = sheets.read()

    ((page, (left, top, right, bottom)),) = boxes_of(content, "there")
    assert page == "page 1"
    assert (left, right) == (860, 1160)  # Courier is six tenths of its size wide: six characters in, five long
    assert 880 < top < 960
    assert 1000 < bottom < 1040


def test_a_word_broken_at_the_end_of_a_line_has_two_boxes_each_for_its_own_letters() -> None:
    sheets = Sheets()
    sheets.lines(50, 100, [ENDLESS + " as an exam-", "ple of it, " + ENDLESS])
    content = sheets.read()

    start = content.text.index("example")
    pieces = [(a - start, b - start, top) for a, b, _, top, _, _ in content.pages[0].words if start <= a < start + 7]
    assert [piece[:2] for piece in pieces] == [(0, 4), (4, 7)]
    assert pieces[1][2] - pieces[0][2] == 130


def test_every_word_of_the_text_is_on_its_page_once() -> None:
    sheets = Sheets()
    sheets.lines(50, 60, ["A Heading"], font=BOLD, size=18)
    sheets.lines(50, 100, [ENDLESS + ":"])
    sheets.lines(60, 130, ["• first one,", "• then two."])
    content = sheets.read()

    covered = [content.text[a:b] for page in content.pages for a, b, *_ in page.words]
    assert covered == [word.replace("•", "-") for word in content.text.split()]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_and_measured_as_it_is_shown(turn: int) -> None:
    sheets = Sheets((400, 600))
    sheets.canvas.setPageRotation(turn)
    sheets.canvas.translate(
        *{0: (0, 0), 90: (600, 0), 180: (400, 600), 270: (0, 400)}[turn]
    )  # the sheet lies on its side
    sheets.canvas.rotate(turn)
    sheets.lines(50, 100, ["These words are", "upright in the end."])
    content = sheets.read()

    assert texts(content, "paragraph") == ["These words are upright in the end."]
    ((_, (left, top, _, bottom)),) = boxes_of(content, "These")
    assert left == pytest.approx(500, abs=2)
    assert top < 1000 < bottom
    assert (content.pages[0].width, content.pages[0].height) == (400, 600)


def test_writing_that_is_turned_on_its_page_is_read_upright() -> None:
    sheets = Sheets((400, 600))
    sheets.canvas.translate(400, 0)
    sheets.canvas.rotate(90)
    sheets.height = 400
    sheets.lines(50, 100, ["A table that lies on its side is", "read as if it stood."])

    assert texts(sheets.read(), "paragraph") == ["A table that lies on its side is read as if it stood."]


def test_what_a_crop_leaves_out_is_not_read_and_places_are_those_of_what_is_shown() -> None:
    sheets = Sheets((400, 600))
    sheets.canvas.setCropBox((40, 40, 360, 560))
    sheets.lines(50, 100, ["Inside."], font="Courier", size=10)
    sheets.lines(50, 20, ["Printer's marks"])
    content = sheets.read()

    assert content.text.strip() == "Inside."
    assert (content.pages[0].width, content.pages[0].height) == (320, 520)
    assert boxes_of(content, "Inside.")[0][1][0] == 100


def test_what_it_states_of_itself_is_its_metadata_and_stands_at_the_top_of_its_first_page() -> None:
    sheets = Sheets(dated=True)
    sheets.canvas.setTitle("On  Bees")
    sheets.canvas.setAuthor("A. Bee")
    sheets.lines(50, 60, ["Bees fly."])
    content = sheets.read()

    assert content.metadata == {"title": "On Bees", "author": "A. Bee", "date": "2000-01-01"}
    assert content.text.startswith("Title: On Bees\nAuthor: A. Bee\nDate: 2000-01-01\n\nBees fly.")
    assert texts(content, "front") == ["Title: On Bees\nAuthor: A. Bee\nDate: 2000-01-01"]
    assert content.pages[0].start == 0


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - draft 3.doc", "report.docx", "Untitled", "  "])
def test_a_title_that_a_program_filled_in_is_none(title: str) -> None:
    sheets = Sheets()
    sheets.canvas.setTitle(title)
    sheets.lines(50, 60, ["Bees fly."])

    assert "title" not in sheets.read().metadata


def test_an_encrypted_file_is_named_so() -> None:
    sheets = Sheets(encrypt=StandardEncryption("secret"))
    sheets.lines(50, 60, ["Nobody may read this."])

    with pytest.raises(Unreadable, match=r"^is encrypted\. Save a copy without a password\.$"):
        sheets.read()


def test_a_file_that_only_may_not_be_printed_is_read() -> None:
    sheets = Sheets(encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    sheets.lines(50, 60, ["Anybody may read this."])

    assert "Anybody may read this." in sheets.read().text


@pytest.mark.parametrize(
    "data", [b"", b"Hello", b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"]
)
def test_a_broken_file_says_what_to_do(data: bytes) -> None:
    with pytest.raises(
        Unreadable, match=r"^is no PDF that can be read \(.+\)\. Open it in a viewer and save it again\.$"
    ):
        load(data)


def test_a_file_that_was_cut_short_is_no_accident() -> None:
    sheets = Sheets()
    sheets.lines(50, 60, ["Bees fly."])
    data = sheets.pdf()

    outcomes = {_outcome(data[:length]) for length in range(0, len(data), 97)}
    assert all(
        outcome == "Bees fly." or outcome.endswith("Open it in a viewer and save it again.") for outcome in outcomes
    )


def _outcome(data: bytes) -> str:
    """The text of a file, or why it cannot be read."""
    try:
        return load(data).text
    except Unreadable as reason:
        return str(reason)


def _picture() -> ImageReader:
    picture = pypdfium2.PdfBitmap.new_native(20, 20, pypdfium2.raw.FPDFBitmap_BGR).to_pil()
    out = BytesIO()
    picture.save(out, "PNG")
    return ImageReader(out)


def test_pictures_of_pages_ask_for_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.documents.pdf.pages.ocr_is_installed", lambda: False)
    sheets = Sheets()
    sheets.canvas.drawImage(_picture(), 0, 0, 400, 600)

    with pytest.raises(
        Unreadable, match=r"^holds pictures of pages and no text\. Make its text readable with OCR first"
    ):
        sheets.read()


def test_a_picture_among_pages_with_text_is_a_page_without() -> None:
    sheets = Sheets()
    sheets.lines(50, 60, ["Bees fly."])
    sheets.turn()
    sheets.canvas.drawImage(_picture(), 0, 0, 400, 600)

    assert [page.name for page in sheets.read().pages] == ["page 1", "page 2"]


def test_empty_pages_hold_no_text() -> None:
    sheets = Sheets()
    sheets.turn()

    assert sheets.read().text == ""
