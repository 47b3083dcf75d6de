"""How fast is it, and against what? `python -m eval.speed`, or `make bench`."""
