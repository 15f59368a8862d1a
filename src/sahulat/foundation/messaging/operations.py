"""Sending: keep the message in the caller's transaction, deliver it after commit, once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import EVERYONE, SYSTEM, authorise, operation
from sahulat.foundation.access.types import Actor, DataClass
from sahulat.foundation.jobs.public import defer
from sahulat.foundation.keys.public import encrypt, new_data_key, newest_data_key
from sahulat.foundation.messaging.models import Body, DeliveryRow, Message, Once
from sahulat.foundation.messaging.queries import ADDRESS_FIELD, TEXT_FIELD, hash_of, outgoing
from sahulat.foundation.messaging.rules.attempts import SILENT_AFTER, wait_after
from sahulat.foundation.messaging.rules.sms import parts
from sahulat.foundation.messaging.rules.transports import transport_for
from sahulat.foundation.messaging.types import (
    Address,
    AddressKind,
    DeliveryState,
    Outgoing,
    TransportFailed,
)
from sahulat.kernel.ids import new_id

ERROR_LENGTH, RECEIPT_LENGTH = 80, 120


@operation(EVERYONE)
def send(
    *,
    actor: Actor,
    now: datetime,
    address: Address,
    text: str,
    lang: str,
    data_class: DataClass,
    reference: str = "",
    unique: str | None = None,
    expires_at: datetime | None = None,
) -> UUID:
    """Keep a message and let the worker deliver it; return its id.

    A step of other operations, which ask their own permission: hence for everyone. Safe to repeat under
    the same `unique` key (at most 150 characters): the first message stands, whatever the repetition
    says. With `expires_at` (a one-time code) the text is erased then, delivered or not.
    Raises CharacterNotSendable, MessageTooLong.
    """
    authorise(actor, EVERYONE)
    count = parts(text).count if address.kind is AddressKind.MOBILE else 1
    message_id = new_id(now)
    if unique is not None:
        once, is_new = Once.objects.get_or_create(key=unique, defaults={"message_id": message_id})
        if not is_new:
            return once.message_id
    key_id = _month_key(now)
    address_hash = hash_of(address)
    Message.objects.create(
        id=message_id,
        kind=address.kind,
        address_hash=address_hash,
        lang=lang,
        data_class=data_class,
        reference=reference,
        parts=count,
        expires_at=expires_at,
    )
    Body.objects.create(
        message_id=message_id,
        key_id=key_id,
        address_hash=address_hash,
        address=encrypt(key_id, address.value.encode(), field=ADDRESS_FIELD),
        text=encrypt(key_id, text.encode(), field=TEXT_FIELD),
        expires_at=expires_at,
    )
    DeliveryRow.objects.create(message_id=message_id, kind=address.kind, state=DeliveryState.WAITING, next_at=now)
    defer("messaging.deliver", message_id=str(message_id))
    return message_id


def _month_key(now: datetime) -> UUID:
    # One key a month: shredding it erases a month of texts at once. Two first senders may make two.
    owner = f"messaging.{now:%Y-%m}"
    return newest_data_key(owner) or new_data_key(now=now, owner=owner)


@operation(SYSTEM)
def claim(*, actor: Actor, now: datetime, message_id: UUID) -> Outgoing | None:
    """Take a due message for delivery, or None when there is nothing to do; then `settle` it.

    Safe to repeat: whoever comes second finds it taken. A claim whose process died is taken over when the
    transport may be handed the same message twice, and else left as uncertain for a person to see.
    """
    authorise(actor, SYSTEM)
    row = DeliveryRow.objects.select_for_update().get(message_id=message_id)
    transport = transport_for(AddressKind(row.kind))
    open_states = (DeliveryState.WAITING, DeliveryState.SENDING)
    if row.state not in open_states or row.next_at > now or transport is None:
        return None
    message = outgoing(message_id)
    if message is None:
        row.state = DeliveryState.EXPIRED
    elif row.state == DeliveryState.SENDING and not transport.repeatable:
        row.state, message = DeliveryState.UNCERTAIN, None
    else:
        row.state, row.next_at = DeliveryState.SENDING, now + SILENT_AFTER
        row.attempts += 1
        row.transport = transport.name
    row.save(update_fields=["state", "next_at", "attempts", "transport"])
    return message


@operation(SYSTEM)
def settle(
    *,
    actor: Actor,
    now: datetime,
    message_id: UUID,
    receipt: str = "",
    failure: TransportFailed | None = None,
) -> DeliveryState:
    """Note what became of a claimed message. Safe to repeat: only a message being sent is settled."""
    authorise(actor, SYSTEM)
    row = DeliveryRow.objects.select_for_update().get(message_id=message_id)
    if row.state != DeliveryState.SENDING:
        return DeliveryState(row.state)
    if failure is None:
        row.state, row.sent_at, row.receipt, row.error = DeliveryState.SENT, now, receipt[:RECEIPT_LENGTH], ""
    else:
        wait = None if failure.lasting else wait_after(row.attempts)
        row.state = DeliveryState.FAILED if wait is None else DeliveryState.WAITING
        row.next_at = now if wait is None else now + wait
        row.error = failure.reason[:ERROR_LENGTH]
    row.save(update_fields=["state", "sent_at", "receipt", "error", "next_at"])
    return DeliveryState(row.state)


@operation(SYSTEM)
def erase_expired(*, actor: Actor, now: datetime) -> int:
    """Erase texts whose time is over, and stop what still waits of them; count them. Safe to repeat."""
    authorise(actor, SYSTEM)
    due = Body.objects.select_for_update(skip_locked=True).filter(text__isnull=False, expires_at__lte=now)
    ids = list(due.values_list("message_id", flat=True))
    Body.objects.filter(message_id__in=ids).update(text=None)
    DeliveryRow.objects.filter(message_id__in=ids, state=DeliveryState.WAITING).update(state=DeliveryState.EXPIRED)
    return len(ids)
