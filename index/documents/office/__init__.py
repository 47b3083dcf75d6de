"""Text, sheets and slides of office programs → a Document."""
