"""A language model in this machine's own memory: its file, and the process that runs it."""
