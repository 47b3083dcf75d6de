"""A language model writes: prompt, wire, sentences as they stream, failures."""
