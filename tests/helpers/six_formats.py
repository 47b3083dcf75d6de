"""The handbook of a swimming pool that nobody has built, in six formats; and fifty questions about it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from textwrap import fill
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document as Word
from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

WIDTH = 76  # characters of a line of the text, as a person types it


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list; its introduction is the paragraph before it."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Columns:
    """A table; its first row names the columns."""

    rows: tuple[tuple[str, ...], ...]
    tabs: bool = False
    """Whether who types it sets the columns apart by tabs, and not by spaces."""


@dataclass(frozen=True)
class Exchange:
    """A question and its answer."""

    question: str
    answer: str
    bold: bool = False
    """Whether the question is a bold paragraph, and not a heading."""


Part = Heading | Words | Items | Columns | Exchange


@dataclass(frozen=True)
class Question:
    """What is asked of the handbook."""

    text: str
    holds: tuple[str, ...] = ()
    """What a right answer holds; nothing where the handbook does not say it."""


TITLE = "Handbook of the Quarry Lane Baths"

HANDBOOK: tuple[Part, ...] = (
    Heading("About the baths"),
    Words(
        "The Quarry Lane Baths were opened by the town of Ostmere on 14 May 1931, on the site of an old slate quarry. "
        "The architect was Edith Farrow, who had built two smaller pools on the coast before. "
        "The town closed the house for repairs in 1988 and opened it again three years later."
    ),
    Words(
        "There are three pools under one roof. The main pool is 33 metres long and has six lanes. "
        "The teaching pool is 12 metres long and nowhere deeper than 90 centimetres. "
        "The plunge pool beside the sauna is kept at 11 degrees."
    ),
    Words(
        "The manager of the baths is Tobias Renn. He can be reached at the front desk on weekdays, "
        "and by letter at 8 Quarry Lane. Complaints are answered within ten working days."
    ),
    Heading("Opening hours"),
    Words(
        "The hours below are those of the main pool. On public holidays the baths stay closed, "
        "except on Easter Monday, when they open at noon."
    ),
    Columns(
        (
            ("Day", "Opens", "Closes", "Last entry"),
            ("Monday", "06:30", "21:00", "20:15"),
            ("Tuesday", "06:30", "21:30", "20:45"),
            ("Wednesday", "10:00", "19:00", "18:15"),
            ("Thursday", "06:30", "22:00", "21:15"),
            ("Saturday", "08:00", "18:00", "17:00"),
            ("Sunday", "09:00", "16:00", "15:15"),
        )
    ),
    Words(
        "On Fridays the main pool belongs to the swimming club and the public cannot enter it. "
        "The teaching pool keeps its own timetable, which hangs beside the ticket window."
    ),
    Heading("Admission"),
    Words(
        "Tickets are sold at the window until the last entry. A ticket is valid for two and a half hours; "
        "whoever stays longer pays a supplement of £1.50 at the gate."
    ),
    Columns(
        (
            ("Ticket", "Price", "Who may buy it"),
            ("Single swim", "£5.40", "anyone over sixteen"),
            ("Young swimmer", "£2.80", "children from four to sixteen"),
            ("Family day", "£13.00", "two adults with up to three children"),
            ("Early bird", "£3.90", "anyone who leaves before eight"),
            ("Season pass", "£148.00", "residents of Ostmere"),
        ),
        tabs=True,
    ),
    Words(
        "Children under four swim for nothing when an adult comes with them. "
        "A lost season pass is replaced for a fee of £6, and the old card is then blocked."
    ),
    Heading("What to bring"),
    Words("Every bather must have the following with them:"),
    Items(
        (
            "a swimsuit that has not been worn outdoors",
            "a towel, which can be rented for £2 at the desk",
            "a coin of one pound for the locker",
            "bathing shoes for the way between the showers and the pools",
        )
    ),
    Heading("Rules in the water"),
    Words("To keep the pools safe, the attendants do not allow:"),
    Items(
        (
            "running on the wet tiles or diving from the long sides",
            "glass bottles anywhere beyond the changing rooms",
            "snorkels in the main pool before six in the evening",
            "inflatable animals, except on the first Sunday of a month",
            "music without headphones on the sun terrace",
        )
    ),
    Words(
        "Whoever breaks a rule twice on one day is sent home, and the ticket is not refunded. "
        "A ban of a month can be spoken by the manager alone."
    ),
    Heading("Lockers"),
    Words(
        "The 240 lockers stand in the corridor behind the changing rooms. "
        "The baths are not liable for money or jewellery that is left in them."
    ),
    Words("To use a locker, do this:"),
    Items(
        (
            "Choose a free locker, which has a green tag.",
            "Put your coin into the slot on the inside of the door.",
            "Turn the key to the left and pull it out.",
            "Wear the key on your wrist until you leave.",
        ),
        numbered=True,
    ),
    Words(
        "Lockers are emptied by the staff every night at closing time. What is found in them is kept for six weeks "
        "in the lost property room, and then given to the charity shop in Mill Street."
    ),
    Heading("Lessons"),
    Heading("Children", 3),
    Words(
        "Lessons for children begin at the age of five and take place in the teaching pool. "
        "A course has twelve lessons of forty minutes each and costs £84. No group has more than eight children."
    ),
    Heading("Adults", 3),
    Words(
        "Adults who cannot swim are taught by Ingrid Vale on Tuesday evenings at half past seven. "
        "The course for adults costs £96 and takes nine weeks. Places are given in the order of registration."
    ),
    Heading("The water"),
    Words(
        "The main pool is heated to 27 degrees and the teaching pool to 31 degrees. "
        "The heat comes from the bakery next door, whose ovens would otherwise warm the street. "
        "Since the pipes were joined in 2009 the baths have burnt no gas."
    ),
    Words(
        "Samples of the water are taken every four hours and sent to a laboratory once a week. "
        "The filters are rinsed on Wednesday mornings, which is why the pool opens late on that day. "
        "Chlorine is stored in a locked shed behind the boiler house, and only two technicians have its key."
    ),
    Heading("In an emergency"),
    Words("When the alarm sounds, the guests should act as follows:"),
    Items(
        (
            "Leave the water at once by the nearest ladder.",
            "Do not go back to the changing rooms.",
            "Follow the blue arrows to the car park.",
            "Wait beside the flagpole until an attendant has counted you.",
        ),
        numbered=True,
    ),
    Words(
        "A defibrillator hangs beside the door of the first aid room. "
        "The nearest hospital is Saint Brannoc, four kilometres to the north."
    ),
    Heading("Questions of our guests"),
    Exchange("Can I bring my dog?", "No, but there are hooks and a water bowl in the shade beside the main door."),
    Exchange(
        "Is there a café?",
        "Yes, the café on the upper floor sells soup and cake until an hour before the baths close.",
    ),
    Exchange(
        "How do I get there by bus?",
        "Take line 17 to the stop Slate Bridge, from which it is a walk of three minutes.",
    ),
    Exchange(
        "Where can I park a bicycle?",
        "Stands for sixty bicycles are found under the arcade, and they are watched by a camera.",
    ),
    Heading("Schools and clubs"),
    Exchange(
        "How early must a school book a lane?",
        "A lane must be booked at least five weeks ahead, in writing, by the head of the school.",
        bold=True,
    ),
    Exchange(
        "What does a lane cost?",
        "A lane costs £38 an hour for clubs and £19 an hour for schools of the district.",
        bold=True,
    ),
    Exchange(
        "Who watches over the pupils?",
        "Each class must be accompanied by two teachers, of whom one holds a lifesaving certificate.",
        bold=True,
    ),
)

QUESTIONS = (
    Question("When were the Quarry Lane Baths opened?", ("14 May 1931",)),
    Question("Who was the architect?", ("Edith Farrow",)),
    Question("what was there before the baths were built", ("slate quarry",)),
    Question("How long is the main pool?", ("33 metres",)),
    Question("How deep is the teaching pool?", ("90 centimetres",)),
    Question("temperature of the plunge pool", ("11 degrees",)),
    Question("Who manages the baths?", ("Tobias Renn",)),
    Question("How fast do you reply to complaints?", ("ten working days",)),
    Question("Are the baths open on public holidays?", ("Easter Monday",)),
    Question("When does the pool close on Thursday?", ("22:00",)),
    Question("What time does it open on Sunday?", ("09:00",)),
    Question("last entry on Saturday", ("17:00",)),
    Question("What are the hours on Wednesday?", ("10:00", "19:00")),
    Question("Why can't I swim on Fridays?", ("swimming club",)),
    Question("For how long is a ticket valid?", ("two and a half hours",)),
    Question("What happens if I stay longer than my ticket allows?", ("£1.50",)),
    Question("How much is a single swim?", ("£5.40",)),
    Question("price of the family day ticket", ("£13.00",)),
    Question("Who may buy a season pass?", ("residents of Ostmere",)),
    Question("What does the early bird ticket cost?", ("£3.90",)),
    Question("Do small children pay?", ("under four",)),
    Question("I lost my season pass, what does a new one cost?", ("£6",)),
    Question("What must every bather bring?", ("swimsuit", "towel")),
    Question("Can I rent a towel?", ("£2",)),
    Question("What is not allowed in the pools?", ("running", "glass bottles")),
    Question("When may I use a snorkel?", ("six in the evening",)),
    Question("Are inflatable animals permitted?", ("first Sunday",)),
    Question("Who can ban a guest for a month?", ("manager",)),
    Question("How do I use a locker?", ("green tag", "coin")),
    Question("Which way do I turn the locker key?", ("to the left",)),
    Question("What becomes of things that are left in the lockers?", ("six weeks",)),
    Question("How much is a course for children?", ("£84",)),
    Question("Who teaches adults to swim?", ("Ingrid Vale",)),
    Question("Where does the heat for the water come from?", ("bakery",)),
    Question("How often is the water tested?", ("every four hours",)),
    Question("Where is the chlorine kept?", ("locked shed",)),
    Question("What should I do when the alarm sounds?", ("nearest ladder", "flagpole")),
    Question("Where is the defibrillator?", ("first aid room",)),
    Question("May I take my dog with me?", ("No", "hooks")),
    Question("Which bus goes to the baths?", ("line 17",)),
    Question("How many weeks ahead does a school have to book a lane?", ("five weeks",)),
    Question("What do clubs pay for a lane?", ("£38",)),
    Question("How many people drowned in the baths?"),
    Question("What is the name of the mayor of Ostmere?"),
    Question("How much does a massage cost?"),
    Question("Which songs did the choir sing at the opening?"),
    Question("How tall is the diving tower?"),
    Question("What is the capital of Mongolia?"),
    Question("Which company built the water slide?"),
    Question("How do I reset the password of my account?"),
)


def text(underlined: bool = False) -> bytes:
    """As a person types it: headings alone on their lines, lines that end at a margin, columns by spaces or tabs."""
    parts = (Heading(TITLE, 1), *HANDBOOK)
    return "\n\n".join(_typed(part, underlined) for part in parts).encode() + b"\n"


def _typed(part: Part, underlined: bool) -> str:
    match part:
        case Heading(words, level):
            return f"{words}\n{' =-~'[level] * len(words)}" if underlined else words
        case Words(words):
            return fill(words, WIDTH)
        case Items(items, numbered):
            marks = _marks(items, numbered)
            lines = (fill(item, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark)) for mark, item in marks)
            return "\n".join(lines)
        case Columns(rows, tabs):
            widths = [max(map(len, column)) + 3 for column in zip(*rows, strict=True)]
            spaced = ("".join(cell.ljust(n) for cell, n in zip(row, widths, strict=True)).rstrip() for row in rows)
            return "\n".join(map("\t".join, rows) if tabs else spaced)
        case Exchange(question, answer):
            return f"{question}\n{fill(answer, WIDTH)}"


def _marks(items: Sequence[str], numbered: bool) -> Iterator[tuple[str, str]]:
    """(mark, item) for each item of a list."""
    return ((f"{number}. " if numbered else "- ", item) for number, item in enumerate(items, 1))


def markdown() -> bytes:
    return "\n\n".join([f"# {TITLE}", *map(_marked, HANDBOOK)]).encode() + b"\n"


def _marked(part: Part) -> str:
    match part:
        case Heading(words, level):
            return f"{'#' * level} {words}"
        case Words(words):
            return words
        case Items(items, numbered):
            return "\n".join(mark + item for mark, item in _marks(items, numbered))
        case Columns(rows):
            lines = [f"| {' | '.join(row)} |" for row in rows]
            return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
        case Exchange(question, answer, bold):
            return f"**{question}**\n\n{answer}" if bold else f"### {question}\n\n{answer}"


def html() -> bytes:
    head = f'<meta charset="utf-8"><title>{TITLE}</title>'
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{_body()}\n</body></html>\n'.encode()


def _body() -> str:
    return "\n".join([_element("h1", TITLE), *map(_tagged, HANDBOOK)])


def _tagged(part: Part) -> str:
    match part:
        case Heading(words, level):
            return _element(f"h{level}", words)
        case Words(words):
            return _element("p", words)
        case Items(items, numbered):
            inside, tag = "\n".join(_element("li", item) for item in items), "ol" if numbered else "ul"
            return f"<{tag}>\n{inside}\n</{tag}>"
        case Columns(rows):
            head, *body = ("".join(_element("td" if n else "th", c) for c in row) for n, row in enumerate(rows))
            lines = "\n".join(f"<tr>{row}</tr>" for row in body)
            return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"
        case Exchange(question, answer, bold):
            asked = f"<p>{_element('strong', question)}</p>" if bold else _element("h3", question)
            return f"{asked}\n{_element('p', answer)}"


def _element(tag: str, words: str) -> str:
    return f"<{tag}>{escape(words, quote=False)}</{tag}>"


def word() -> bytes:
    """As Word saves it: its styles for the title, headings and lists, a bold first row, numbers that begin anew."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for part in HANDBOOK:
        _add(document, part)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Word, part: Part) -> None:
    match part:
        case Heading(words, level):
            document.add_heading(words, level - 1)
        case Words(words):
            document.add_paragraph(words)
        case Items(items, numbered):
            added = [document.add_paragraph(item, "List Number" if numbered else "List Bullet") for item in items]
            if numbered:
                _begin_anew(document, added)
        case Columns(rows):
            table = document.add_table(0, len(rows[0]), "Table Grid")
            for number, row in enumerate(rows):
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.paragraphs[0].add_run(words).bold = not number or None
        case Exchange(question, answer, bold):
            if bold:
                document.add_paragraph().add_run(question).bold = True
            else:
                document.add_heading(question, 2)
            document.add_paragraph(answer)


