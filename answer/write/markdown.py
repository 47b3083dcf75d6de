"""What models put around their sentences: headings, bullets, tables, code, emphasis → plain lines of text."""

import re
import unicodedata

_LINE_START = re.compile(r"^\s*(?:>\s*)*(?:(?:[-*+•‣–]|\d{1,2}[.)]|\(\d{1,2}\))\s+)?(?:\[[ xX]\]\s+)?")
_BLOCK = re.compile(r"^\s*(?:\||#|`{3}|~{3}|</?\w)")
_NO_TEXT = re.compile(r"^\s*(?:`{3,}.*|~{3,}.*|[-*_=\s]{3,}|</?\w[^>]*>)\s*$")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s+|\*\*[^*]+\*\*:?\s*$)")
_ROW = re.compile(r"^\s*\|(?P<cells>.*?)\|?\s*$")
_RULE = re.compile(r"^[\s|:+-]+$")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|~~|`{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_TAG = re.compile(r"</?(?:b|i|em|strong|sup|sub|code|p|br|span|u|mark)\b[^>]*>", re.IGNORECASE)
_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")  # what colours a terminal
_KEPT_FORMATS = "\u200c\u200d"  # joiners, without which Persian and emoji fall apart


def without_controls(text: str) -> str:
    """Without control characters, marks of direction, and whatever else cannot be seen; line breaks stay."""
    return "".join(
        c
        for c in _TERMINAL.sub("", text)
        if c in "\n\t" or c in _KEPT_FORMATS or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs")
    )


def opening(line: str) -> str:
    """A line's bullet, number or quotation mark; empty where it has none."""
    start = _LINE_START.match(line)
    return start.group() if start else ""


def is_block(line: str) -> bool:
    """Whether a line that has only begun must be read to its end: a heading, a table's row, a fence."""
    return _BLOCK.match(line) is not None


def is_fence(line: str) -> bool:
    """Whether a line begins or ends a block of code."""
    return line.lstrip().startswith(("```", "~~~"))


def is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    return line.lstrip().startswith("|")


def is_rule(line: str) -> bool:
    """Whether a row only parts a table's head from its body."""
    return is_row(line) and _RULE.match(line) is not None


def is_heading(line: str) -> bool:
    """Whether a line is a heading, by # or by standing alone in bold."""
    return _HEADING.match(line) is not None


def line_text(line: str) -> str:
    """What a line of a block says: a heading's words, a row's cells ("Ukraine: support; training"); or nothing."""
    if _NO_TEXT.match(line) or is_rule(line):
        return ""
    row = _ROW.match(line)
    if not row:
        return re.sub(r"^\s*#{1,6}\s+", "", line)
    first, *others = [cell.strip() for cell in re.split(r"(?<!\\)\|", row["cells"])]
    said = "; ".join(cell for cell in others if cell)
    return f"{first}: {said}" if first and said else first or said


def plain(text: str) -> str:
    """Text without emphasis, code ticks and tags, white space made even."""
    text = _TAG.sub(" ", text)
    for _ in range(3):  # bold within italics
        text = _EMPHASIS.sub(lambda m: m[2], text)
    return re.sub(r"\s+([.,;!?])", r"\1", " ".join(text.replace("`", "").split()))
