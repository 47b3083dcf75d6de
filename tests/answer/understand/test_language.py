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
