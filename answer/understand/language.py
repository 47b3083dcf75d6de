"""Is a question in English, which is what the reader was trained to read?"""

import re

_FUNCTION_WORDS = {
    "English": "what who when where why how which is are was were did does do the of in to and a for by with on that",
    "German": "was wer wann wo warum wie welche welcher ist sind war waren hat haben der die das den dem und eine von",
    "French": "que qui quand où pourquoi comment quel quelle est sont était a ont le la les des du et une de dans pour",
    "Spanish": "qué quién cuándo dónde por cómo cuál es son fue era ha han el la los las del y un una de en para",
    "Italian": "che cosa chi quando dove perché come quale è sono era ha hanno il la lo gli le del e un una di in per",
    "Portuguese": "o que quem quando onde porque como qual é são foi era tem a os as do da e um uma de em para",
    "Dutch": "wat wie wanneer waar waarom hoe welke is zijn was waren heeft hebben de het een en van in voor met",
}
_WORDS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")


def is_english(text: str) -> bool:
    """Whether nothing speaks against it: another script, or more function words of another language."""
    letters = [c for c in text if c.isalpha()]
    if 2 * sum(_LATIN.match(c) is not None for c in letters) < len(letters):
        return False
    words = re.findall(r"\w+", text.lower())
    counts = {language: sum(word in known for word in words) for language, known in _WORDS.items()}
    return counts["English"] == max(counts.values())
