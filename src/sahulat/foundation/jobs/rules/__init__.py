"""When a schedule is due, and how long a loop waits after a failure. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from croniter import croniter  # type: ignore[import-untyped]

from sahulat.kernel.clock import in_utc

_LONGEST_PAUSE = 5.0


def latest_due(cron: str, now: datetime, zone: tzinfo) -> datetime:
    """The last instant, at or before `now`, that a cron line names in a time zone.

    Five fields, or six with the seconds last. Raises ValueError for a line that is none.
    """
    upto = now.astimezone(zone).replace(microsecond=0) + timedelta(seconds=1)
    return in_utc(croniter(cron, upto).get_prev(datetime))


def check_cron(cron: str) -> None:
    """Raises ValueError for a cron line that is none."""
    if not croniter.is_valid(cron):
        raise ValueError(f"not a cron line: {cron!r}")


def pause_after(failures: int) -> float:
    """Seconds until a loop tries again after so many failures in a row: 0.2, 0.4 … 5."""
    return min(0.1 * 2.0 ** min(failures, 10), _LONGEST_PAUSE)
