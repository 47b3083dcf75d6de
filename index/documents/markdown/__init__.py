"""Markdown → a Document, with every offset exact."""
