"""What is known of messages: their delivery, what waits, and the demo's handset."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count

from sahulat.foundation.keys.public import decrypt, keyed_hash
from sahulat.foundation.messaging.models import Body, DeliveryRow, Message
from sahulat.foundation.messaging.rules.transports import carried_kinds
from sahulat.foundation.messaging.types import (
    Address,
    AddressKind,
    Delivery,
    DeliveryState,
    KeptMessage,
    NoHandset,
    Outgoing,
)
from sahulat.kernel.ids import instant_of

ADDRESS_FIELD = "messaging.address"
TEXT_FIELD = "messaging.text"
MOST_KEPT = 50


def hash_of(address: Address) -> bytes:
    """By which an address's messages are found."""
    return keyed_hash("messaging.address", f"{address.kind}:{address.value}")


def delivery(message_id: UUID) -> Delivery:
    """How far a message has come."""
    row = DeliveryRow.objects.get(message_id=message_id)
    return Delivery(
        message_id=row.message_id,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        transport=row.transport,
        sent_at=row.sent_at,
        error=row.error,
    )


def waiting_messages() -> dict[AddressKind, int]:
    """How many messages wait for a transport that isn't there, by kind of address: for `doctor`."""
    uncarried = set(AddressKind) - carried_kinds()
    rows = DeliveryRow.objects.filter(state=DeliveryState.WAITING, kind__in=uncarried)
    return {AddressKind(kind): count for kind, count in rows.values_list("kind").annotate(count=Count("message_id"))}


def due_messages(now: datetime, batch: int) -> list[UUID]:
    """Messages to be delivered now, oldest first: those waiting, and those whose sender fell silent."""
    rows = DeliveryRow.objects.filter(
        state__in=[DeliveryState.WAITING, DeliveryState.SENDING], next_at__lte=now, kind__in=carried_kinds()
    )
    return list(rows.order_by("next_at").values_list("message_id", flat=True)[:batch])


def outgoing(message_id: UUID) -> Outgoing | None:
    """A message as a transport gets it, or None when its text was erased."""
    body = Body.objects.get(message_id=message_id)
    if body.text is None:
        return None
    message = Message.objects.get(id=message_id)
    address = decrypt(body.key_id, bytes(body.address), field=ADDRESS_FIELD).decode()
    return Outgoing(
        id=message_id,
        address=Address(kind=AddressKind(message.kind), value=address),
        text=decrypt(body.key_id, bytes(body.text), field=TEXT_FIELD).decode(),
        lang=message.lang,
        reference=message.reference,
    )


def handset_messages(address: Address, *, limit: int = MOST_KEPT) -> list[KeptMessage]:
    """What a demo's drawn phone shows, newest first, without erased texts. Raises NoHandset elsewhere."""
    if not settings.SAHULAT_DEMO:
        raise NoHandset
    bodies = Body.objects.filter(address_hash=hash_of(address), text__isnull=False)
    ids = bodies.order_by("-message_id").values_list("message_id", flat=True)[: min(limit, MOST_KEPT)]
    found = (outgoing(message_id) for message_id in ids)
    return [
        KeptMessage(id=each.id, at=instant_of(each.id), text=each.text, lang=each.lang, reference=each.reference)
        for each in found
        if each is not None
    ]
