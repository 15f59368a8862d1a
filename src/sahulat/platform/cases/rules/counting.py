"""Pure decisions about cases: days on which the clock stood, how long cases take, who hides behind initials."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median_low


def whole_days(since: date, until: date) -> tuple[date, ...]:
    """The calendar days from `since` up to but without `until`."""
    return tuple(since + timedelta(days=n) for n in range((until - since).days))


def half_took(days: Iterable[int]) -> int | None:
    """The number of working days that half of the cases did not exceed; None without cases."""
    taken = list(days)
    return median_low(taken) if taken else None


def initials(name: str) -> str:
    """The first letter of each word, the rest as dots: enough to compare, too little to learn."""
    return " ".join(word[:1] + "•" * min(max(len(word) - 1, 1), 5) for word in name.split())


def kept_until(ended_on: date, years: int) -> date:
    """The day on which a record may be disposed of: so many years later; 29 February becomes the 28th."""
    day = 28 if (ended_on.month, ended_on.day) == (2, 29) else ended_on.day
    return ended_on.replace(year=ended_on.year + years, day=day)
