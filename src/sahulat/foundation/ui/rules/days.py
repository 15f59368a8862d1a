"""Day tiles: from working days and a promise to what each tile shows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

MOST_TILES = 15
DAYS_A_WEEK = 5


@dataclass(frozen=True, slots=True)
class DayTile:
    """One tile. `state`: past, next, stopped or late; `marked` tiles keep their label on a phone."""

    state: str
    label: str
    today: bool = False
    promised: bool = False
    marked: bool = False


def day_tiles(
    *,
    days: Sequence[date],
    today: date,
    promised: date,
    stopped: Collection[date] = (),
    label: Callable[[date], str],
    today_label: str,
) -> list[DayTile]:
    """A tile for each working day, or for each week once there are more than 15.

    `days` are the working days from the first to the last to be shown, in order; a `today` that is no working
    day counts as the working day before it. After the promised day a tile is late. `stopped` days are those on
    which the citizen had the ball.
    """
    groups = _grouped(list(days))
    now = max((day for day in days if day <= today), default=None)
    tiles = []
    for index, group in enumerate(groups):
        is_now = now is not None and now in group
        is_promised = promised in group
        tiles.append(
            DayTile(
                state=_state(group, today, promised, stopped, now=is_now),
                label=today_label if is_now else label(group[-1] if is_promised else group[0]),
                today=is_now,
                promised=is_promised,
                marked=is_now or is_promised or (index == 0 and not _near_a_mark(groups, now, promised)),
            )
        )
    return tiles


def _grouped(days: list[date]) -> list[list[date]]:
    if len(days) <= MOST_TILES:
        return [[day] for day in days]
    return [days[at : at + DAYS_A_WEEK] for at in range(0, len(days), DAYS_A_WEEK)]


def _state(group: list[date], today: date, promised: date, stopped: Collection[date], *, now: bool) -> str:
    """What happened on the days of a tile."""
    passed = group[-1] < today or now
    if passed and group[0] > promised:
        return "late"
    if any(day in stopped for day in group):
        return "stopped"
    if promised in group and not now:
        return "next"
    return "past" if passed else "next"


def _near_a_mark(groups: list[list[date]], now: date | None, promised: date) -> bool:
    """Whether the first tile's label would run into that of today or of the promised day on a phone."""
    return any(now in group or promised in group for group in groups[1:2])
