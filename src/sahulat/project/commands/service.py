"""Public services as data: check a folder, run its journeys, publish it, or begin a new one.

`check` needs no database, `test` runs in a scratch one that is thrown away, `publish` in this installation's.
"""

import argparse
import importlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import django

from sahulat.project.configuration import read_configuration
from sahulat.project.postgres.installation import database_running
from sahulat.project.postgres.template import TEMPLATE, template_cluster
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which folders."""
    parser.add_argument("action", choices=["check", "test", "publish", "new"])
    parser.add_argument("folders", nargs="*", type=Path, help="service folders (default: all of this installation)")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Do it for each folder; exit code 1 when one fails."""
    database: AbstractContextManager[None] = nullcontext()
    if arguments.action == "test":
        database = _scratch_database()
    elif arguments.action == "publish":
        database = database_running(read_configuration(os.environ))
    with database:
        django.setup()
        services = importlib.import_module("sahulat.project.services")
        folders = [folder.resolve() for folder in arguments.folders]
        return int(services.ACTIONS[arguments.action](folders, terminal))


@contextmanager
def _scratch_database() -> Iterator[None]:
    """A migrated database and a state folder of its own, so that a journey leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="sahulat-scratch-") as folder:
        cluster = template_cluster(Path(folder))
        try:
            for name, role in (("DATABASE_URL", "sahulat_owner"), ("DATABASE_APP_URL", "sahulat_app")):
                os.environ[name] = f"postgresql://{role}@/{TEMPLATE}?host={cluster.sockets}"
            os.environ.update(SAHULAT_STATE=str(Path(folder) / "state"), SAHULAT_DEMO="1")
            yield
        finally:
            cluster.stop()
