"""What waits in the outbox and what died there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from sahulat.foundation.events.models import EventRow, Pending
from sahulat.foundation.events.types import DeadLetter
from sahulat.kernel.ids import instant_of


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How many events wait for a handler, how many are dead, and since when the oldest waits."""

    waiting: int
    dead: int
    oldest: datetime | None


def dead_letters(limit: int = 100) -> list[DeadLetter]:
    """The events that a handler failed for good, oldest first. Not personal data."""
    return _letters(Q(dead=True), limit)


def failing_events(limit: int = 100) -> list[DeadLetter]:
    """The events that a handler failed at least once and that will be tried again, oldest first."""
    return _letters(Q(dead=False, attempts__gt=0), limit)


def _letters(which: Q, limit: int) -> list[DeadLetter]:
    rows = list(Pending.objects.filter(which).order_by("seq")[:limit])
    types = dict(EventRow.objects.filter(id__in=[row.event_id for row in rows]).values_list("id", "type"))
    return [
        DeadLetter(
            pending_id=row.seq,
            event_id=row.event_id,
            type=types[row.event_id],
            handler=row.handler,
            key=row.key,
            attempts=row.attempts,
            error=row.error,
        )
        for row in rows
    ]


def outbox_state() -> OutboxState:
    """For `doctor` and metrics."""
    living = Q(dead=False)
    # UUIDs have no min() before PostgreSQL 18; the lowest seq began to wait first, or nearly.
    counted = Pending.objects.aggregate(
        living=Count("seq", filter=living), gone=Count("seq", filter=~living), first=Min("seq", filter=living)
    )
    first = Pending.objects.filter(seq=counted["first"]).values_list("event_id", flat=True).first()
    return OutboxState(counted["living"], counted["gone"], instant_of(first) if first else None)
