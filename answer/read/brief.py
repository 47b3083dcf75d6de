"""The answer in a few words, to be said before the sentence that says so."""

from answer.answer import Statement

LONGEST = 60  # characters
SHARE = 0.6  # of the sentence, at most: what is longer says the same twice


def brief_of(statement: Statement) -> str:
    """The very words that answer, where they are few, and in one piece; else ""."""
    if len(statement.emphasis) != 1 or "\n" in statement.text:
        return ""
    [(start, end)] = statement.emphasis
    few = end - start <= min(LONGEST, SHARE * len(statement.text))
    return statement.text[start:end].strip() if few else ""
