"""The door of the messaging room."""

from sahulat.foundation.messaging.adapters import EmailTransport, HandsetTransport
from sahulat.foundation.messaging.operations import send
from sahulat.foundation.messaging.queries import delivery, handset_messages, waiting_messages
from sahulat.foundation.messaging.rules.sms import Parts, parts
from sahulat.foundation.messaging.rules.transports import forget_transports, register_transport
from sahulat.foundation.messaging.types import (
    Address,
    AddressKind,
    CharacterNotSendable,
    Delivery,
    DeliveryState,
    KeptMessage,
    MessageTooLong,
    Outgoing,
    Transport,
    TransportFailed,
)

__all__ = [
    "Address",
    "AddressKind",
    "CharacterNotSendable",
    "Delivery",
    "DeliveryState",
    "EmailTransport",
    "HandsetTransport",
    "KeptMessage",
    "MessageTooLong",
    "Outgoing",
    "Parts",
    "Transport",
    "TransportFailed",
    "delivery",
    "forget_transports",
    "handset_messages",
    "parts",
    "register_transport",
    "send",
    "waiting_messages",
]