def _begin_anew(document: Word, items: Sequence[Any]) -> None:
    """Number these items from 1, as "Restart at 1" does in Word."""
    numbering: Any = document.part.numbering_part.element
    usual = numbering.num_having_numId(items[0].style.element.pPr.numPr.numId.val)
    number = numbering.add_num(usual.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    for item in items:
        item._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number.numId


def pdf() -> bytes:
    """As a program sets it, a number at each page's foot."""
    out = BytesIO()
    styles = getSampleStyleSheet()
    parts = [Paragraph(TITLE, styles["Title"])]
    for part in HANDBOOK:
        parts += [*_set(part, styles), Spacer(1, 6)]
    paper = SimpleDocTemplate(out, title=TITLE, invariant=1)
    paper.build(parts, onFirstPage=_numbered, onLaterPages=_numbered)
    return out.getvalue()


def _set(part: Part, styles: Any) -> list[Any]:
    body = styles["BodyText"]
    match part:
        case Heading(words, level):
            return [Paragraph(words, styles[f"Heading{level}"])]
        case Words(words):
            return [Paragraph(words, body)]
        case Items(items, numbered):
            kind = {"bulletType": "1", "bulletFormat": "%s."} if numbered else {"bulletType": "bullet", "start": "•"}
            return [ListFlowable([Paragraph(item, body) for item in items], leftIndent=18, **kind)]
        case Columns(rows):
            bold, lines = ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"), ("GRID", (0, 0), (-1, -1), 0.5, colors.grey)
            return [Table(rows, style=TableStyle([bold, lines]), hAlign="LEFT", repeatRows=1)]
        case Exchange(question, answer, bold):
            asked = Paragraph(f"<b>{question}</b>", body) if bold else Paragraph(question, styles["Heading3"])
            return [asked, Paragraph(answer, body)]


def _numbered(canvas: Any, paper: Any) -> None:
    canvas.drawCentredString(paper.pagesize[0] / 2, 40, str(paper.page))


def epub() -> bytes:
    """A book of one chapter."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, written in (
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER),
            ("book.opf", _PACKAGE),
            ("chapter.xhtml", _CHAPTER.format(title=TITLE, body=_body())),
        ):
            packed.writestr(name, written)
    return out.getvalue()


_CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
_PACKAGE = f"""<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{TITLE}</dc:title></metadata>
<manifest><item id="all" href="chapter.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="all"/></spine></package>"""
_CHAPTER = """<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head>
<body>
{body}
</body></html>"""

FORMATS: dict[str, Callable[[], bytes]] = {
    "txt": text,
    "md": markdown,
    "html": html,
    "docx": word,
    "pdf": pdf,
    "epub": epub,
}
"""By suffix, what writes the handbook."""
