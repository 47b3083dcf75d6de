"""A file → a Document: its text, its blocks, its pages. One loader for each format; nothing else of index is used."""
