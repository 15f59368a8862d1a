"""What happened to persons. Ids only: no personal value travels in an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sahulat.foundation.events.types import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered(Event):
    """A person was registered."""

    type: ClassVar[str] = "people.person-registered.v1"
    person_id: UUID

    @property
    def key(self) -> UUID:
        """Events of one person stay in order."""
        return self.person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Event):
    """A person's key was destroyed: higher rooms forget what they derived from it."""

    type: ClassVar[str] = "people.person-erased.v1"
    person_id: UUID

    @property
    def key(self) -> UUID:
        """Events of one person stay in order."""
        return self.person_id
