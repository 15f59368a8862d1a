"""Periods: half-open, from `start` up to but without `end`; without an end they go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

Moment = TypeVar("Moment", date, datetime)


@dataclass(frozen=True, slots=True)
class Period(Generic[Moment]):
    """A half-open stretch of days or of instants, never of both.

    Raises ValueError when it ends at or before its start, TypeError when days and instants are mixed
    or an instant has no zone.
    """

    start: Moment
    end: Moment | None = None

    def __post_init__(self) -> None:
        for moment in (self.start, self.end):
            if isinstance(moment, datetime) and moment.tzinfo is None:
                raise TypeError("an instant needs a zone")
        if self.end is None:
            return
        if isinstance(self.start, datetime) is not isinstance(self.end, datetime):
            raise TypeError("a period is of days or of instants, not of both")
        if self.end <= self.start:
            raise ValueError("a period ends after it starts")

    @property
    def is_open(self) -> bool:
        """Has it no end yet?"""
        return self.end is None

    def contains(self, moment: Moment) -> bool:
        """Does the moment fall in it? The start does, the end doesn't."""
        return self.start <= moment and (self.end is None or moment < self.end)

    def overlaps(self, other: Period[Moment]) -> bool:
        """Do the two share a moment? Neighbours that touch don't."""
        return self._starts_before_end_of(other) and other._starts_before_end_of(self)

    def meet(self, other: Period[Moment]) -> Period[Moment] | None:
        """What both share, or None."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Period(max(self.start, other.start), min(ends) if ends else None)

    def ended(self, at: Moment) -> Period[Moment]:
        """The same period, ending at `at`. Raises ValueError when that is not after its start."""
        return Period(self.start, at)

    def _starts_before_end_of(self, other: Period[Moment]) -> bool:
        return other.end is None or self.start < other.end
