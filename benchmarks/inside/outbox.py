"""Events handed out and audit entries chained, and the same rows moved by bare SQL."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import connection, transaction

from sahulat.foundation.access.types import Actor
from sahulat.foundation.audit.public import sequence
from sahulat.foundation.events.public import dispatch, record, subscribe
from sahulat.foundation.events.types import Envelope, Event
from sahulat.kernel import clock
from sahulat.kernel.ids import new_id

SYSTEM = Actor.system(request_id="bench")
BATCH, CHAINED = 200, 5_000


@dataclass(frozen=True, slots=True)
class Measured(Event):
    """Something happened to a bench."""

    type: ClassVar[str] = "bench.measured.v1"
    subject_id: UUID

    @property
    def key(self) -> UUID:
        """Its subject."""
        return self.subject_id


def handle(envelope: Envelope, *, now: datetime) -> None:
    """A handler with the least effect on the database: one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def run(events: int) -> dict[str, float]:
    """Record events, hand them out, chain their entries; per second, each beside bare SQL on as many rows."""
    subscribe(Measured, "bench.handle", handle)
    now = clock.now()
    _until_nothing(lambda: dispatch(now, BATCH))
    _until_nothing(lambda: sequence(now, CHAINED))
    start = time.perf_counter()
    for _ in range(events):
        with transaction.atomic():
            subject = new_id(now)
            record(
                actor=SYSTEM, now=now, action="bench.measure", subject_type="bench", subject_id=subject,
                event=Measured(subject),
            )  # fmt: skip
    recorded = events / (time.perf_counter() - start)
    return {
        "recorded": recorded,
        "dispatched": events / _seconds(lambda: _until_nothing(lambda: dispatch(clock.now(), BATCH))),
        "sequenced": events / _seconds(lambda: _until_nothing(lambda: sequence(clock.now(), CHAINED))),
        **_floors(events),
    }


def _until_nothing(step: Callable[[], int]) -> None:
    while step():
        pass


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _floors(events: int) -> Mapping[str, float]:
    """The same moves in bare SQL: rows picked, a savepoint and a statement each, deleted; rows moved in one go."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_pending (seq bigint PRIMARY KEY, id uuid, body jsonb)")
        cursor.execute("CREATE TEMPORARY TABLE bench_chain (position bigint PRIMARY KEY, id uuid UNIQUE, leaf bytea)")
        fill = "INSERT INTO bench_pending SELECT n, gen_random_uuid(), '{}' FROM generate_series(1, %s) n"
        cursor.execute(fill, [events])
        handed = events / _seconds(lambda: _until_nothing(_hand_out))
        cursor.execute(fill, [events])
        chained = events / _seconds(lambda: _until_nothing(_chain))
    return {"floor_dispatched": handed, "floor_sequenced": chained}


def _hand_out() -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT seq FROM bench_pending ORDER BY seq LIMIT {BATCH} FOR UPDATE SKIP LOCKED")
        picked: list[Any] = [row[0] for row in cursor.fetchall()]
        for _ in picked:
            with transaction.atomic():
                cursor.execute("SELECT 1")
        cursor.execute("DELETE FROM bench_pending WHERE seq = ANY(%s)", [picked])
    return len(picked)


def _chain() -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"WITH taken AS (DELETE FROM bench_pending WHERE seq IN (SELECT seq FROM bench_pending ORDER BY seq "
            f"LIMIT {CHAINED} FOR UPDATE SKIP LOCKED) RETURNING seq, id) "
            "INSERT INTO bench_chain SELECT seq, id, decode(repeat('00', 32), 'hex') FROM taken"
        )
        return int(cursor.rowcount)
