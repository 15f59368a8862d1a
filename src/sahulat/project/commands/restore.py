"""Bring an empty installation to a backup's state: keys, files, database; then migrate it to this version."""

import argparse
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from sahulat.project.backups import DUMP, BackupFailed, Manifest, count_rows
from sahulat.project.configuration import Configuration, read_configuration
from sahulat.project.postgres.installation import database_running
from sahulat.project.restoring import lay_down, load, refuse_unless_empty, unpacked
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where from."""
    parser.add_argument("file", type=Path, help="a file that `sahulat backup` wrote")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Restore; exit code 1 when it can't be done, 3 when the installation isn't empty."""
    configuration = read_configuration(os.environ)
    refuse_unless_empty(configuration)
    try:
        manifest = _restore(configuration, arguments.file, terminal)
    except BackupFailed as error:
        terminal.complain(str(error))
        return 1
    rows = sum(manifest.rows.values())
    terminal.result(
        {"rows": rows, "made_at": manifest.made_at, "version": manifest.version},
        f"{rows:,} rows restored, as of {manifest.made_at} (version {manifest.version}). Start it: sahulat run",
    )
    return 0


def _restore(configuration: Configuration, file: Path, terminal: Terminal) -> Manifest:
    with ExitStack() as stack:
        with terminal.step("keys and files"):
            manifest, folder = stack.enter_context(unpacked(file, configuration))
            lay_down(folder, configuration)
        with database_running(configuration):
            with terminal.step("database"):
                load(configuration, folder / DUMP)
                found = count_rows(configuration)
                if found != manifest.rows:
                    different = sorted(set(found.items()) ^ set(manifest.rows.items()))
                    raise BackupFailed(f"the restored rows are not those of the backup: {different}")
            with terminal.step("migrations"):
                _migrate()
    return manifest


def _migrate() -> None:
    """In a process of its own, which connects as the owner."""
    done = subprocess.run([sys.executable, "-m", "sahulat.project.command_line", "migrate", "--quiet"], check=False)
    if done.returncode != 0:
        raise BackupFailed("the database was restored, but can't be migrated to this version: see above")
