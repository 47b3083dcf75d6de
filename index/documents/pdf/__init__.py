"""PDF → a Document: characters, lines, columns, then what they make up."""
