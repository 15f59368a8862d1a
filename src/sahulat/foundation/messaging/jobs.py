"""The jobs of messaging: deliver one message, deliver what is due, erase what is over.

The transport is called between two operations, so no transaction waits for a network. A message whose
process dies in between is taken up again by `deliver_due`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.foundation.jobs.public import job
from sahulat.foundation.messaging.operations import claim, erase_expired, settle
from sahulat.foundation.messaging.queries import due_messages
from sahulat.foundation.messaging.rules.transports import transport_for
from sahulat.foundation.messaging.types import TransportFailed

BATCH = 200


@job(name="messaging.deliver", queue="messages")
def deliver(now: datetime, *, message_id: str) -> None:
    """Deliver a message if it is due. Safe to repeat: it goes out once."""
    actor = Actor.system(request_id=f"messaging.deliver:{message_id}")
    message = claim(actor=actor, now=now, message_id=UUID(message_id))
    transport = None if message is None else transport_for(message.address.kind)
    if message is None or transport is None:
        return
    try:
        receipt = transport.deliver(message)
    except TransportFailed as failure:
        settle(actor=actor, now=now, message_id=message.id, failure=failure)
    else:
        settle(actor=actor, now=now, message_id=message.id, receipt=receipt)


@job(name="messaging.deliver-due", queue="messages", retries=0)
def deliver_due(now: datetime) -> None:
    """Deliver what waits for another attempt, and what a dead process left. Safe to repeat."""
    for message_id in due_messages(now, BATCH):
        deliver(now, message_id=str(message_id))


@job(name="messaging.erase-texts", queue="house")
def erase_texts(now: datetime) -> None:
    """Erase the texts whose time is over. Safe to repeat."""
    erase_expired(actor=Actor.system(request_id="messaging.erase"), now=now)
