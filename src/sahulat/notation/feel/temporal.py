"""Dates, times and durations: reading, writing and the calendar's arithmetic (DMN 1.5, 10.3.2.3.4-7).

This cut stands on Python's own types: years 1 to 9999, microseconds. What doesn't fit is null with a diagnostic,
never a near miss. Years and months are a duration of their own, `YearsMonths`.
"""

from __future__ import annotations

import calendar
import re
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
    r"(Z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z0-9_+\-/]+)?"
)
_MONTHS = re.compile(r"(-?)P(?:([0-9]+)Y)?(?:([0-9]+)M)?")
_DAYS = re.compile(r"(-?)P(?:([0-9]+)D)?(T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]*))?S)?)?")
_FURTHEST_OFFSET = timedelta(hours=18)
# Names of zones whose meaning depends on the machine.
_HOST_ZONES = frozenset({"localtime", "posixrules", "Factory"})
_MAX_DIGITS = 12
_ZERO = timedelta(0)
_DAY_ONE = datetime(2000, 1, 1)  # noqa: DTZ001 - a day to hang a time of day on


@dataclass(frozen=True, slots=True, order=True)
class YearsMonths:
    """A duration of whole months, negative ones too."""

    total: int

    def __str__(self) -> str:
        years, months = divmod(abs(self.total), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-" if self.total < 0 else "") + "P" + (text or "0M")


def months_duration(total: int) -> YearsMonths:
    """A duration of so many months. Raises OverflowError beyond what can be written and read back."""
    if abs(total) >= 12 * 10**_MAX_DIGITS:
        raise OverflowError("the duration is too long")
    return YearsMonths(total)


def parse_date(text: str) -> date | None:
    """A date such as 2026-11-24, or None."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """A time such as 10:30:00 or 10:30:00+05:00, or None; 24:00:00 is midnight. Not with a zone's name yet."""
    parsed = _clock(text)
    if parsed is None or isinstance(parsed[1], zoneinfo.ZoneInfo):
        return None
    since_midnight, zone = parsed
    return (_DAY_ONE + since_midnight % timedelta(days=1)).time().replace(tzinfo=zone)


def parse_date_and_time(text: str) -> datetime | None:
    """A date and time such as 2026-11-24T10:30:00@Asia/Karachi, or None; 24:00:00 is the next day's midnight."""
    day_text, divider, clock_text = text.partition("T")
    day, parsed = parse_date(day_text), _clock(clock_text)
    if day is None or parsed is None or not divider:
        return None
    try:
        return (datetime(day.year, day.month, day.day) + parsed[0]).replace(tzinfo=parsed[1])  # noqa: DTZ001
    except OverflowError:
        return None


def parse_duration(text: str) -> YearsMonths | timedelta | None:
    """P1Y2M or P1DT2H, or None; a mixture is neither."""
    match = _MONTHS.fullmatch(text)
    if match and (match[2] or match[3]):
        if max(len(match[2] or ""), len(match[3] or "")) > _MAX_DIGITS:
            return None
        total = int(match[2] or 0) * 12 + int(match[3] or 0)
        return YearsMonths(-total if match[1] else total)
    match = _DAYS.fullmatch(text)
    if match is None or match[3] == "T" or not any(match.group(2, 4, 5, 6)):
        return None
    return _days(match)


def at_literal(text: str) -> date | datetime | time | timedelta | YearsMonths | None:
    """What @"…" means, or None."""
    for parse in (parse_date, parse_date_and_time, parse_time, parse_duration):
        value = parse(text)
        if value is not None:
            return value
    return None


def written(value: date | datetime | time | timedelta | YearsMonths) -> str:
    """A temporal value as FEEL's string() writes it."""
    if isinstance(value, timedelta):
        return _duration_text(value)
    if isinstance(value, datetime):
        return f"{value.date().isoformat()}T{_time_text(value.timetz(), value)}"
    if isinstance(value, time):
        return _time_text(value, None)
    return value.isoformat() if isinstance(value, date) else str(value)


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the month's last. Raises ValueError outside the years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError("the year is outside 1 to 9999")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift_months(at: datetime, months: int) -> datetime:
    """The same wall time in the same zone, some months later."""
    return datetime.combine(add_months(at.date(), months), at.timetz())


def shift(at: datetime, by: timedelta) -> datetime:
    """An instant moved by a duration; with a zone, by elapsed time. Raises OverflowError."""
    if at.tzinfo is None:
        return at + by
    return (at.astimezone(UTC) + by).astimezone(at.tzinfo)


def shift_time(at: time, by: timedelta) -> time:
    """A time of day moved by a duration, round the clock."""
    midnight = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
    return (_DAY_ONE + (midnight + by) % timedelta(days=1)).time().replace(tzinfo=at.tzinfo)


def midnight_utc(day: date) -> datetime:
    """A date as the instant at which it begins in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def months_between(start: date, end: date) -> int:
    """Whole months from one date, or date and time, to another; negative when it lies before."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    short = end.day < start.day
    if isinstance(start, datetime) and isinstance(end, datetime) and end.day == start.day:
        short = end.time() < start.time()
    return months - 1 if short else months


def _clock(text: str) -> tuple[timedelta, tzinfo | None] | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3])
    micros = _micros(match[4] or "")
    if micros is None or minutes > 59 or seconds > 59 or hours > 24:
        return None
    if hours == 24 and (minutes or seconds or micros):
        return None
    zone = _zone(match[5]) if match[5] else None
    if match[5] and zone is None:
        return None
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros), zone


