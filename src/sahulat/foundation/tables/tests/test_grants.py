"""The application's rights, and tables that only grow: two walls, each tried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from psycopg import errors

from sahulat.foundation.tables.public import append_only_tables
from sahulat.kernel.ids import new_id

CHANGES = ["UPDATE events_event SET key = 'x'", "DELETE FROM events_event", "TRUNCATE events_event"]


INSERT = """
INSERT INTO events_event (id, type, at, key, actor, correlation, body) VALUES (%s, 'x.y.v1', now(), 'k', '{}', '', '{}')
"""


@contextmanager
def connected(database: Any, role: str = "sahulat_app") -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A transaction of that role in which one event was written; nothing of it stays."""
    with psycopg.connect(database.address(role)) as connection:
        connection.execute(INSERT, [new_id(datetime(2020, 1, 1, tzinfo=UTC))])
        yield connection
        connection.rollback()


@pytest.mark.django_db
def test_the_audit_and_the_events_are_append_only() -> None:
    assert {"audit_row", "audit_chain", "audit_checkpoint", "events_event"} <= set(append_only_tables())


@pytest.mark.parametrize("change", CHANGES)
def test_the_applications_change_is_refused_by_its_role(run_database: Any, change: str) -> None:
    with connected(run_database) as app, pytest.raises(errors.InsufficientPrivilege):
        app.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "SELECT * FROM events_event_past",
        "DELETE FROM events_event_past",
        "ALTER TABLE events_event_past DISABLE TRIGGER refuse_change",
        "ALTER TABLE events_event DETACH PARTITION events_event_past",
        "DROP TABLE events_event",
        "INSERT INTO events_event (id, type, at, key, actor, correlation, body) SELECT id, type, at, key, actor, "
        "correlation, body FROM events_event ON CONFLICT (id) DO UPDATE SET key = 'x'",
        "UPDATE django_migrations SET app = 'x'",
        "CREATE TABLE intruder ()",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_finds_no_way_around(run_database: Any, change: str) -> None:
    with connected(run_database) as app, pytest.raises(errors.InsufficientPrivilege):
        app.execute(change)


@pytest.mark.parametrize("change", CHANGES)
def test_the_owners_change_is_refused_by_the_trigger(run_database: Any, change: str) -> None:
    with (
        connected(run_database, "sahulat_owner") as owner,
        pytest.raises(errors.RestrictViolation, match="append-only"),
    ):
        owner.execute(change)
    with connected(run_database, "sahulat_owner") as owner, pytest.raises(errors.RestrictViolation):
        owner.execute(change.replace("events_event", "events_event_past"))


@pytest.mark.django_db
def test_nobody_empties_an_append_only_table_or_one_of_its_partitions(run_database: Any) -> None:
    of_one = "SELECT relid::regclass::text FROM pg_partition_tree(%s) UNION SELECT %s"
    with psycopg.connect(run_database.address("sahulat_owner")) as owner:
        for table in append_only_tables():
            for (each,) in owner.execute(of_one, [table, table]).fetchall():
                with pytest.raises(errors.RestrictViolation), owner.transaction():
                    owner.execute(f"TRUNCATE {each} CASCADE")


def test_of_an_issued_document_only_its_withdrawal_can_change(run_database: Any) -> None:
    reason = "UPDATE documents_issueddocument SET revoked_at = now(), revoked_reason = 'x', revoked_by_post = NULL"
    number = "UPDATE documents_issueddocument SET number = 'x'"
    with psycopg.connect(run_database.address("sahulat_app")) as app:
        app.execute(reason)
        for change in (number, "DELETE FROM documents_issueddocument", "DELETE FROM cases_decision"):
            with pytest.raises(errors.InsufficientPrivilege), app.transaction():
                app.execute(change)


def test_the_trigger_lets_exactly_the_excepted_columns_change(run_database: Any) -> None:
    with psycopg.connect(run_database.address("postgres")) as superuser:
        superuser.execute("CREATE TEMPORARY TABLE paper (number text, reason text)")
        superuser.execute(
            "CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON paper "
            "FOR EACH ROW EXECUTE FUNCTION sahulat_refuse_change('reason')"
        )
        superuser.execute("INSERT INTO paper VALUES ('1', '')")
        superuser.execute("UPDATE paper SET reason = 'stolen'")
        for change in ("UPDATE paper SET number = '2', reason = 'x'", "DELETE FROM paper"):
            with pytest.raises(errors.RestrictViolation), superuser.transaction():
                superuser.execute(change)
        superuser.rollback()


def test_even_replication_mode_does_not_silence_the_trigger(run_database: Any) -> None:
    with connected(run_database, "postgres") as superuser:
        superuser.execute("SET session_replication_role = replica")
        with pytest.raises(errors.RestrictViolation):
            superuser.execute(CHANGES[1])


def test_ordinary_tables_can_be_worked_with(run_database: Any) -> None:
    with connected(run_database) as app:
        app.execute("INSERT INTO jobs_heartbeat VALUES ('x', now())")
        app.execute("UPDATE jobs_heartbeat SET at = now()")
        app.execute("DELETE FROM jobs_heartbeat")
        with pytest.raises(errors.InsufficientPrivilege):
            app.execute("TRUNCATE jobs_heartbeat")


def test_no_public_table_gives_the_application_more_than_it_needs(run_database: Any) -> None:
    wrong = """
        SELECT c.relname, p FROM pg_class c, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) p
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND has_table_privilege('sahulat_app', c.oid, p)
    """
    with psycopg.connect(run_database.address("postgres")) as superuser:
        assert superuser.execute(wrong).fetchall() == []
