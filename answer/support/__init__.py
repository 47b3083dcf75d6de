"""Does a quote carry a sentence? Rules that say what speaks against it, and a judge of what speaks for it."""
