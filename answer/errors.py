"""What can be wrong with prompts and the language model. The whole tree stands in settings.py."""

from settings import FootnoteError


class PromptError(FootnoteError):
    """A prompt file is missing, or asks for something that is not given."""


class LLMError(FootnoteError):
    """The language model's server did not answer, or not usefully."""


class ContextError(LLMError):
    """The prompt is longer than the language model can read."""


class TrainingError(FootnoteError):
    """The reader cannot be trained: a set of data is missing, or a checkpoint is of another recipe."""
