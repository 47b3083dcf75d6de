"""A name that stands where the quotes have another, known by the words around it."""

import pytest

from answer.check.misplaced import misplaced
from answer.check.objection import Objection, Premise


def found(statement: str, quote: str, context: str = "") -> Objection | None:
    return misplaced(statement, Premise(quote, context))


@pytest.mark.parametrize(
    ("statement", "quote", "said", "instead"),
    [
        (
            "Tajikistan offered Ukraine enlarged support.",
            "Ukraine offered Tajikistan enlarged support.",
            "Tajikistan",
            "Ukraine",
        ),
        (
            "Enlarged support was offered by Tajikistan.",
            "Enlarged support was offered by Ukraine to Tajikistan.",
            "Tajikistan",
            "Ukraine",
        ),
        (
            "The treaty that Bell signed in the city held.",
            "The treaty that Tom signed in the city held, Bell said.",
            "Bell",
            "Tom",
        ),
        (
            "In Kulob the old base was closed.",
            "In Kulob Bell spoke. In Dushanbe the old base was closed.",
            "Kulob",
            "Dushanbe",
        ),
        (
            "In the end Anna Bell signed the old treaty.",
            "In the end Tom Smith signed the old treaty, and Anna Bell watched.",
            "Anna Bell",
            "Tom Smith",
        ),
    ],
)
def test_a_name_in_the_place_of_another(statement: str, quote: str, said: str, instead: str) -> None:
    assert found(statement, quote) == Objection("name", said, instead)


@pytest.mark.parametrize(
    ("statement", "quote"),
    [
        ("Ukraine offered Tajikistan enlarged support.", "Ukraine offered Tajikistan enlarged support."),
        ("Bell and Tom signed the old treaty.", "Tom and Bell signed the old treaty."),
        ("Bell with Tom signed the old treaty.", "Tom, Max, as well as Bell signed the old treaty."),
        ("The USA closed the old base.", "America closed the old base, and Bell left."),
        ("On Monday they closed the old base.", "On Sunday they closed the old base."),
        ("In June they closed the old base.", "In July they closed the old base."),
        ("Bell left.", "Tom stayed on."),
        ("They closed the old base.", "Tom closed the old base."),
        ("", "Tom closed the old base."),
        ("Tom closed the old base.", ""),
    ],
)
def test_a_name_in_its_own_place_or_beside_it(statement: str, quote: str) -> None:
    assert found(statement, quote) is None


@pytest.mark.parametrize("link", ["and", "or", "and the", "and a", "and an", "of", "as well as", "with", ","])
def test_of_names_in_a_row_either_may_come_first(link: str) -> None:
    quote = f"Bell {link} Tom signed the old treaty."

    assert found("Bell signed the old treaty.", quote) is None


def test_names_that_a_word_parts_are_in_no_row() -> None:
    assert found("Bell signed the old treaty.", "Bell told Tom, who signed; Tom signed the old treaty.") == Objection(
        "name", "Bell", "Tom"
    )


def test_two_names_that_stand_side_by_side_in_the_context_are_one() -> None:
    statement, quote = "Then Marley sang the old songs.", "Then Bob sang the old songs."

    assert found(statement, quote) == Objection("name", "Marley", "Bob")
    assert found(statement, quote, "It was Bob Marley.") is None


def test_a_comma_parts_two_names() -> None:
    statement = "In Kulob, Bell closed the old base."
    quote = "In Kulob, Tom closed the old base, Bell said."

    assert found(statement, quote) == Objection("name", "Bell", "Tom")


@pytest.mark.parametrize(
    ("statement", "quote", "is_found"),
    [
        ("Bell closed bases.", "Tom closed bases.", True),  # two content words
        ("Bell closed it.", "Tom closed it.", False),  # one, and a stop word: too little
        ("Bell closed it for them.", "Tom closed it for them.", True),  # one, and two stop words
        ("Bell was for it.", "Tom was for it.", False),  # stop words alone
        ("Bell closed bases.", "Tom closed one.", False),
        ("Bell soon closed bases.", "Tom closed bases.", False),  # another word right behind it
        ("Old bases closed Bell", "Old bases of Tom", False),  # another word right before it
        ("the bases that Bell", "the bases that Tom", True),
        ("bases this that Bell", "bases this that Tom", True),
        ("bases close this that of Bell", "bases open this that of Tom", False),  # the fourth word is too far
        ("Bell of that this base", "Tom of that this bases", False),
    ],
)
def test_how_much_must_be_the_same_around_it(statement: str, quote: str, is_found: bool) -> None:
    assert (found(statement, quote) is not None) == is_found


@pytest.mark.parametrize(
    ("own", "is_found"),
    [
        ("Bell spoke.", True),
        ("Bell closed towns.", True),
        ("Bell closed bases early.", False),
    ],
)
def test_around_the_name_itself_less_must_be_the_same(own: str, is_found: bool) -> None:
    assert (found("Bell closed bases soon.", f"Tom closed bases soon. But still {own}") is not None) == is_found
