"""Which months of a partitioned table are missing. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sahulat.kernel.clock import in_utc

_MONTH = re.compile(r"_(\d{4})_(\d{2})$")


@dataclass(frozen=True, slots=True)
class Missing:
    """What a table still needs: the partition for all before `past` (None: it is there), and months."""

    past: date | None
    months: tuple[date, ...]


def month_of(at: datetime) -> date:
    """The first day of the UTC month that an instant falls in."""
    return in_utc(at).date().replace(day=1)


def month_after(month: date, count: int = 1) -> date:
    """The first day of the month `count` months later."""
    years, months = divmod(month.month - 1 + count, 12)
    return date(month.year + years, months + 1, 1)


def months_between(start: date, end: date) -> int:
    """Months from one first day to another; negative when `end` is earlier."""
    return (end.year - start.year) * 12 + end.month - start.month


def month_of_partition(name: str) -> date | None:
    """The month that a partition's name says, None for the partition of the past."""
    found = _MONTH.search(name)
    return date(int(found[1]), int(found[2]), 1) if found else None


def missing(partitions: Collection[str], now: datetime, months: int) -> Missing:
    """What must be made so that ids of this month and of `months` more find their partition.

    A table without partitions gets one for all that came before this month. Later months always follow
    the last one there is, so that no gap stays when nobody asked for a long time.
    """
    this = month_of(now)
    known = [month for name in partitions if (month := month_of_partition(name))]
    first = month_after(max(known)) if known else this
    count = months_between(first, month_after(this, months)) + 1
    return Missing(
        past=None if partitions else this, months=tuple(month_after(first, each) for each in range(max(count, 0)))
    )


def months_ahead(partitions: Collection[str], now: datetime) -> int:
    """For how many months after this one there are partitions; -1 when even this month has none."""
    known = [month for name in partitions if (month := month_of_partition(name))]
    return months_between(month_of(now), max(known)) if known else -1
