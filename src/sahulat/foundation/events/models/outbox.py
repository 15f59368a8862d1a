"""Recording what an operation did: audit entry, to-do, event and pending rows in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from sahulat.foundation.access.types import Actor, Assurance, Channel
from sahulat.foundation.audit.public import Entry, as_detail, entry
from sahulat.foundation.audit.types import Detail, Kind
from sahulat.foundation.events.types import Envelope, Event, Handler

_EVENT = """
, event_row AS (
    INSERT INTO events_event (id, type, at, key, actor, cause, correlation, body)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
), pending_rows AS (
    INSERT INTO events_pending (event_id, handler, key, attempts, error, dead)
    SELECT %s, asked.handler, %s, 0, '', false FROM unnest(%s::text[]) AS asked (handler)
)"""

_handlers: dict[str, dict[str, Handler]] = {}
_handling: ContextVar[Envelope | None] = ContextVar("sahulat_event_being_handled", default=None)


def subscribe(event: type[Event], name: str, handler: Handler) -> None:
    """Let `handler` hear of every event of this type recorded from now on; called by a room's plugin.

    `name` ("notices.tell-of-submission") stays the same for good: waiting events are kept under it. Raises
    ValueError when the name stands for another handler. Safe to repeat.
    """
    known = _handlers.setdefault(event.type, {})
    for others in _handlers.values():
        if others.get(name, handler) is not handler:
            raise ValueError(f"another handler is called {name}")
    known[name] = handler


def handler_of(event_type: str, name: str) -> Handler | None:
    """The handler of that name, if it still exists."""
    return _handlers.get(event_type, {}).get(name)


def record(
    *,
    actor: Actor,
    now: datetime,
    action: str,
    subject_type: str,
    subject_id: UUID,
    person_id: UUID | None = None,
    details: Mapping[str, object] | None = None,
    event: Event | None = None,
) -> UUID:
    """Write that `actor` did `action` to a subject, and tell the `event` to who asked, in the caller's transaction.

    One statement, called once by each operation, after it locked the aggregate's row: else events of one key
    may be handled out of order. `person_id`: whose data it is about. `details` and the event hold no personal
    values; TypeError for what JSON would not keep exactly. Returns the entry's id, which is also the event's.
    """
    made = entry(
        actor=actor,
        now=now,
        kind=Kind.ACT,
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        person_id=person_id,
        details=details,
    )
    sql, params = (_EVENT, _event_params(made, event, actor, now)) if event is not None else ("", ())
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {made.ctes}{sql} SELECT 1", (*made.params, *params))
    return made.id


@contextmanager
def handling(envelope: Envelope) -> Iterator[None]:
    """What is recorded inside has this event as its cause."""
    token = _handling.set(envelope)
    try:
        yield
    finally:
        _handling.reset(token)


def _event_params(made: Entry, event: Event, actor: Actor, now: datetime) -> tuple[Any, ...]:
    cause = _handling.get()
    key = str(event.key)
    return (
        made.id,
        event.type,
        now,
        key,
        Jsonb(_actor_to_json(actor)),
        cause.id if cause else None,
        cause.correlation if cause else actor.request_id,
        Jsonb({each.name: as_detail(getattr(event, each.name)) for each in fields(event)}),
        made.id,
        key,
        list(_handlers.get(event.type, ())),
    )


def _actor_to_json(actor: Actor) -> dict[str, Detail]:
    # Without the session: whoever handles the event later is not in it.
    return {
        "account_id": as_detail(actor.account_id),
        "person_id": as_detail(actor.person_id),
        "post_id": as_detail(actor.post_id),
        "on_behalf_of": as_detail(actor.on_behalf_of),
        "channel": actor.channel.value,
        "assurance": int(actor.assurance),
        "request_id": actor.request_id,
    }


def actor_from_json(kept: Mapping[str, Any]) -> Actor:
    """The actor of an event, without the session."""

    def id_of(name: str) -> UUID | None:
        return UUID(kept[name]) if kept[name] else None

    return Actor(
        account_id=id_of("account_id"),
        person_id=id_of("person_id"),
        post_id=id_of("post_id"),
        on_behalf_of=id_of("on_behalf_of"),
        channel=Channel(kept["channel"]),
        assurance=Assurance(kept["assurance"]),
        session_id=None,
        request_id=kept["request_id"],
    )
