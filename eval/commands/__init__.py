"""One module a command of `python -m eval`: `configure` its arguments, `run` it."""
