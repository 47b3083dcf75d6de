"""Documents → passages → Chroma, and back: question → passages."""
