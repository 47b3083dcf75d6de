"""Chance that is the same everywhere: drawn from a seed and from what it is drawn for."""

from random import Random


def seeded(*parts: object) -> Random:
    """A generator of its own for these parts: what is drawn for one case moves no other."""
    return Random("/".join(str(part) for part in parts))  # noqa: S311 - nothing here is a secret
