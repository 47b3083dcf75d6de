"""What a rule finds: why a sentence is not carried by its quotes."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "date", "name", "negation", "letter"]


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
    def reason(self) -> str:
        """For people, with both values where there are two."""
        if self.instead:
            return f"the quote says {self.instead}, the sentence {self.said}"
        if self.kind == "negation":
            return f"the quote does not say “{self.said}”"
        return f"the quote does not hold the {self.kind} {self.said}"
