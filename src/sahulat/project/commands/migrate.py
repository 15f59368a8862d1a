"""Bring the database up to this version: migrations, the application role's rights, partitions, keys, places."""

import argparse

from sahulat.foundation.access.types import Actor
from sahulat.kernel import clock
from sahulat.platform.places.public import load_places
from sahulat.project.migrating import migrate
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For tests."""
    parser.add_argument("--structure-only", action="store_true", help="don't load provinces, districts and tehsils")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Migrate; safe to repeat."""
    applied = migrate()
    if not arguments.structure_only:
        load_places(actor=Actor.system(request_id="migrate"), now=clock.now())
    terminal.result({"applied": applied}, f"{len(applied)} migrations applied" if applied else "nothing to migrate")
    return 0
