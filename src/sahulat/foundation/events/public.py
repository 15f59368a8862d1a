"""What other rooms may use of events."""

from sahulat.foundation.events.models.dispatching import dispatch
from sahulat.foundation.events.models.outbox import record, subscribe
from sahulat.foundation.events.operations import requeue_dead_letter
from sahulat.foundation.events.queries import OutboxState, dead_letters, failing_events, outbox_state

__all__ = [
    "OutboxState",
    "dead_letters",
    "dispatch",
    "failing_events",
    "outbox_state",
    "record",
    "requeue_dead_letter",
    "subscribe",
]
