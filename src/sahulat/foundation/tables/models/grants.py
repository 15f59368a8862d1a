"""The rights of the application's role, given anew after each migration."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction
from psycopg import sql

from sahulat.foundation.tables.models.schema import TRIGGER

APPLICATION_ROLE = "sahulat_app"

_TABLES = r"""
SELECT c.relname, c.relispartition, g.oid IS NOT NULL,
       array_remove(string_to_array(encode(g.tgargs, 'escape'), '\000'), '')
FROM pg_class c LEFT JOIN pg_trigger g ON g.tgrelid = c.oid AND g.tgname = %s
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
ORDER BY c.relname
"""
_READ_ONLY = frozenset({"django_migrations"})


def append_only_tables() -> tuple[str, ...]:
    """The tables (not their partitions) that only grow, as the database itself knows them."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, [TRIGGER])
        return tuple(name for name, is_partition, grows, _ in cursor.fetchall() if grows and not is_partition)


def grant_application_role(role: str = APPLICATION_ROLE) -> None:
    """Give the application's role what it needs and no more; run as the owner after migrating.

    Ordinary tables: select, insert, update, delete. Append-only ones: select, insert, and update of the columns
    that may change, if any. Partitions: nothing, their parent's rights count. No TRUNCATE, REFERENCES, TRIGGER or
    CREATE anywhere. Safe to repeat.
    """
    name = sql.Identifier(role)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TABLES, [TRIGGER])
        for table, is_partition, grows, columns in cursor.fetchall():
            _grant(cursor, table, _rights(table, columns or (), is_partition=is_partition, grows=grows), name)
        for statement in (
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            "GRANT USAGE ON SCHEMA public TO {}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}",
        ):
            cursor.execute(sql.SQL(statement).format(name))


def _rights(table: str, columns: Sequence[str], *, is_partition: bool, grows: bool) -> str:
    if is_partition:
        return ""
    if table in _READ_ONLY:
        return "SELECT"
    if not grows:
        return "SELECT, INSERT, UPDATE, DELETE"
    return f"SELECT, INSERT, UPDATE ({', '.join(columns)})" if columns else "SELECT, INSERT"


def _grant(cursor: object, table: str, rights: str, role: sql.Identifier) -> None:
    execute = cursor.execute  # type: ignore[attr-defined]
    execute(sql.SQL("REVOKE ALL ON TABLE {} FROM {}").format(sql.Identifier(table), role))
    if rights:
        execute(sql.SQL("GRANT " + rights + " ON TABLE {} TO {}").format(sql.Identifier(table), role))
