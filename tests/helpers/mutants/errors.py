"""The one error of this tool."""


class MutantsError(Exception):
    """The mutants cannot be tried; says why, and what to do next."""
