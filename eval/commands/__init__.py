"""One module a command of `python -m eval`: `configure` its arguments, `run` it."""

EXIT_GATE_FAILED, EXIT_STOPPED = 1, 130
