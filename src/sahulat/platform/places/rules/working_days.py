"""Working days: pure arithmetic over a calendar. A deadline of n working days ends on the n-th day that counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sahulat.platform.places.types import Calendar, CalendarDay, Holiday

ONE_DAY = timedelta(days=1)
# No calendar closes offices for a year on end: a loop that long is a calendar without a working day.
LONGEST_CLOSURE = 366


class NoWorkingDay(ValueError):
    """The calendar has no working day in a year: it is faulty."""


def holiday_on(day: date, calendar: Calendar) -> Holiday | None:
    """The holiday that falls on a day, or None; movable days go before yearly ones."""
    movable = calendar.movable.get(day)
    if movable is not None:
        return movable
    for each in calendar.yearly:
        if (each.month, each.day) == (day.month, day.day) and day.year >= each.since:
            return Holiday(day, each.names, provisional=False, source=each.source)
    return None


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Are offices open: not a day off of the week, not a holiday?"""
    return day.weekday() not in calendar.days_off and holiday_on(day, calendar) is None


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day after `start` (before it, for a negative count), which itself doesn't count.

    0 gives `start` if it is a working day, else the next one. Raises NoWorkingDay.
    """
    step = -ONE_DAY if count < 0 else ONE_DAY
    if count == 0:
        return start if is_working_day(start, calendar) else add_working_days(start, 1, calendar)
    day, left, closed = start, abs(count), 0
    while left:
        day += step
        if is_working_day(day, calendar):
            left, closed = left - 1, 0
            continue
        closed += 1
        if closed > LONGEST_CLOSURE:
            raise NoWorkingDay(calendar.code)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie after the earlier day up to and with the later; negative if `end` is before `start`.

    So from today to a promised day it is what is left, and below zero how many working days it is late. For a
    later `end` that is a working day it undoes `add_working_days`.
    """
    if end < start:
        return -working_days_between(end, start, calendar)
    return sum(is_working_day(day, calendar) for day in _days(start + ONE_DAY, end))


def days_around(first: date, last: date, calendar: Calendar) -> list[CalendarDay]:
    """Each day from `first` to `last`, both counted, with what the calendar says of it."""
    return [CalendarDay(day, is_working_day(day, calendar), holiday_on(day, calendar)) for day in _days(first, last)]


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += ONE_DAY
