"""Say what is wrong with this installation, and how to mend each thing. Changes nothing."""

import argparse
import importlib
import os
from collections.abc import Iterator

import django.db
import psycopg

from sahulat.kernel import clock
from sahulat.project.configuration import Configuration, read_configuration
from sahulat.project.doctor.findings import Finding, State, well, wrong
from sahulat.project.doctor.machine import look_at_machine
from sahulat.project.postgres.cluster import DatabaseFailed
from sahulat.project.postgres.installation import cluster_of, database_running, is_running
from sahulat.project.terminal import Terminal

_SIGNS = {State.WELL: "✓", State.WARNING: "!", State.WRONG: "✗"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Look at everything; exit code 1 when something is wrong."""
    configuration = read_configuration(os.environ)
    found: list[Finding] = []
    for finding in _findings(configuration):
        found.append(finding)
        terminal.say(f"{_SIGNS[finding.state]} {finding.what}: {finding.says}")
        if finding.mend:
            terminal.say(f"    mend: {finding.mend}")
    told = [{"what": f.what, "state": str(f.state), "says": f.says, "mend": f.mend} for f in found]
    bad = sum(finding.state is State.WRONG for finding in found)
    terminal.result(told, f"{bad} things are wrong" if bad else "nothing is wrong")
    return 1 if bad else 0


def _findings(configuration: Configuration) -> Iterator[Finding]:
    yield from look_at_machine(configuration)
    running = is_running(configuration)
    yield well("platform", "runs" if running else "does not run")
    if configuration.embedded and not cluster_of(configuration).exists:
        yield wrong("database", "there is none yet", "sahulat run (or sahulat migrate)")
        return
    try:
        with database_running(configuration):
            django.setup()
            rooms = importlib.import_module("sahulat.project.doctor.installed")
            yield from rooms.look_at_database(configuration, now=clock.now(), running=running)
    except (DatabaseFailed, psycopg.OperationalError, django.db.OperationalError) as error:
        mend = "read log/database.log in the state folder" if configuration.embedded else "check DATABASE_URL"
        yield wrong("database", str(error).strip(), mend)
