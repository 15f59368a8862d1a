"""What stands after the dot: entries of contexts, of every context in a list, and the parts of dates and durations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sahulat.kernel.refusals import N_
from sahulat.notation.feel.diagnostics import Run, Undefined
from sahulat.notation.feel.temporal import YearsMonths
from sahulat.notation.feel.values import type_name


def member(run: Run, value: Any, name: str) -> Any:
    """value.name (10.3.2.5 and Table 65). Raises Undefined when there is no such member."""
    if type(value) is list:
        run.charge(len(value))
        return [_of_item(run, item, name) for item in value]
    if type(value) is dict:
        if name in value:
            return value[name]
        raise Undefined("feel.no-member", N_("There is no %(name)s in this context."), name=name)
    part = _PARTS.get(type(value), {}).get(name)
    if part is None:
        raise Undefined("feel.no-member", N_("A %(type)s has no %(name)s."), type=type_name(value), name=name)
    return part(value)


def _of_item(run: Run, item: Any, name: str) -> Any:
    return None if type(item) is dict and name not in item else member(run, item, name)


def _seconds(seconds: int, microseconds: int) -> int | Decimal:
    return seconds + Decimal(microseconds).scaleb(-6) if microseconds else seconds


def _signed(duration: Any, part: Callable[[Any], Any]) -> Any:
    return -part(-duration) if duration < timedelta(0) else part(duration)


def _year_part(duration: YearsMonths, part: Callable[[int], int]) -> int:
    return -part(-duration.total) if duration.total < 0 else part(duration.total)


def _zone(at: Any) -> str | None:
    return at.tzinfo.key if isinstance(at.tzinfo, ZoneInfo) else None


_DAY: dict[str, Callable[[Any], Any]] = {
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "day": lambda day: day.day,
    "weekday": lambda day: day.isoweekday(),
}
_CLOCK: dict[str, Callable[[Any], Any]] = {
    "hour": lambda at: at.hour,
    "minute": lambda at: at.minute,
    "second": lambda at: _seconds(at.second, at.microsecond),
    "time offset": lambda at: at.utcoffset(),
    "timezone": _zone,
}
_PARTS: dict[type, dict[str, Callable[[Any], Any]]] = {
    date: _DAY,
    time: _CLOCK,
    datetime: {**_DAY, **_CLOCK},
    timedelta: {
        "days": lambda length: _signed(length, lambda part: part.days),
        "hours": lambda length: _signed(length, lambda part: part.seconds // 3600),
        "minutes": lambda length: _signed(length, lambda part: part.seconds // 60 % 60),
        "seconds": lambda length: _signed(length, lambda part: _seconds(part.seconds % 60, part.microseconds)),
    },
    YearsMonths: {
        "years": lambda length: _year_part(length, lambda months: months // 12),
        "months": lambda length: _year_part(length, lambda months: months % 12),
    },
}
