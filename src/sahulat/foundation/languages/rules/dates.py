"""Days and times as a language writes them: 24 November 2026, since yesterday, 4 working days left."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from sahulat.foundation.languages.rules.numbers import own_digits, plural
from sahulat.foundation.languages.types import Language

A_DAY = timedelta(days=1)
A_WEEK = 7


def day(value: date, language: Language, pattern: str = "day") -> str:
    """A day by one of the language's patterns: day, day_in_year, weekday_day, month."""
    text = language.patterns[pattern].format(
        d=value.day,
        month=language.months[value.month - 1],
        year=value.year,
        weekday=language.weekdays[value.weekday()],
    )
    return own_digits(text, language)


def time_of_day(value: datetime, language: Language) -> str:
    """The clock time of a datetime that is local already, on twelve hours with the part of the day."""
    period = [each.word for each in language.day_periods if each.from_hour <= value.hour][-1]
    text = language.patterns["time"].format(hour=(value.hour - 1) % 12 + 1, minute=f"{value.minute:02}", period=period)
    return own_digits(text, language)


def local(at: datetime, zone: tzinfo) -> datetime:
    """An aware instant in the zone. Raises ValueError for one without a zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(zone)


def date_time(at: datetime, language: Language, zone: tzinfo) -> str:
    """Day and clock time of an instant."""
    here = local(at, zone)
    return language.patterns["date_time"].format(day=day(here.date(), language), time=time_of_day(here, language))


def since(at: datetime, now: datetime, language: Language, zone: tzinfo) -> str:
    """Since when something waits: "since 10:15 am today", "since yesterday", "since Monday"."""
    then, today = local(at, zone), local(now, zone).date()
    age = (today - then.date()).days
    if age == 0:
        return language.since["today"].format(time=time_of_day(then, language))
    if age == 1:
        return language.since["yesterday"]
    if 1 < age < A_WEEK:
        return language.since["weekday"].format(weekday=language.weekdays[then.weekday()])
    return language.since["day"].format(day=_near_day(then.date(), today, language))


def until(on: date, today: date, language: Language) -> str:
    """Until when something is promised: "until tomorrow", "until 5 December"."""
    if on == today:
        return language.until["today"]
    if on == today + A_DAY:
        return language.until["tomorrow"]
    return language.until["day"].format(day=_near_day(on, today, language))


def left(working_days: int, language: Language) -> str:
    """How long is left, in working days; negative is late: "4 working days left", "2 working days late"."""
    if working_days == 0:
        return language.last_day
    forms = language.left if working_days > 0 else language.late
    n = abs(working_days)
    return own_digits(forms[plural(n, language)].format(n=n), language)


def _near_day(value: date, today: date, language: Language) -> str:
    # The year is noise in this year, and needed in any other.
    return day(value, language, "day_in_year" if value.year == today.year else "day")
