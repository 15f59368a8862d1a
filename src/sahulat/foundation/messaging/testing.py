"""A transport for tests: remembers what it delivered, and fails as it is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from sahulat.foundation.messaging.types import Address, AddressKind, Outgoing, TransportFailed

MOBILE = Address(AddressKind.MOBILE, "+923001234567")
EMAIL = Address(AddressKind.EMAIL, "someone@example.org")


@dataclass
class RememberingTransport:
    """Delivers to a list. `failures` are raised first, one at each attempt."""

    name: str = "remembering"
    kinds: frozenset[AddressKind] = frozenset(AddressKind)
    repeatable: bool = True
    failures: list[TransportFailed] = field(default_factory=list)
    delivered: list[Outgoing] = field(default_factory=list)

    def deliver(self, message: Outgoing) -> str:
        """Remember the message."""
        if self.failures:
            raise self.failures.pop(0)
        self.delivered.append(message)
        return f"receipt {len(self.delivered)}"
