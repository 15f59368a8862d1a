"""The process's clock. Only entry points (views, jobs, commands) ask it; everything below is given `now`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time as an aware datetime in UTC."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The machine's time in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is pushed: for tests, and for a demo's "three days later"."""

    def __init__(self, at: datetime) -> None:
        self._at = in_utc(at)

    def now(self) -> datetime:
        """The instant at which the clock stands."""
        return self._at

    def push(self, by: timedelta) -> None:
        """Move the clock forward. Raises ValueError for a step back: ids and ledgers need time's order."""
        if by < timedelta(0):
            raise ValueError("a clock is pushed forward only")
        self._at += by


def in_utc(at: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a datetime without a zone."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("an instant needs a zone: this datetime has none")
    return at.astimezone(UTC)


_installed: list[Clock] = [SystemClock()]


def install(clock: Clock) -> Clock:
    """Make `clock` this process's clock and return the one it replaces. Called by `project` and by tests."""
    previous = _installed[0]
    _installed[0] = clock
    return previous


def now() -> datetime:
    """The instant by the installed clock, aware, in UTC. For entry points only."""
    return in_utc(_installed[0].now())
