"""Bringing a database up to the code: migrations as its owner, then the application role's rights, then partitions."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from importlib import import_module
from importlib.util import find_spec

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
    if find_spec("sahulat.foundation.tables.public"):  # temporary: goes when tables has moved in
        tables = import_module("sahulat.foundation.tables.public")
        tables.grant_application_role()
        tables.ensure_partitions(clock.now())
    else:
        _grant()
    return waiting


def _grant() -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO sahulat_app")
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO sahulat_app")
        cursor.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO sahulat_app")
