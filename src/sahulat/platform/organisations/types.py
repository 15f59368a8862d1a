"""Values of the organisations room. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sahulat.kernel.text import Text


@dataclass(frozen=True, slots=True)
class PostView:
    """A post: what it is called, its role in processes, its agency and the place it answers for."""

    id: UUID
    role: str
    title: Text
    agency_id: UUID
    agency_names: Text
    place_id: UUID | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post, since when, and whether as acting holder. Names of office holders are public."""

    post_id: UUID
    person_id: UUID
    names: Text
    since: datetime
    acting: bool
