"""Drafts of questions for a person to edit: from the sentences of a document, and from thumbs down in the chat."""
