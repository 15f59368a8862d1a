"""Bringing a database up to the code: migrations as its owner, then the application role's rights, then partitions."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sahulat.foundation.tables.public import ensure_partitions, grant_application_role
from sahulat.kernel import clock


def waiting_migrations() -> list[str]:
    """Names of the migrations that the code has and the database has not."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate() -> list[str]:
    """Apply what is waiting, grant, and make partitions ahead. Runs as sahulat_owner. Safe to repeat.

    Returns the names of the migrations that were applied.
    """
    waiting = waiting_migrations()
    if waiting:
        call_command("migrate", interactive=False, verbosity=0)
    grant_application_role()
    ensure_partitions(clock.now())
    return waiting
