"""What is not English is told by its script or its small words; a name alone is no other language."""

import pytest

from answer.understand.language import is_english


@pytest.mark.parametrize(
    "question",
    [
        "What did Ukraine offer Tajikistan?",
        "tajik defense minister name",
        "Tajikistan",
        "Who is Sherali Khayrulloyev?",
        "when was it",
        "42?",
        "",
    ],
)
def test_english_is_english(question: str) -> None:
    assert is_english(question)


@pytest.mark.parametrize(
    "question",
    [
        "Was hat die Ukraine Tadschikistan angeboten?",
        "Qui a signé le traité et pourquoi ?",
        "¿Quién es el ministro de defensa de Rusia?",
        "Что предложила Украина Таджикистану?",
        "乌克兰向塔吉克斯坦提供了什么？",
        "ماذا عرضت أوكرانيا؟",
    ],
)
def test_other_languages_are_not(question: str) -> None:
    assert not is_english(question)


FUNCTION_WORDS = {
    "German": "was wer wann wo warum wie welche welcher ist sind war waren hat haben der die das den dem und eine von",
    "French": "que qui quand où pourquoi comment quel quelle est sont était a ont le la les des du et une de dans pour",
    "Spanish": "qué quién cuándo dónde por cómo cuál es son fue era ha han el la los las del y un una de en para",
    "Italian": "che cosa chi quando dove perché come quale è sono era ha hanno il la lo gli le del e un una di in per",
    "Portuguese": "o que quem quando onde porque como qual é são foi era tem a os as do da e um uma de em para",
    "Dutch": "wat wie wanneer waar waarom hoe welke is zijn was waren heeft hebben de het een en van in voor met",
}
ENGLISH = "what who when where why how which is are was were did does do the of in to and a for by with on that"
ALONE = [w for words in FUNCTION_WORDS.values() for w in words.split() if w not in ENGLISH.split()]


@pytest.mark.parametrize("word", sorted(set(ALONE)))
def test_a_small_word_of_another_language_speaks_against_english(word: str) -> None:
    assert not is_english(f"Ivanov {word} Rakhmonov")


@pytest.mark.parametrize("word", ENGLISH.split())
def test_a_small_word_of_english_makes_up_for_one_of_another_language(word: str) -> None:
    assert is_english(f"{word.capitalize()} Ivanov quién Rakhmonov")


def test_half_the_letters_in_another_script_are_not_too_many() -> None:
    assert is_english("abcd абвг")
    assert not is_english("abcd абвгд")
    assert is_english("naïve café")
