"""Values, the Transport protocol and the refusals of the messaging room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from sahulat.kernel.refusals import N_, Refusal


class AddressKind(StrEnum):
    """By which way an address is reached."""

    MOBILE = "mobile"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: a mobile number in E.164, or an email address. Masked when printed."""

    kind: AddressKind
    value: str

    def __repr__(self) -> str:
        return f"Address({self.kind.value}, •••{self.value[-3:] if self.kind is AddressKind.MOBILE else ''})"


class DeliveryState(StrEnum):
    """How far a message has come."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    UNCERTAIN = "uncertain"  # the process died while sending, and the transport can't be asked twice


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as a transport gets it. `id` is the same at each attempt."""

    id: UUID
    address: Address
    text: str
    lang: str
    reference: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is known of a message's way. `error` is a transport's short code, never a personal value."""

    message_id: UUID
    state: DeliveryState
    attempts: int
    transport: str
    sent_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message on the demo's handset."""

    id: UUID
    at: datetime
    text: str
    lang: str
    reference: str


class Transport(Protocol):
    """Carries messages of some kinds to the outside. Registered by the project."""

    name: str
    kinds: frozenset[AddressKind]
    repeatable: bool
    """Whether the same message id may be handed over twice without arriving twice."""

    def deliver(self, message: Outgoing) -> str:
        """Hand a message over and return the carrier's receipt. Raises TransportFailed."""


class TransportFailed(Exception):
    """The carrier didn't take the message. `reason` is a short code; a lasting failure isn't tried again."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting


class CharacterNotSendable(Refusal):
    """The text has a character that phones can't show, such as an emoji."""

    code = "messaging.character-not-sendable"
    status = 422
    message = N_("A text message can't carry the character %(character)s. Leave it out.")


class MessageTooLong(Refusal):
    """The text needs more parts than phones put together again."""

    code = "messaging.too-long"
    status = 422
    message = N_("The text is too long for a text message: at most %(most)s parts. Make it shorter.")


class NoHandset(RuntimeError):
    """Messages can be looked at on the handset in a demo only: a mistake of the caller."""
