"""Mail → a Document: what the letter says, and what it quotes."""
