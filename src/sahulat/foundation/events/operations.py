"""Putting dead letters back into the outbox."""

from __future__ import annotations

from datetime import datetime

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.models import Pending
from sahulat.foundation.events.models.outbox import record
from sahulat.foundation.events.permissions import REQUEUE


@operation(REQUEUE)
def requeue_dead_letter(*, actor: Actor, now: datetime, pending_id: int) -> bool:
    """Have a dead letter tried again from the start; False when it is no longer dead. Safe to repeat.

    It goes to its handler in its old place: later events of its key may have been handled meanwhile. Raises
    Forbidden.
    """
    authorise(actor, REQUEUE)
    pending = Pending.objects.select_for_update().filter(seq=pending_id, dead=True).first()
    if pending is None:
        return False
    pending.dead, pending.attempts, pending.due_at, pending.error = False, 0, None, ""
    pending.save(update_fields=["dead", "attempts", "due_at", "error"])
    record(
        actor=actor,
        now=now,
        action="events.requeue",
        subject_type="event",
        subject_id=pending.event_id,
        details={"handler": pending.handler},
    )
    return True
