"""python -m eval check | run | report | diff | mutate | selftest | bench | import"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType

from eval.commands import EXIT_STOPPED
from settings import FootnoteError, load_settings

EXIT_ERROR = 2

COMMANDS = {
    "check": "validate the question sets and ask nothing",
    "run": "ask every question, print the tables, write every answer to a run file",
    "report": "score a run file again, print its tables, write them as a page; asks nothing",
    "diff": "compare two run files: what was fixed, what broke, and can it be chance; asks nothing",
    "mutate": "change the corpus or the question, ask again, and see whether each answer does what it must",
    "selftest": "corrupt a run's answers and see whether the metrics notice",
    "bench": "measure on a public benchmark, beside the published figures",
    "import": "draft questions from the chat's thumbs down, for you to complete",
}
"""Each command, a module of eval/commands/, and its line of help."""
COMMAND_MODULES = {"import": "feedback"}
"""Commands that no module can be named after."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when a gate fails, 2 on an invalid set or any other error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        command = _module(given[0]) if given and given[0] in COMMANDS else None
        options = _parser(given[:1], command).parse_args(given)
        assert command is not None  # argparse has ended the program where the first word is no command
        return int(command.run(load_settings(), options))
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return EXIT_ERROR
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return EXIT_STOPPED
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stderr.close()
        return 0


def _module(name: str) -> ModuleType:
    """Only the command that is run is imported: some load what takes seconds."""
    return importlib.import_module(f"eval.commands.{COMMAND_MODULES.get(name, name)}")


def _parser(chosen: Sequence[str], command: ModuleType | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Does every answer hold up?")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, line in COMMANDS.items():
        subparser = commands.add_parser(name, help=line, description=line)
        if command and name in chosen:
            command.configure(subparser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
