"""Throwing a demo's data away, and nothing else's."""

import shutil

import psycopg
from psycopg import sql

from sahulat.project.configuration import Configuration
from sahulat.project.database_addresses import connection_text
from sahulat.project.state import RESET_FILE

_FORGOTTEN = ("files", "demo-clock.json")


class NoDemo(Exception):
    """The database holds people, and no demo put them there."""


def forget_demo(configuration: Configuration) -> None:
    """Empty the demo's database and file store; keys stay. Stop whatever writes first.

    Raises NoDemo (nothing is touched) when what is there is no demo: it has rows, but no demo's people.
    """
    with psycopg.connect(connection_text(configuration, "owner"), autocommit=True) as connection:
        if not _is_a_demo(connection):
            (configuration.state / RESET_FILE).unlink(missing_ok=True)
            raise NoDemo("this is no demo, so its data is not thrown away")
        connection.execute("SET lock_timeout = '30s'")
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
    for name in _FORGOTTEN:
        path = configuration.state / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _is_a_demo(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    """The demo writes its country before its first person; a database without either is nobody's."""
    return _has_rows(connection, "demo_country") or not _has_rows(connection, "people_person")


def _has_rows(connection: "psycopg.Connection[tuple[object, ...]]", table: str) -> bool:
    found = connection.execute("SELECT to_regclass(%s)", [table]).fetchone()
    if found is None or found[0] is None:
        return False
    return connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))).fetchone() is not None
