"""What happened to services, for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sahulat.foundation.events.types import Event


@dataclass(frozen=True)
class ServicePublished(Event):
    """A version of a service was published and is offered now."""

    type: ClassVar[str] = "catalogue.service-published.v1"
    service_id: UUID
    version_id: UUID
    service_key: str
    number: int

    @property
    def key(self) -> str:
        """Events of one service keep their order."""
        return str(self.service_id)


@dataclass(frozen=True)
class ServiceWithdrawn(Event):
    """A service is no longer offered; running cases go on."""

    type: ClassVar[str] = "catalogue.service-withdrawn.v1"
    service_id: UUID
    service_key: str

    @property
    def key(self) -> str:
        """Events of one service keep their order."""
        return str(self.service_id)
