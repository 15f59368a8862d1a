"""Values of the people room: what is stated about a person, identifiers, contact points, summaries. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sahulat.kernel.identifiers import Cnic, Mobile
from sahulat.kernel.text import Text


class Sex(StrEnum):
    """As the person states it; never derived from a number."""

    FEMALE = "female"
    MALE = "male"
    X = "x"


class IdentifierKind(StrEnum):
    """Which number it is."""

    CNIC = "cnic"
    NTN = "ntn"


class ContactKind(StrEnum):
    """By which way a person is reached."""

    MOBILE = "mobile"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is stated when a person is registered. All but one name may be missing."""

    names: Text
    born_on: date | None = None
    sex: Sex | None = None
    language: str = "ur"
    cnic: Cnic | None = None
    mobile: Mobile | None = None
    mobile_verified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """What a clerk or the person sees of a person: numbers are masked."""

    id: UUID
    names: Text
    born_on: date | None
    sex: Sex | None
    language: str
    cnic: Cnic | None
    mobile: Mobile | None
    erased: bool
