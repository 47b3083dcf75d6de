"""Names: whoever a sentence names must be named in its premise, in whatever form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.check.names import KnownNames, Name, are_one, elsewhere, is_name_word, key_of, names_in, wrong_name
from answer.check.objection import Objection, Premise
from answer.check.words import words_of


def named(statement: str, premise: str = "") -> list[str]:
    return [name.text for name in names_in(statement, premise)]


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("Support came from Anna Bell and Tom.", ["Anna Bell", "Tom"]),
        ("Anna Bell came.", ["Anna Bell"]),
        ("He met Jean-Paul Sartre.", ["Jean Paul Sartre"]),
        ("He met Jean–Paul.", ["Jean Paul"]),
        ("He met Bell of Ukraine.", ["Bell", "Ukraine"]),
        ("He met Bell, Tom.", ["Bell", "Tom"]),
        ("He met the guards of Tom Smith Bell.", ["Tom Smith Bell"]),
        ("NATO came.", ["NATO"]),
        ("McDonald came.", ["McDonald"]),
        ("T72 came.", ["T72"]),
        ("He saw an A4 there.", ["A4"]),
        ("He saw World War II.", ["World War"]),
        ("They met in the 1990s, on the 24th.", []),
        ("the guards came", []),
        ("", []),
    ],
)
def test_names_are_words_with_capitals_that_stand_together(statement: str, names: list[str]) -> None:
    assert named(statement) == names


@pytest.mark.parametrize(
    "statement",
    [
        "Support came.",
        "“Support” came.",
        "(Support came.)",
        "- Support came",
        "* Support came",
        "It rained. Support came.",
        "Did it? Support came.",
        "It did! Support came.",
        "He said: Support came.",
        "It rained\nSupport came.",
    ],
)
def test_a_capital_that_opens_a_sentence_says_nothing(statement: str) -> None:
    assert named(statement) == []


@pytest.mark.parametrize(
    "premise",
    ["They met Bell.", "They met, Bell said.", "They (with Bell) met.", "They met (Bell).", "So “Bell” it is."],
)
def test_it_is_a_name_where_the_premise_writes_it_so_inside_a_sentence(premise: str) -> None:
    assert named("Bell came.", premise) == ["Bell"]


def test_it_is_none_where_it_opens_a_sentence_of_the_premise_too() -> None:
    assert named("Bell came.", "Bell went.") == []


def wrong(statement: str, quotes: str, context: str = "") -> Objection | None:
    return wrong_name(statement, Premise(quotes, context))


@pytest.mark.parametrize(
    ("statement", "quotes"),
    [
        ("He met Tajiks.", "He was in Tajikistan."),
        ("He met Italians.", "He was in Italy."),
        ("He met a Brazilian.", "He was in Brazil."),
        ("He went to Iceland.", "The Icelandic base held."),
        ("He went to Zürich.", "He went to Zurich."),
        ("He saw Bell’s house.", "He saw Bell."),
        ("He saw Bell's house.", "He saw Bell."),
        ("He met President Bell.", "He met Bell."),
        ("He went to North Korea.", "He went to Korea."),
        ("It was signed by the CIS.", "The Commonwealth of Independent States signed it."),
        ("The Commonwealth Independent States signed it.", "The CIS signed it."),
        ("He met Hritsenko.", "He met Hrytsenko."),  # another letter
        ("He met Gerdner.", "He met Gardner."),
        ("He met Hryttsenko.", "He met Hrytsenko."),  # one more
        ("He met Hrytsnko.", "He met Hrytsenko."),  # one less
        ("He met Hrytsenkov.", "He met Hrytsenko."),
        ("He had Elections.", "He was elected."),
    ],
)
def test_the_same_name_in_another_form_is_no_objection(statement: str, quotes: str) -> None:
    assert wrong(statement, quotes) is None


SAME = [
    "USA America Americans American States",
    "UK Britain British Briton England English",
    "France French",
    "Netherlands Dutch Holland",
    "Greece Greek Greeks",
    "Germany German Germans",
    "Denmark Danish Dane Danes",
    "Poland Polish Pole Poles",
    "Sweden Swedish Swede Swedes",
    "Spain Spanish Spaniards",
    "Wales Welsh",
    "Scotland Scottish Scots",
    "Ireland Irish",
    "Switzerland Swiss",
    "Turkey Turkish Turks",
    "Finland Finnish Finns",
    "USSR Soviet Soviets",
    "EU European Europe",
    "UN Nations",
    "China Chinese PRC",
    "Moscow Russia Russian",
    "Philippines Filipino Philippine",
    "Norway Norwegian",
    "Peru Peruvian",
    "Cyprus Cypriot",
    "Czech Czechoslovakia",
    "Mexico Mexican",
    "Christmas Xmas",
]


@pytest.mark.parametrize("group", SAME)
def test_a_country_and_its_people_are_one(group: str) -> None:
    words = group.split()

    for one in words:
        for other in words:
            assert wrong(f"They met the {one} there.", f"They met the {other} there.") is None, (one, other)


TITLES = """
    Mr Mrs Ms Dr Prof Sir President Minister Prime King Queen Prince Princess General Colonel Captain Senator Governor
    Chancellor Secretary Professor Chairman Director City County State States River Lake Mount Mountain Island Islands
    University College School Street Avenue Road Park Church Company Corporation Inc Ltd Government Ministry Department
    Parliament Congress Senate Court Army Navy Force Forces Party Republic Kingdom Empire War Battle Treaty North South
    East West Northern Southern Eastern Western Central World International National Federal Royal Season Episode
    Chapter Part Volume Issue Series Film Movie Song Album Book Novel Game Show Act Amendment Constitution Bible God
    Lord Earth Sun Moon Internet
    """.split()


@pytest.mark.parametrize("title", TITLES)
def test_a_title_adds_nothing_to_a_name(title: str) -> None:
    assert wrong(f"They met the {title} Zabriskie there.", "They met Zabriskie there.") is None


def test_what_is_no_title_does() -> None:
    assert wrong("They met Anna Zabriskie.", "They met Zabriskie.") == Objection("name", "Anna Zabriskie")


@pytest.mark.parametrize(
    ("statement", "quotes", "said", "instead"),
    [
        ("He met Bell.", "He met Tom.", "Bell", "Tom"),
        ("He met Anna Bell.", "He met Tom Smith, who knew Max.", "Anna Bell", "Tom Smith"),
        ("He met Bell and Max.", "He met Tom and Max.", "Bell", "Tom"),
        ("He met Bell.", "He met Tom, Max and Carl.", "Bell", ""),
        ("He met Bell.", "He met nobody.", "Bell", ""),
        ("He met Anna Bell.", "He met Tom.", "Anna Bell", "Tom"),
        ("They met Gerder.", "They met Garder.", "Gerder", "Garder"),  # too short to differ in a letter
        ("They met Dritsenko.", "They met Hritsenko.", "Dritsenko", "Hritsenko"),  # the first letter counts
        ("They met Hrotsinko.", "They met Hritsenko.", "Hrotsinko", "Hritsenko"),  # two letters differ
        ("They met Hritsenkovs.", "They met Hritsenko.", "Hritsenkovs", "Hritsenko"),
        ("They met Irans.", "They met Iraqs.", "Irans", "Iraqs"),  # "ira": too little is left
        ("It was signed by the CIA.", "The Commonwealth of Independent States signed.", "CIA", "Commonwealth"),
    ],
)
def test_another_name_is_told_with_that_of_the_quotes(statement: str, quotes: str, said: str, instead: str) -> None:
    assert wrong(statement, quotes) == Objection("name", said, instead)


def test_a_name_of_the_context_is_known() -> None:
    assert wrong("He met Anna Bell.", "He met Bell.", "Anna Bell came.") is None


def test_of_several_unknown_names_the_first_is_told() -> None:
    assert wrong("He met Bell and Tom.", "He met nobody.") == Objection("name", "Bell")


@pytest.mark.parametrize(
    ("statement", "share"),
    [
        ("He met Anna and Tom.", 0.5),
        ("He met Tom.", 0.0),
        ("He met Anna and Max.", 1.0),
        ("He met nobody.", 0.0),
        ("Bell met Tom.", 0.5),
    ],
)
def test_the_share_of_names_that_only_the_context_holds(statement: str, share: float) -> None:
    assert elsewhere(statement, Premise("He met Tom.", "Anna and Max met Bell. He met Tom.")) == share


def one(text: str) -> Name:
    return Name(words_of(text))


def test_titles_count_as_known_unless_that_is_asked_not_to_be() -> None:
    assert KnownNames("Bell").holds(one("President Bell"))
    assert not KnownNames("Bell", titles=False).holds(one("President Bell"))


@given(st.text(alphabet="ABCabc ’'-.1", max_size=40))
def test_a_text_holds_its_own_names(text: str) -> None:
    known = KnownNames(text)

    assert all(known.holds(name) for name in names_in(text, text))


@pytest.mark.parametrize(
    ("mine", "theirs", "text", "same"),
    [
        ("Tajikistan", "Tajiks", "", True),
        ("Anna Bell", "Bell", "", True),
        ("Anna Bell", "Tom Bell", "", True),
        ("CIS", "Commonwealth Independent States", "", True),
        ("Commonwealth Independent States", "CIS", "", True),
        ("America", "USA", "", True),
        ("Marley", "Bob", "He heard Bob Marley.", True),
        ("Bob", "Marley", "He heard Bob Marley.", True),
        ("Bob", "Marley", "He heard Bob’s Marley.", True),
        ("Bob", "Marley", "He heard Bob and Marley.", False),
        ("Bob", "Marley", "Bob came. Marley went away.", False),
        ("Bob", "Marley", "He heard Bob Marleys.", False),
        ("Bob", "Marley", "", False),
        ("President", "Marley", "", False),
    ],
)
def test_two_names_may_name_the_same(mine: str, theirs: str, text: str, same: bool) -> None:
    assert are_one(words_of(mine), words_of(theirs), text) == same


def test_all_forms_of_a_name_have_one_key() -> None:
    assert {key_of(word) for word in words_of("Tajiks Tajikistan Tajikistani Tajik's")} == {"tajik"}


def test_a_name_of_which_too_little_would_be_left_is_its_own_key() -> None:
    assert [key_of(word) for word in words_of("Iran Irans")] == ["iran", "irans"]


@pytest.mark.parametrize(
    ("word", "is_name"),
    [
        ("Bell", True),
        ("NATO", True),
        ("A4", True),
        ("5k", True),
        ("bell", False),
        ("24th", False),
        ("1st", False),
        ("2nd", False),
        ("3rd", False),
        ("1990s", False),
        ("200", False),
        ("The", False),
        ("II", False),
        ("XIV", False),
    ],
)
def test_a_word_is_written_as_a_name_or_not(word: str, is_name: bool) -> None:
    assert is_name_word(words_of(word)[0]) == is_name


@pytest.mark.parametrize(
    ("statement", "premise", "told"),
    [
        ("The US shut the base.", "The UK shut the base.", "US"),
        ("The US shut the base.", "America shut the base.", ""),
        ("Britain shut the base.", "The UK shut the base.", ""),
        ("Let us go there.", "Let them go there.", ""),
    ],
)
def test_a_country_in_capitals_is_a_name_though_it_reads_as_a_small_word(
    statement: str, premise: str, told: str
) -> None:
    found = wrong_name(statement, Premise(premise))

    assert (found.said if found else "") == told
