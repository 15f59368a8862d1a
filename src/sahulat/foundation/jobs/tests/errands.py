"""Jobs of these tests; their effect is a row."""

from __future__ import annotations

import threading
from datetime import datetime

from django.db import connection

from sahulat.foundation.jobs.public import defer, job

started, may_end = threading.Event(), threading.Event()
seen: list[datetime] = []
failures_left = [0]


def forget() -> None:
    """Start anew."""
    started.clear()
    may_end.clear()
    seen.clear()
    failures_left[0] = 0


def effect(part: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO jobs_heartbeat VALUES (%s, now()) ON CONFLICT (part) DO UPDATE SET at = now()", [part]
        )


def effects() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT part FROM jobs_heartbeat WHERE part LIKE 'done %'")
        return {part for (part,) in cursor.fetchall()}


@job(name="tests.errand", queue="tests")
def errand(now: datetime, *, part: str) -> None:
    """Note when and that it was done."""
    seen.append(now)
    effect(f"done {part}")


@job(name="tests.failing", queue="tests", retries=1)
def failing(now: datetime, *, part: str) -> None:
    """Fail as often as asked."""
    if failures_left[0]:
        failures_left[0] -= 1
        raise ZeroDivisionError
    effect(f"done {part}")


@job(name="tests.slow", queue="tests")
def slow(now: datetime, *, part: str) -> None:
    """Take as long as the test wants."""
    started.set()
    if not may_end.wait(20):
        raise TimeoutError
    effect(f"done {part}")


@job(name="tests.chain", queue="tests")
def chain(now: datetime, *, part: str) -> None:
    """Defer another."""
    defer("tests.errand", part=part)
