"""How fast is it, and against what? `python -m eval.bench.speed`, or `make bench`."""
