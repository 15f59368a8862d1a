"""What happened to posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sahulat.foundation.events.types import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFilled(Event):
    """A person was appointed to a post."""

    type: ClassVar[str] = "organisations.post-filled.v1"
    post_id: UUID
    appointment_id: UUID
    acting: bool

    @property
    def key(self) -> UUID:
        """Events of one post stay in order."""
        return self.post_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PostVacated(Event):
    """An appointment to a post ended."""

    type: ClassVar[str] = "organisations.post-vacated.v1"
    post_id: UUID
    appointment_id: UUID

    @property
    def key(self) -> UUID:
        """Events of one post stay in order."""
        return self.post_id
