"""Bring the database up to this version: migrations, the application role's rights, partitions ahead."""

import argparse

from sahulat.project.migrating import migrate
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Migrate; safe to repeat."""
    applied = migrate()
    terminal.result({"applied": applied}, f"{len(applied)} migrations applied" if applied else "nothing to migrate")
    return 0
