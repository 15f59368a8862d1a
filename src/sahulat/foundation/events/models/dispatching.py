"""The dispatcher's step: hand pending events to their handlers, effect and removal in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from sahulat.foundation.access.public import crash_point
from sahulat.foundation.events.models.outbox import actor_from_json, handler_of, handling
from sahulat.foundation.events.models.rows import EventRow, Pending
from sahulat.foundation.events.rules import describe, pause_after
from sahulat.foundation.events.types import Envelope
from sahulat.kernel.ids import floor, instant_of

log = logging.getLogger(__name__)

# One dispatcher at a time: two, each skipping the other's rows, would hand out a key's events out of order.
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('sahulat events dispatcher', 0))"
_PICK = """
SELECT p.* FROM events_pending p
WHERE NOT p.dead AND (p.due_at IS NULL OR p.due_at <= %(now)s)
  AND NOT EXISTS (
    SELECT 1 FROM events_pending earlier
    WHERE earlier.handler = p.handler AND earlier.key = p.key AND earlier.seq < p.seq
      AND NOT earlier.dead AND earlier.due_at > %(now)s)
ORDER BY p.seq LIMIT %(batch)s FOR UPDATE OF p SKIP LOCKED
"""


def dispatch(now: datetime, batch: int = 200) -> int:
    """Hand up to `batch` pending events to their handlers; how many were handled or failed.

    Each handler runs under its own savepoint. A failure is tried again later, holds back the later events of the
    same handler and key, and becomes a dead letter in the end. Database effects happen once, whenever the process
    dies. Returns 0 also while another dispatcher is at work. Safe to repeat.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK)
            if not cursor.fetchone()[0]:
                return 0
        # Planned as the parent query says: the picked rows first, their events by id.
        picked: Sequence[Pending] = list(Pending.objects.raw(_PICK, {"now": now, "batch": batch}))
        worked = _hand_out(picked, _envelopes(picked), now) if picked else 0
        crash_point("dispatch:before_commit")
    crash_point("dispatch:after_commit")
    return worked


def _envelopes(picked: Sequence[Pending]) -> dict[Any, Envelope]:
    ids = [each.event_id for each in picked]
    rows = EventRow.objects.filter(id__gte=floor(instant_of(min(ids))), id__lte=max(ids), id__in=ids)
    return {
        row.id: Envelope(
            id=row.id,
            type=row.type,
            version=int(row.type.rpartition(".v")[2]),
            at=row.at,
            key=row.key,
            actor=actor_from_json(row.actor),
            cause=row.cause,
            correlation=row.correlation,
            body=row.body,
        )
        for row in rows
    }


def _hand_out(picked: Sequence[Pending], envelopes: dict[Any, Envelope], now: datetime) -> int:
    done: list[int] = []
    failed = 0
    held: set[tuple[str, str]] = set()
    for pending in picked:
        lane = (pending.handler, pending.key)
        if lane in held:
            continue
        error = _hand(pending, envelopes[pending.event_id], now)
        if error is None:
            done.append(pending.seq)
            continue
        failed += 1
        _put_off(pending, error, now)
        if not pending.dead:
            held.add(lane)
    Pending.objects.filter(seq__in=done).delete()
    return len(done) + failed


def _hand(pending: Pending, envelope: Envelope, now: datetime) -> Exception | None:
    try:
        with transaction.atomic(), handling(envelope):
            handler = handler_of(envelope.type, pending.handler)
            if handler is None:
                raise LookupError(f"no handler is called {pending.handler}")  # noqa: TRY301 - counts as a failure
            handler(envelope, now=now)
    except Exception as error:
        if connection.needs_rollback or not connection.is_usable():
            raise  # the connection is gone: nobody's fault, and the whole batch will be done again
        log.exception("An event was not handled", extra={"event": str(envelope.id), "handler": pending.handler})
        return error
    return None


def _put_off(pending: Pending, error: Exception, now: datetime) -> None:
    pending.attempts += 1
    pending.error = describe(error)
    pause = pause_after(pending.attempts)
    pending.dead = pause is None
    pending.due_at = None if pause is None else now + pause
    pending.save(update_fields=["attempts", "error", "dead", "due_at"])
