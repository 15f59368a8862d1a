"""Values of the consent room. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sahulat.foundation.access.types import Basis
from sahulat.kernel.text import Text


class Who(StrEnum):
    """What kind of reader it was."""

    SELF = "self"
    POST = "post"
    SYSTEM = "system"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class LookView:
    """One look at a person's data, as that person reads it. `purpose` is an English msgid."""

    id: UUID
    at: datetime
    who: Who
    post_title: Text | None
    agency_names: Text | None
    purpose: str
    basis: Basis
    subject_type: str


@dataclass(frozen=True, slots=True)
class LooksPage:
    """Some of the looks, latest first. `older` and `newer` say from which look on the next page is asked for."""

    looks: tuple[LookView, ...]
    older: UUID | None
    newer: UUID | None
