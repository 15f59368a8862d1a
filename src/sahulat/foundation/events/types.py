"""What an event is, and the envelope in which it reaches a handler. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.foundation.audit.types import Detail


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense: the base of frozen dataclasses with ids and plain values.

    `type` names it with its version, "cases.application-submitted.v1". A field added with a default keeps the
    version; any other change is a new one. No personal values.
    """

    type: ClassVar[str]

    @property
    def key(self) -> str | UUID:
        """Events of one key reach a handler in the order in which they were recorded: the aggregate's id."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Envelope:
    """An event as a handler gets it.

    `body` holds the event's fields as JSON values (ids as strings). `cause` is the event in whose handling this one
    was recorded; `correlation` stays the same along the whole chain: the first request's id.
    """

    id: UUID
    type: str
    version: int
    at: datetime
    key: str
    actor: Actor
    cause: UUID | None
    correlation: str
    body: Mapping[str, Detail]


class Handler(Protocol):
    """Reacts to an event after its commit, at least once: calls one operation, as Actor.system()."""

    def __call__(self, envelope: Envelope, *, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that a handler failed to handle for good, until somebody has it tried again."""

    pending_id: int
    event_id: UUID
    type: str
    handler: str
    key: str
    attempts: int
    error: str
