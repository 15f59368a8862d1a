"""Pure decisions about cases: how late, which tiles, what an officer may still do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median_low

from sahulat.platform.cases.types import State

TILES_AT_MOST = 15
"""A longer wait is drawn by weeks: a tile has to be told apart on a phone."""


class TileKind(StrEnum):
    """How one day of a case is drawn."""

    PAST = "past"
    TODAY = "today"
    AHEAD = "ahead"
    PROMISED = "promised"
    STOPPED = "stopped"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Tile:
    """One working day (or the first day of a week) of a case."""

    day: date
    kind: TileKind
    is_promised: bool = False


def tiles(
    days: Sequence[date], *, today: date, promised: date, stopped: Collection[date] = (), ended: date | None = None
) -> tuple[Tile, ...]:
    """The tiles of a case: one per working day of `days`, in their order, or one per week over 15.

    `days` reach from the first day that counts to the later of the promised day and today (or the day on
    which the case ended). A day is drawn once; what weighs most wins: today, stopped, late, promised, past.
    """
    drawn = tuple(_tile(day, today=today, promised=promised, stopped=stopped, ended=ended) for day in days)
    if len(drawn) <= TILES_AT_MOST:
        return drawn
    weeks: dict[tuple[int, int], list[Tile]] = {}
    for tile in drawn:
        weeks.setdefault(tile.day.isocalendar()[:2], []).append(tile)
    return tuple(_week(week) for week in weeks.values())


_WEIGHT = (TileKind.TODAY, TileKind.LATE, TileKind.STOPPED, TileKind.PROMISED, TileKind.PAST, TileKind.AHEAD)


def _tile(day: date, *, today: date, promised: date, stopped: Collection[date], ended: date | None) -> Tile:
    is_promised = day == promised
    if ended is None and day == today:
        return Tile(day, TileKind.TODAY, is_promised)
    if day in stopped:
        return Tile(day, TileKind.STOPPED, is_promised)
    if day > promised:
        return Tile(day, TileKind.LATE)
    last = ended or today
    if is_promised and day >= last:
        return Tile(day, TileKind.PROMISED, True)
    return Tile(day, TileKind.PAST if day <= last else TileKind.AHEAD, is_promised)


def _week(week: list[Tile]) -> Tile:
    heaviest = min(week, key=lambda tile: _WEIGHT.index(tile.kind))
    return Tile(week[0].day, heaviest.kind, any(tile.is_promised for tile in week))


def days_late(*, promised: date, today: date, working_days: int) -> int:
    """Working days past the promised day; 0 while it has not passed. `working_days` lie between the two."""
    return working_days if today > promised else 0


def half_took(days: Iterable[int]) -> int | None:
    """The number of working days that half of the cases did not exceed; None without cases."""
    taken = list(days)
    return median_low(taken) if taken else None


def whole_days(since: date, until: date) -> tuple[date, ...]:
    """The calendar days from `since` up to but without `until`."""
    return tuple(since + timedelta(days=n) for n in range((until - since).days))


def state_while(*, applicant_asked: bool, approved: bool) -> State:
    """The state of a case whose process goes on."""
    if approved:
        return State.ISSUING
    return State.WITH_APPLICANT if applicant_asked else State.WITH_OFFICE


def fields_changed(before: dict[str, object], after: dict[str, object]) -> frozenset[str]:
    """Names of the answers that differ."""
    return frozenset(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
