"""What can be wrong with documents, model and store. The whole tree stands in settings.py."""

from settings import FootnoteError


class CorpusError(FootnoteError):
    """A document, or the corpus folder, cannot be read."""


class ModelError(FootnoteError):
    """The embedding model or the reader is missing or altered, or the model is not what the store was made with."""


class StoreError(FootnoteError):
    """The index is missing, damaged, or made by other settings."""
