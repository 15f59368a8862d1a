"""Partitions by the month of an id: made ahead by the application's role, found by every row."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection, transaction

from sahulat.foundation.tables.public import (
    append_only_tables,
    ensure_partitions,
    existing_partitions,
    partitions_ahead,
)
from sahulat.foundation.tables.rules import month_after, month_of
from sahulat.kernel import clock
from sahulat.kernel.ids import floor, new_id

TABLE = "events_event"


def insert(at: datetime) -> str:
    """Put a row of that instant into the partitioned table; its partition."""
    id = new_id(at)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_event (id, type, at, key, actor, correlation, body) "
            "VALUES (%s, 'x.y.v1', %s, 'k', '{}', '', '{}') RETURNING tableoid::regclass::text",
            [id, at],
        )
        return str(cursor.fetchone()[0])


def month_start(months: int) -> datetime:
    first = month_after(month_of(clock.now()), months)
    return datetime(first.year, first.month, 1, tzinfo=UTC)


@pytest.mark.django_db
class TestRows:
    def test_a_row_lies_in_the_partition_of_its_month(self) -> None:
        assert insert(month_start(0)) == f"{TABLE}_{month_start(0):%Y_%m}"
        assert insert(month_start(1) - timedelta(microseconds=1000)) == f"{TABLE}_{month_start(0):%Y_%m}"
        assert insert(month_start(1)) == f"{TABLE}_{month_start(1):%Y_%m}"

    def test_what_came_before_all_months_lies_in_the_past(self) -> None:
        assert insert(datetime(1999, 5, 1, tzinfo=UTC)) == f"{TABLE}_past"

    def test_a_row_beyond_the_months_ahead_is_refused_loudly(self) -> None:
        with pytest.raises(IntegrityError, match="no partition"):
            insert(month_start(200))

    def test_asking_for_one_id_looks_into_one_partition(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN SELECT * FROM events_event WHERE id = %s", [new_id(month_start(3))])
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert plan.count("Scan") == 1
        assert f"{month_start(3):%Y_%m}" in plan

    def test_the_databases_bounds_are_the_kernels(self) -> None:
        for months in (0, 1, 7):
            at = month_start(months)
            with connection.cursor() as cursor:
                cursor.execute("SELECT tables_floor(%s)", [at.replace(tzinfo=None)])
                assert cursor.fetchone()[0] == floor(at)


@pytest.mark.django_db
class TestMaking:
    def test_there_are_partitions_for_a_year(self) -> None:
        assert set(partitions_ahead(clock.now())) >= {"audit_row", "events_event"}
        assert min(partitions_ahead(clock.now()).values()) >= 12

    def test_the_applications_role_makes_later_months(self) -> None:
        later = clock.now() + timedelta(days=90)
        made = ensure_partitions(later)
        assert made >= 2 * len(existing_partitions())
        assert ensure_partitions(later) == 0
        insert(later + timedelta(days=360))

    def test_the_applications_role_makes_nothing_of_other_tables(self) -> None:
        with pytest.raises(ProgrammingError, match="no partitioned table"), transaction.atomic():
            self.ask("jobs_schedule")
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE intruder ()")

    def ask(self, table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tables_make_partition(%s, '2030-01-01', false)", [table])

    def test_a_later_partition_is_append_only_too(self) -> None:
        later = clock.now() + timedelta(days=400)
        ensure_partitions(later, months=0)
        partition = insert(later)
        assert partition.endswith(f"{later:%Y_%m}")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'refuse_change'",
                [partition],
            )
            assert cursor.fetchall() == [("A",)]


def test_a_busy_reader_holds_up_neither_writers_nor_the_maker(committed: Any) -> None:
    with psycopg.connect(committed.address("sahulat_app")) as reader:
        reader.execute("SELECT count(*) FROM events_event")  # and its transaction stays open
        assert ensure_partitions(clock.now() + timedelta(days=31)) >= 1
        insert(clock.now())


def test_a_locked_table_is_tried_again_until_it_is_free(committed: Any) -> None:
    locker = psycopg.connect(committed.address("sahulat_owner"))
    locker.execute("LOCK TABLE events_event IN ACCESS EXCLUSIVE MODE")
    timer = threading.Timer(1.3, locker.rollback)
    timer.start()
    try:
        assert ensure_partitions(clock.now() + timedelta(days=31)) >= 1
    finally:
        timer.join()
        locker.close()


def test_two_makers_at_once_make_each_month_once(committed: Any) -> None:
    later, made, errors = clock.now() + timedelta(days=200), [], []

    def work() -> None:
        try:
            made.append(ensure_partitions(later))
        except OperationalError as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sum(made) == sum(len(names) for names in existing_partitions().values()) - 14 * len(existing_partitions())


@pytest.mark.django_db
def test_every_partitioned_table_only_grows() -> None:
    assert set(existing_partitions()) <= set(append_only_tables())
