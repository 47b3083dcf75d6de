"""The switch: what stands beside each choice, and what it stands for."""

from chat.profiles import choice_of, profiles


def test_the_usual_choice_comes_first_and_names_the_model() -> None:
    written, quotes = profiles("qwen_3*")
    assert (written.name, quotes.name) == ("Written", "Quotes")
    assert r"qwen\_3\*" in written.markdown_description


def test_the_written_one_says_what_becomes_of_what_the_documents_do_not_carry() -> None:
    marks, drops = (profiles("m", drops)[0].markdown_description for drops in (False, True))
    assert "is marked" in marks
    assert "is left out" in drops


def test_each_choice_says_what_becomes_of_the_chat() -> None:
    assert all("starts a new chat" in profile.markdown_description for profile in profiles("m"))


def test_a_choice_stands_for_a_mode_and_none_for_the_usual() -> None:
    assert [choice_of(name) for name in ("Written", "Quotes", None)] == ["written", "quotes", None]
