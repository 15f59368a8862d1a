"""The command `sahulat`: finds the wanted command, prepares what it needs (settings, database, role), runs it.

A command is a module with `add_arguments(parser)` and `run(arguments, terminal) -> int` (the exit code). It is imported
only when it is wanted, and only after Django is ready if it needs Django.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused (already running, not allowed, not possible here).
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum

import django
import psycopg

from sahulat.kernel.refusals import Refusal
from sahulat.project.configuration import ConfigurationError, read_configuration
from sahulat.project.database_addresses import ROLE_VARIABLE
from sahulat.project.postgres.cluster import DatabaseFailed
from sahulat.project.postgres.installation import database_running
from sahulat.project.resetting import NoDemo
from sahulat.project.state import AlreadyRunning, prepare_state
from sahulat.project.terminal import Terminal

DONE, FAILED, USAGE, REFUSED = 0, 1, 2, 3


class Needs(Enum):
    """What must be ready before a command's module is imported."""

    NOTHING = "nothing"
    DJANGO = "django"  # settings and rooms; no database
    DATABASE = "database"  # as sahulat_app
    OWNER = "owner"  # the database as sahulat_owner


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the command line."""

    name: str
    module: str
    help: str
    needs: Needs
    alone: bool = False  # refused while the platform runs


_ROOM = "sahulat.project.commands"
COMMANDS = (
    Command("run", f"{_ROOM}.run", "run the platform: database, web and worker under one supervisor", Needs.NOTHING),
    Command("web", f"{_ROOM}.web", "run the web server alone", Needs.NOTHING),
    Command("worker", f"{_ROOM}.worker", "run a worker alone: events, audit chain, jobs", Needs.DATABASE),
    Command("migrate", f"{_ROOM}.migrate", "bring the database up to this version", Needs.OWNER),
    Command("doctor", f"{_ROOM}.doctor", "say what is wrong with this installation, and how to mend it", Needs.NOTHING),
    Command("backup", f"{_ROOM}.backup", "write everything, keys included, to one file", Needs.OWNER),
    Command("restore", f"{_ROOM}.restore", "bring an empty installation to a backup's state", Needs.NOTHING),
    Command("upgrade", f"{_ROOM}.upgrade", "back up, migrate, report", Needs.OWNER, alone=True),
    Command("demo", "sahulat.project.demo.command", "the demo country: prepare, documents, reset", Needs.DATABASE),
    Command("service", f"{_ROOM}.service", "check, test, publish or begin a public service", Needs.NOTHING),
    Command("audit", f"{_ROOM}.audit", "verify the audit ledger", Needs.DATABASE),
    Command("events", f"{_ROOM}.dead_letters", "list what no handler could take; have it tried again", Needs.DATABASE),
    Command("jobs", f"{_ROOM}.jobs", "list the jobs that failed; have one done again", Needs.DATABASE),
    Command("documents", f"{_ROOM}.documents", "withdraw an issued document", Needs.DATABASE),
    Command("cases", f"{_ROOM}.cases", "cases that stand still: list them, let them go on", Needs.DATABASE),
    Command("text", f"{_ROOM}.text", "compile and check translations", Needs.NOTHING),
    Command("assets", f"{_ROOM}.assets", "collect, hash and compress the static files", Needs.DJANGO),
)


def _usage() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {command.name:<10} {command.help}" for command in COMMANDS)
    parser = argparse.ArgumentParser(
        prog="sahulat",
        description="Sahulat: public services from one platform.",
        epilog=f"commands:\n{listed}\n\n`sahulat COMMAND --help` says more. "
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=[command.name for command in COMMANDS], metavar="COMMAND")
    return parser


def _shared_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="write the result as JSON on standard output")
    parser.add_argument("--quiet", action="store_true", help="no progress and no words, only the exit code")


def _run(command: Command, rest: Sequence[str], stack: ExitStack) -> int:
    if "-h" not in rest and "--help" not in rest:
        _prepare(command, stack)
    elif command.needs is not Needs.NOTHING:
        django.setup()
    module = importlib.import_module(command.module)
    parser = argparse.ArgumentParser(prog=f"sahulat {command.name}", description=module.__doc__)
    _shared_arguments(parser)
    module.add_arguments(parser)
    arguments = parser.parse_args(rest)
    code = module.run(arguments, Terminal(as_json=arguments.json, quiet=arguments.quiet))
    return int(code)


def _prepare(command: Command, stack: ExitStack) -> None:
    if command.needs is Needs.NOTHING:
        return
    if command.name == "demo":
        # Said by the command itself; a database with real people is refused by the demo.
        os.environ["SAHULAT_DEMO"] = "1"
    configuration = read_configuration(os.environ)
    if command.needs in (Needs.DATABASE, Needs.OWNER):
        stack.enter_context(database_running(configuration, alone=command.alone))
    else:
        prepare_state(configuration)
    os.environ[ROLE_VARIABLE] = "owner" if command.needs is Needs.OWNER else "application"
    django.setup()


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    given = list(sys.argv[1:] if words is None else words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sahulat.project.settings")
    if not given:
        _usage().print_help()
        return USAGE
    name = _usage().parse_args(given[:1]).command
    command = next(entry for entry in COMMANDS if entry.name == name)
    terminal = Terminal()
    with ExitStack() as stack:
        try:
            return _run(command, given[1:], stack)
        except (AlreadyRunning, Refusal) as refusal:
            terminal.complain(str(refusal))
            return REFUSED
        except (ConfigurationError, DatabaseFailed, NoDemo) as error:
            terminal.complain(str(error))
            return FAILED
        except psycopg.OperationalError as error:
            terminal.complain(f"the database does not answer: {error}".strip() + "\nTry: sahulat doctor")
            return FAILED
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
