"""Days of a case: over the calendar of the installation, in its zone."""

from __future__ import annotations

from datetime import date, datetime

from sahulat.foundation.languages.public import zone
from sahulat.platform.cases.models import Case, CaseEntry
from sahulat.platform.cases.rules.counting import whole_days
from sahulat.platform.cases.types import EntryKind, State
from sahulat.platform.places.public import (
    add_working_days,
    days_around,
    office_calendar,
    working_days_between,
)


def local_day(at: datetime) -> date:
    """The day on which an instant falls here."""
    return at.astimezone(zone()).date()


def promised_day(at: datetime, working_days: int) -> date:
    """The last day of a promise of so many working days, the day of `at` not counted."""
    return add_working_days(local_day(at), working_days, office_calendar())


def days_between(since: datetime, until: datetime) -> int:
    """Working days after the day of `since` up to and with the day of `until`."""
    return working_days_between(local_day(since), local_day(until), office_calendar())


def later(promised: date, working_days: int) -> date:
    """A promised day, moved by the working days for which the clock stood."""
    return add_working_days(promised, working_days, office_calendar()) if working_days else promised


def days_left(case_promised: date, now: datetime) -> int:
    """Working days from today to the promised day; negative when it has passed, 0 on the last day."""
    today = local_day(now)
    left = working_days_between(today, case_promised, office_calendar())
    return left if case_promised >= today else min(left, -1)


def soon_day(now: datetime, working_days: int = 3) -> date:
    """Up to which day a case is due soon."""
    return add_working_days(local_day(now), working_days, office_calendar())


def shown_days(submitted_at: datetime, promised: date, now: datetime) -> list[date]:
    """The working days that an open case's tiles show: after its submission, up to the promise or today."""
    today, first = local_day(now), local_day(submitted_at)
    days = [each.day for each in days_around(first, max(promised, today), office_calendar()) if each.works]
    counted = [day for day in days if day > first]
    return [first, *counted] if today == first else counted


def stopped_days(stops: list[tuple[date, date]]) -> frozenset[date]:
    """The days of the spells during which the clock stood."""
    return frozenset(day for since, until in stops for day in whole_days(since, until))


def stops_of(case: Case, entries: list[CaseEntry], now: datetime) -> list[tuple[date, date]]:
    """The spells during which the clock stood, from the history: sent back until mended (or until today)."""
    stops: list[tuple[date, date]] = []
    since: date | None = None
    for entry in entries:
        if entry.kind == EntryKind.SENT_BACK:
            since = local_day(entry.at)
        elif since is not None and entry.kind in (EntryKind.MENDED, EntryKind.WITHDRAWN):
            stops.append((since, local_day(entry.at)))
            since = None
    if since is not None and case.standing is State.WITH_APPLICANT:
        stops.append((since, local_day(now)))
    return stops
