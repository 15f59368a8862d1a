"""Bringing a database up to the code: migrations as its owner, then the application role's rights, partitions, keys."""

import os

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sahulat.foundation.keys.public import ensure_keys
from sahulat.foundation.tables.public import ensure_partitions, grant_application_role
from sahulat.kernel import clock
from sahulat.project.configuration import read_configuration
from sahulat.project.postgres.roles import role_names


def waiting_migrations() -> list[str]:
    """Names of the migrations that the code has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def applied_migrations() -> list[str]:
    """Names of the migrations that the database has."""
    executor = MigrationExecutor(connection)
    return sorted(f"{label}.{name}" for label, name in executor.loader.applied_migrations)


def unknown_migrations(names: list[str]) -> list[str]:
    """Those of `names` that this version of the code doesn't know: they come from a newer one."""
    known = {f"{label}.{name}" for label, name in MigrationExecutor(connection).loader.graph.nodes}
    return [name for name in names if name not in known]


def migrate() -> list[str]:
    """Apply what is waiting, grant, make partitions ahead, make missing keys. Runs as sahulat_owner. Safe to repeat.

    Returns the names of the migrations that were applied.
    """
    waiting = waiting_migrations()
    if waiting:
        call_command("migrate", interactive=False, verbosity=0)
    _, application = role_names(read_configuration(os.environ))
    now = clock.now()
    grant_application_role(application)
    ensure_partitions(now)
    ensure_keys(now=now)
    return waiting
