"""How long it took for others: stacked tiles by working days, with a line at the promise, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass

from sahulat.platform.catalogue.types import Fact

HEIGHT_IN_TILES = 9
WIDTH = 400
"""About as wide as a phone, so that the words below are as large as on the page."""
TILE = 14
GAP = 2
COLUMNS_AT_MOST = 15


@dataclass(frozen=True, slots=True)
class Rect:
    """One tile: late ones are brick."""

    x: int
    y: int
    late: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A number of days under its column."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """A chart of HEIGHT by `width` units: its tiles, the promise's place, labels; `rows` say the same in numbers."""

    width: int
    height: int
    tiles: tuple[Rect, ...]
    promise_x: int
    labels: tuple[Label, ...]
    rows: tuple[tuple[str, int], ...]
    tile_width: int
    tile_height: int = TILE - GAP


def histogram(taken: Fact, promised: int, *, rtl: bool) -> Histogram | None:
    """The chart; None when nothing is finished yet. It runs from the right in right-to-left languages."""
    if not taken.count:
        return None
    last = min(max([promised + 3, *taken.by_days]), max(COLUMNS_AT_MOST, promised + 3))
    counts = [taken.by_days.get(day, 0) for day in range(1, last)]
    counts.append(sum(count for days, count in taken.by_days.items() if days >= last))
    counts[0] += taken.by_days.get(0, 0)
    wide = WIDTH // last
    width = wide * last
    most = max(counts)

    def x(column: int) -> int:
        return width - (column + 1) * wide if rtl else column * wide

    tiles = tuple(
        Rect(x(column) + GAP // 2, (HEIGHT_IN_TILES - level) * TILE, column + 1 > promised)
        for column, count in enumerate(counts)
        for level in range(1, _tiles(count, most) + 1)
    )
    labels = tuple(Label(x(column) + wide // 2, str(column + 1)) for column in range(0, last, 2))
    rows = tuple((_days(day, last), count) for day, count in enumerate(counts, 1) if count)
    promise = width - promised * wide if rtl else promised * wide
    return Histogram(width, HEIGHT_IN_TILES * TILE, tiles, promise, labels, rows, wide - GAP)


def _tiles(count: int, most: int) -> int:
    """Tiles stacked for a count: at least one where there is somebody."""
    return 0 if not count else max(1, round(count / most * HEIGHT_IN_TILES))


def _days(day: int, last: int) -> str:
    return f"{day}+" if day == last else str(day)
