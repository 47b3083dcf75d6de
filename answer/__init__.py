"""A question and its passages → a cited, checked answer."""
