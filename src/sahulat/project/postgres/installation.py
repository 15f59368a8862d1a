"""The database of an installation, whoever runs it: found running, started for a while, or given by an address."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import psycopg

from sahulat.project.configuration import Configuration
from sahulat.project.database_addresses import connection_text, socket_folder
from sahulat.project.postgres.cluster import Cluster
from sahulat.project.postgres.roles import create_roles_and_database, ensure_application_role
from sahulat.project.state import AlreadyRunning, hold, prepare_state


def cluster_of(configuration: Configuration) -> Cluster:
    """The embedded cluster of an installation."""
    return Cluster(
        data=configuration.state / "database",
        sockets=socket_folder(configuration.state, configuration.embedded_port),
        log=configuration.state / "log" / "database.log",
        port=configuration.embedded_port,
    )


def start_embedded(configuration: Configuration) -> Cluster:
    """Make if needed, mend, start, and see that roles and database are there. Hold the lock while calling."""
    cluster = cluster_of(configuration)
    cluster.create()
    cluster.start()
    create_roles_and_database(cluster)
    return cluster


@contextmanager
def database_running(configuration: Configuration, *, alone: bool = False) -> Iterator[None]:
    """The installation's database answers inside this block.

    When a supervisor already runs it, or when it is given by an address, nothing is started. With `alone`, a running
    supervisor is a reason to refuse. Raises DatabaseFailed, AlreadyRunning.
    """
    prepare_state(configuration)
    if not configuration.embedded:
        with _held(configuration) if alone else nullcontext():
            ensure_application_role(configuration)
            yield
        return
    try:
        lock = hold(configuration.state / "lock")
    except AlreadyRunning:
        if alone:
            raise
        psycopg.connect(connection_text(configuration, "owner"), connect_timeout=10).close()
        yield
        return
    try:
        cluster = start_embedded(configuration)
        try:
            yield
        finally:
            cluster.stop()
    finally:
        os.close(lock)


@contextmanager
def _held(configuration: Configuration) -> Iterator[None]:
    lock = hold(configuration.state / "lock")
    try:
        yield
    finally:
        os.close(lock)


def is_running(configuration: Configuration) -> bool:
    """Whether a supervisor holds this installation."""
    if not (configuration.state / "lock").exists():
        return False
    try:
        os.close(hold(configuration.state / "lock"))
    except AlreadyRunning:
        return True
    return False
