"""Web pages and books → a Document, by one walk over the elements."""