def _micros(digits: str) -> int | None:
    """A fraction of a second in microseconds, or None when it is finer."""
    return None if digits[6:].strip("0") else int(digits[:6].ljust(6, "0"))


def _zone(text: str) -> tzinfo | None:
    if text == "Z":
        return UTC
    if text.startswith("@"):
        return _named_zone(text[1:])
    hours, minutes, *seconds = (int(part) for part in text[1:].split(":"))
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds[0] if seconds else 0)
    if minutes > 59 or (seconds and seconds[0] > 59) or offset > _FURTHEST_OFFSET:
        return None
    return timezone(-offset if text[0] == "-" else offset) if offset else UTC


def _named_zone(name: str) -> tzinfo | None:
    if name in _HOST_ZONES:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _days(match: re.Match[str]) -> timedelta | None:
    numbers = match.group(2, 4, 5, 6)
    micros = _micros(match[7] or "")
    if micros is None or max(len(number or "") for number in numbers) > _MAX_DIGITS:
        return None
    days, hours, minutes, seconds = (int(number or 0) for number in numbers)
    try:
        length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
        return -length if match[1] else length
    except OverflowError:
        return None


def _duration_text(length: timedelta) -> str:
    sign, length = ("-", -length) if length < _ZERO else ("", length)
    minutes, seconds = divmod(length.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{length.microseconds:06d}".rstrip("0").rstrip(".")
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    if seconds or fraction:
        clock += f"{seconds}{fraction}S"
    days = f"{length.days}D" if length.days else ""
    if not days and not clock:
        clock = "0S"
    return f"{sign}P{days}" + (f"T{clock}" if clock else "")


def _time_text(at: time, within: datetime | None) -> str:
    text = at.replace(tzinfo=None).isoformat()
    if "." in text:
        text = text.rstrip("0")
    if isinstance(at.tzinfo, zoneinfo.ZoneInfo):
        return f"{text}@{at.tzinfo.key}"
    offset = within.utcoffset() if within else at.utcoffset()
    if offset is None:
        return text
    return text + ("Z" if not offset else offset_text(offset))


def offset_text(offset: timedelta) -> str:
    """+05:00, with seconds where there are any."""
    minutes, seconds = divmod(abs(offset).seconds + abs(offset).days * 86_400, 60)
    hours, minutes = divmod(minutes, 60)
    tail = f":{seconds:02d}" if seconds else ""
    return f"{'-' if offset < _ZERO else '+'}{hours:02d}:{minutes:02d}{tail}"
