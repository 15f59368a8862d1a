"""The transports of this process, at most one for each kind of address."""

from __future__ import annotations

from sahulat.foundation.messaging.types import AddressKind, Transport

_by_kind: dict[AddressKind, Transport] = {}


def register_transport(transport: Transport) -> None:
    """Let `transport` carry its kinds from now on. Raises ValueError when a kind has another one already."""
    for kind in transport.kinds:
        if kind in _by_kind and _by_kind[kind].name != transport.name:
            raise ValueError(f"{kind} is carried by {_by_kind[kind].name} already")
    _by_kind.update(dict.fromkeys(transport.kinds, transport))


def forget_transports() -> None:
    """Carry nothing: for tests that start from nothing."""
    _by_kind.clear()


def transport_for(kind: AddressKind) -> Transport | None:
    """Who carries this kind of address, if anybody."""
    return _by_kind.get(kind)


def carried_kinds() -> frozenset[AddressKind]:
    """The kinds of address that somebody carries."""
    return frozenset(_by_kind)
