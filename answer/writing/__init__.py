"""A language model writes from the passages: what it is told, what it says, and all that can go wrong with it."""
