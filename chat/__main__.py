"""python -m chat user add | list | remove | password"""

import argparse
import getpass
import sys

from chat.users import Users, UsersError
from settings import FootnoteError, load_settings


def main(arguments: list[str] | None = None) -> int:
    """Run one command: 0 when it is done, 2 on an error."""
    options = _parser().parse_args(arguments)
    try:
        _run(Users(load_settings().data), options)
    except FootnoteError as error:
        print(error, file=sys.stderr)
        return 2
    except (KeyboardInterrupt, EOFError):
        print("\nStopped. Nothing was changed.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m chat",
        description="Who may come to a chat that is shared. The chat itself opens with: make chat",
        epilog="A running chat sees a change at once. docs/sharing.md says how to share a chat.",
    )
    rooms = parser.add_subparsers(required=True)
    user = rooms.add_parser("user", help="add, list, change and remove users")
    commands = user.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add", help="let somebody in; the password is asked for, twice")
    adding.add_argument("--owner", action="store_true", help="may change the library, too; others only ask")
    commands.add_parser("list", help="all users, and who of them are owners")
    removing = commands.add_parser("remove", help="take somebody out, at once; their conversations stay")
    changing = commands.add_parser("password", help="set another password; whoever is signed in by the old one is out")
    for command in (adding, removing, changing):
        command.add_argument("name", metavar="NAME")
    return parser


def _run(users: Users, options: argparse.Namespace) -> None:
    if options.command == "list":
        for name, account in sorted(users.all.items()):
            print(name, "(owner)" if account.owner else "")
    elif options.command == "add":
        users.check_new(options.name)
        users.add(options.name, _asked_password(), options.owner)
        print(f"{options.name} may come in{' and change the library' if options.owner else ''}.")
    elif options.command == "password":
        users.check_known(options.name)
        users.set_password(options.name, _asked_password())
        print(f"{options.name} has another password.")
    else:
        users.remove(options.name)
        print(f"{options.name} is out. Whoever is given that name again finds the conversations that were held by it.")


def _asked_password() -> str:
    """Typed twice, unseen; where nobody types, two lines of what comes in."""
    ask = getpass.getpass if sys.stdin.isatty() else _next_line
    first, again = ask("Password: "), ask("Once more: ")
    if first != again:
        raise UsersError(f"The two passwords differ ({len(first)} and {len(again)} characters). Try again.")
    return first


def _next_line(_: str) -> str:
    line = sys.stdin.readline()
    if not line:
        raise UsersError("The password is missing: it is read as two lines, the same twice.")
    return line.rstrip("\r\n")


if __name__ == "__main__":
    raise SystemExit(main())
