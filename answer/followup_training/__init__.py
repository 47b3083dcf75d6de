"""How the follow-up model is made: conversations with human rewrites → a term classifier."""
