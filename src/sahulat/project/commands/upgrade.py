"""Bring an installation to this version: back up, migrate, grant, report. Stop the platform first."""

import argparse
import os
from importlib.metadata import version
from pathlib import Path

from sahulat.kernel import clock
from sahulat.project.backups import BackupFailed, write_backup
from sahulat.project.configuration import read_configuration
from sahulat.project.migrating import applied_migrations, migrate, unknown_migrations, waiting_migrations
from sahulat.project.terminal import Terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the backup goes."""
    parser.add_argument("--backup", type=Path, help="the backup's file (default: backups/ in the state folder)")


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Upgrade; safe to repeat. Exit code 3 when the data is newer than this version."""
    before = applied_migrations()
    newer = unknown_migrations(before)
    if newer:
        terminal.complain(f"this data was written by a newer version ({', '.join(newer)}): upgrade the program instead")
        return 3
    configuration = read_configuration(os.environ)
    now = clock.now()
    target = arguments.backup or configuration.state / "backups" / f"before-{version('sahulat')}-{now:%Y%m%dT%H%M%S}"
    waiting = waiting_migrations()
    try:
        if before:
            with terminal.step("backup"):
                write_backup(configuration, target, version=version("sahulat"), migrations=before, now=now)
    except BackupFailed as error:
        terminal.complain(f"nothing was changed: {error}")
        return 1
    with terminal.step(f"{len(waiting)} migrations"):
        applied = migrate()
    told = {"version": version("sahulat"), "applied": applied, "backup": str(target) if before else None}
    words = f"now version {version('sahulat')}; {len(applied)} migrations applied"
    terminal.result(told, words + (f"; the state before is in {target}" if before else ""))
    return 0
