"""Making partitions ahead of time, by a function of the owner's that the application may call."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date, datetime

from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from sahulat.foundation.tables.rules import missing, months_ahead

_ATTEMPTS = 6
_FIRST_PAUSE = 0.1

_PARTITIONS = """
SELECT p.relname, array_remove(array_agg(c.relname::text), NULL)
FROM pg_partitioned_table t
JOIN pg_class p ON p.oid = t.partrelid
LEFT JOIN pg_inherits i ON i.inhparent = p.oid
LEFT JOIN pg_class c ON c.oid = i.inhrelid
WHERE t.partstrat = 'r' AND p.relnamespace = 'public'::regnamespace
GROUP BY p.relname ORDER BY p.relname
"""


def ensure_partitions(now: datetime, months: int = 12) -> int:
    """Make what is missing of every partitioned table for this month and `months` more; how many were made.

    As the owner or the application. Waits at most a second at a time for a lock and tries again, so that
    writers never queue behind it; OperationalError when a table stays locked. Safe to repeat.
    """
    made = 0
    for table, partitions in existing_partitions().items():
        needed = missing(partitions, now, months)
        if needed.past is not None:
            made += _make(table, needed.past, past=True)
        for month in needed.months:
            made += _make(table, month, past=False)
    return made


def partitions_ahead(now: datetime) -> Mapping[str, int]:
    """By table, for how many months after this one there are partitions. `doctor` warns under 3."""
    return {table: months_ahead(names, now) for table, names in existing_partitions().items()}


def existing_partitions() -> Mapping[str, list[str]]:
    """The partitioned tables with the names of their partitions."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTITIONS)
        return dict(cursor.fetchall())


def _make(table: str, month: date, *, past: bool) -> int:
    for attempt in range(_ATTEMPTS):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT tables_make_partition(%s, %s, %s)", [table, month, past])
                return int(cursor.fetchone()[0])
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable) or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_FIRST_PAUSE * 2**attempt)
    raise AssertionError("unreachable")
