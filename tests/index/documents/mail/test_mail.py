"""A mail becomes a message with its sender, date and subject; what it quotes is told apart."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents.document import Content, Unreadable, faults
from index.documents.mail.mail import load

BODY = """Hello Tom,

the mast is cracked. We can fit one by the 20th; it costs 1,900 euros.

On 8 June, Tom Reyes wrote:
> When can you fit a new mast?
> And what does it cost?
"""


def mail(body: str = BODY, html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Ida Lund <ida@boats.example>", "Tom Reyes <tom@sea.example>"
    message["Date"], message["Subject"] = "Mon, 09 Jun 2014 10:30:00 +0200", "The mast of the Petrel"
    if body:
        message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def read(message: EmailMessage) -> Content:
    content = load(message.as_bytes())
    assert not faults(content.text, content.blocks)
    return content


def texts(content: Content, kind: str) -> list[str]:
    return [content.text[block.start : block.end] for block in content.blocks if block.kind == kind]


def test_a_message_has_its_sender_its_date_and_its_subject() -> None:
    content = read(mail())

    assert texts(content, "sender") == ["Ida Lund <ida@boats.example>"] or texts(content, "sender") == ["Ida Lund"]
    assert "9 Jun 2014" in texts(content, "date")[0].replace("09", "9")
    assert texts(content, "subject") == ["The mast of the Petrel"]
    assert dict(content.metadata) == {"title": "The mast of the Petrel", "author": "Ida Lund", "date": "2014-06-09"}


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le", "utf-16"])
def test_a_message_that_was_saved_in_utf_16_is_read_with_a_mark_or_without(encoding: str) -> None:
    assert load(mail().as_string().encode(encoding)) == read(mail())


def test_what_is_quoted_is_a_quotation_without_its_marks() -> None:
    content = read(mail())

    [quoted] = texts(content, "quotation")
    assert "When can you fit a new mast?" in quoted
    assert ">" not in quoted
    assert any("1,900 euros" in paragraph for paragraph in texts(content, "paragraph"))


def test_where_there_is_only_html_that_is_read() -> None:
    content = read(mail(body="", html="<p>The <b>mast</b> is cracked.</p><table><tr><td>1</td></tr></table>"))

    assert "The mast is cracked." in content.text


def test_attachments_are_named_and_answer_nothing() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="offer.pdf")

    content = read(message)

    assert any("offer.pdf" in line for line in texts(content, "furniture"))


@pytest.mark.parametrize("data", [b"", b"once upon a time", b"\0\1\2"])
def test_what_is_no_mail_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable, match="is no mail"):
        load(data)


def test_a_mail_without_a_body_says_so() -> None:
    with pytest.raises(Unreadable, match="no text but its header"):
        load(mail(body="\n").as_bytes())


@settings(max_examples=60)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_damaged_mail_is_read_or_told(harm: bytes, at: int) -> None:
    data = mail().as_bytes()
    try:
        content = load(data[:at] + harm + data[at + len(harm) :])
    except Unreadable:
        return
    assert not faults(content.text, content.blocks)
