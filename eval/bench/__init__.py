"""Public benchmarks: each reads a set from where it lies, and measures the parts that the chat uses."""
