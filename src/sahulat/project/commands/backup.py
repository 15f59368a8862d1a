"""Write everything, keys included, to one file. Works while the platform runs."""

import argparse
import os
from importlib.metadata import version
from pathlib import Path

from sahulat.kernel import clock
from sahulat.project.backups import BackupFailed, write_backup
from sahulat.project.configuration import read_configuration
from sahulat.project.migrating import applied_migrations
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("file", type=Path, help="the file to write; it must not exist")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Back up; exit code 1 when it can't be done."""
    configuration = read_configuration(os.environ)
    try:
        with terminal.step("database, keys, files"):
            manifest = write_backup(
                configuration,
                arguments.file.resolve(),
                version=version("sahulat"),
                migrations=applied_migrations(),
                now=clock.now(),
            )
    except BackupFailed as error:
        terminal.complain(str(error))
        return 1
    size = arguments.file.stat().st_size
    rows = sum(manifest.rows.values())
    terminal.result(
        {"file": str(arguments.file), "bytes": size, "rows": rows, "version": manifest.version},
        f"{rows:,} rows in {arguments.file} ({size / 1e6:.1f} MB). It holds the keys: keep it as you keep them.",
    )
    return 0
