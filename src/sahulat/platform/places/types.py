"""Values of the places room: kinds of unit, a unit as it stood on a day, holidays and calendars. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from sahulat.kernel.text import Text

SATURDAY, SUNDAY = 5, 6


class PlaceKind(StrEnum):
    """Kinds of unit, from the whole to the part."""

    COUNTRY = "country"
    PROVINCE = "province"
    TERRITORY = "territory"
    DIVISION = "division"
    DISTRICT = "district"
    TEHSIL = "tehsil"


@dataclass(frozen=True, slots=True)
class PlaceAt:
    """A unit as it stood on one day: its names and the unit that it was part of then."""

    id: UUID
    code: str
    kind: PlaceKind
    names: Text
    parent_id: UUID | None
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which offices are closed. `provisional`: it hangs on the moon or on a notice yet to come."""

    day: date
    names: Text
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class YearlyHoliday:
    """A holiday on the same day of each year, from the year `since` on."""

    month: int
    day: int
    since: int
    names: Text
    source: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which an administration works. `movable` holds single days, `yearly` fixed dates."""

    code: str
    names: Text
    days_off: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    yearly: tuple[YearlyHoliday, ...] = ()
    movable: Mapping[date, Holiday] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of a calendar: does it count as a working day, and which holiday is it."""

    day: date
    works: bool
    holiday: Holiday | None
