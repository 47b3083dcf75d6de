"""A text is read whatever it is encoded in, and says what that was; what is no text is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents.document import Unreadable
from index.documents.encoding import LATIN, OTHERS, decode

GERMAN = (
    "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und "
)
GERMAN += "sollen einander im Geist der Brüderlichkeit begegnen. Niemand darf für Vermögen oder Überzeugung büßen."
FRENCH = "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de "
FRENCH += "conscience et doivent agir les uns envers les autres dans un esprit de fraternité, là où ça se peut."
POLISH = "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i "
POLISH += "sumieniem i powinni postępować wobec innych w duchu braterstwa, bez względu na różnice płci czy języka."
TURKISH = (
    "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine "
)
TURKISH += (
    "karşı kardeşlik zihniyeti ile hareket etmelidirler. Herkes, ırk, renk ve doğuş farkı gözetilmeksizin böyledir."
)
RUSSIAN = "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью."
GREEK = (
    "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με λογική."
)
HEBREW = (
    "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו."
)
ARABIC = (
    "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا وعليهم أن يعامل بعضهم بعضا بروح الإخاء."
)
JAPANESE = "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"
CHINESE = "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。"
TAIWANESE = "人人生而自由,在尊嚴和權利上一律平等。他們賦有理性和良心,並應以兄弟關係的精神相對待。"
KOREAN = (
    "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았다."
)
THAI = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (GERMAN, "cp1252", "Windows-1252"),
        (GERMAN, "cp850", "DOS 850"),
        (FRENCH, "cp1252", "Windows-1252"),
        (FRENCH, "mac_roman", "Mac Roman"),
        (POLISH, "cp1250", "Windows-1250"),
        (POLISH, "iso8859_2", "Latin-2"),
        (TURKISH, "cp1254", "Windows-1254"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8_r", "KOI8-R"),
        (GREEK, "cp1253", "Windows-1253"),
        (HEBREW, "cp1255", "Windows-1255"),
        (ARABIC, "cp1256", "Windows-1256"),
        (JAPANESE, "cp932", "Shift-JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        (CHINESE, "gb18030", "GB 18030"),
        (TAIWANESE, "big5", "Big5"),
        (KOREAN, "cp949", "EUC-KR"),
        (THAI, "tis_620", "TIS-620"),
    ],
)
def test_a_text_in_the_encoding_of_its_country_is_told_by_its_likeness(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec)) == (text, name)


@pytest.mark.parametrize("text", ["café", "naïve", "© 2005", "100 €", "“So,” he said – and left."])
def test_a_text_that_hardly_leaves_ascii_is_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == (text, "Windows-1252")


def test_what_reads_well_in_no_encoding_is_latin_1_which_has_every_byte() -> None:
    data = bytes(range(0x80, 0x100))

    assert decode(data) == (data.decode("latin-1"), "Latin-1")


@pytest.mark.parametrize("text", ["Bees fly.", RUSSIAN, f"{CHINESE}\n{GERMAN}", "🐝" * 9])
@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    ],
)
def test_a_mark_says_what_it_is_and_is_no_part_of_the_text(text: str, mark: bytes, codec: str, name: str) -> None:
    assert decode(mark + text.encode(codec)) == (text, name)


@pytest.mark.parametrize("text", ["Bees fly.", RUSSIAN, GREEK, f"{CHINESE}\n{GERMAN}"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark_are_told_by_where_the_zeros_stand(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == (text, codec[:6].upper())


def test_a_few_stray_zeros_make_no_wide_characters() -> None:
    text = "Bees fly far and wide.\0\0\0 They make honey.\0"

    assert decode(text.encode()) == (text, "UTF-8")


def test_utf_8_with_a_little_damage_stays_utf_8() -> None:
    data = RUSSIAN.encode()

    assert decode(data[:-2] + b"\n" + data) == (f"{RUSSIAN[:-2]}\ufffd\n{RUSSIAN}", "UTF-8, damaged in 1 place")
    assert decode(data[1:]) == (f"\ufffd{RUSSIAN[1:]}", "UTF-8, damaged in 1 place")


def test_a_text_of_two_bytes_a_letter_with_a_little_damage_stays_what_it_is() -> None:
    text, name = decode((JAPANESE * 100).encode("cp932") + b"\x81\n")

    assert (text[: len(JAPANESE)], name) == (JAPANESE, "Shift-JIS")


def test_what_stands_far_behind_is_seen_and_a_sample_ends_between_letters() -> None:
    assert decode(b"words " * 50_000 + "é".encode("cp1252"))[0].endswith("words é")
    assert decode(b"words " * 50_000 + (RUSSIAN * 1000).encode("cp1251"))[1] == "Windows-1251"
    for start in range(3):
        assert decode((" " * start + JAPANESE * 4000).encode("cp932"))[1] == "Shift-JIS"


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_line_ends_of_every_system_become_one(line_end: str, codec: str) -> None:
    assert decode(f"Bées{line_end}{line_end}fly.".encode(codec))[0] == "Bées\n\nfly."


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\xff\xd8\xff\xe0" + bytes(range(255, -1, -1)) * 4,
        b"\xff\xfe" + bytes(range(0xD8, 0xE0)) * 50,
        b"name\0\0\0\0\0\0\0\0" * 50 + b"ustar ",
    ],
    ids=["bytes", "picture", "mark before rubbish", "archive of texts"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^is no text\. Save it as text, or remove it\.$"):
        decode(data)


@given(st.text())
def test_any_utf_8_comes_back_with_line_ends_of_one_kind(text: str) -> None:
    assert decode(text.encode()) == (text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), "UTF-8")


@given(st.binary())
def test_any_bytes_are_a_text_or_none(data: bytes) -> None:
    try:
        text, name = decode(data)
    except Unreadable:
        return
    assert name.split(",")[0] in {"UTF-8", "UTF-16", "UTF-32", "Latin-1", *LATIN.values(), *OTHERS.values()}
    assert "\r" not in text
    assert text.encode("utf-8") or not data.strip(b"\xff\xfe\xef\xbb\xbf\0")
