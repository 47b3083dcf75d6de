"""Small models get caught saying the same over and over, to the end of their tokens: nothing new comes of it."""

LONGEST = 300  # characters of what is said again and again
LEAST_TIMES = 3  # in a row
LEAST = 240  # characters of it in all: a short phrase is said more often before it counts


def goes_in_circles(said: str) -> bool:
    """Whether a text ends in the same words again and again; rules of tables and rows of dots are no words."""
    for length in range(1, min(LONGEST, len(said) // LEAST_TIMES) + 1):
        again = said[-length:]
        if said.endswith(again * max(LEAST_TIMES, -(-LEAST // length))) and any(map(str.isalnum, again)):
            return True
    return False
