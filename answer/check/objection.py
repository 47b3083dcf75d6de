"""What a rule finds: why a sentence is not carried by its quotes."""

from dataclasses import dataclass
from typing import Literal

from answer.saying import Said, Saying

Kind = Literal["number", "date", "name", "negation", "letter"]

OTHERWISE = Saying("says_otherwise", "the quote says {instead}, the sentence {said}")
MISSING: dict[Kind, Saying] = {
    "number": Saying("lacks_number", "the quote does not hold the number {said}"),
    "date": Saying("lacks_date", "the quote does not hold the date {said}"),
    "name": Saying("lacks_name", "the quote does not hold the name {said}"),
    "negation": Saying("lacks_negation", "the quote does not say “{said}”"),
    "letter": Saying("lacks_letter", "the quote does not hold the letter {said}"),
}
NOTHING_OF_THE_KIND = Saying("nothing_of_the_kind", "nothing of the kind")()
"""In place of a word: where the quotes deny what the sentence says without a denial."""


@dataclass(frozen=True)
class Premise:
    """What a sentence is held against."""

    quotes: str
    """The words that are to carry it."""
    context: str = ""
    """The passage they stand in and its document's title: what resolves "he" and "there"."""

    @property
    def whole(self) -> str:
        return f"{self.quotes}\n{self.context}"


@dataclass(frozen=True)
class Objection:
    """One thing that a sentence says and its quotes do not, or say otherwise."""

    kind: Kind
    said: str
    """In the sentence's words."""
    instead: str = ""
    """What the quotes say in its place; empty where they say nothing of the kind."""

    @property
    def reason(self) -> Said:
        """For people, with both values where there are two."""
        if self.instead:
            return OTHERWISE(instead=self.instead, said=self.said)
        return MISSING[self.kind](said=self.said)
