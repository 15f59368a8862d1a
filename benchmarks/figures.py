"""Figures: values beside their floors, written as JSON and printed as a table."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `floor` is what the least possible program reached in the same run, in the same unit."""

    name: str
    value: float
    unit: str
    floor_name: str = ""
    floor: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value by floor, or None where there is no floor."""
        return round(self.value / self.floor, 3) if self.floor else None

    def to_json(self) -> dict[str, object]:
        """The entry as it stands in benchmarks/results."""
        found = asdict(self)
        found["value"] = round(self.value, 4)
        found["floor"] = None if self.floor is None else round(self.floor, 4)
        order = ("name", "value", "unit", "floor_name", "floor", "ratio", "note")
        return {**{name: found.get(name) for name in order}, "ratio": self.ratio}


def write(bench: str, figures: Sequence[Figure]) -> Path:
    """Write benchmarks/results/<bench>.json; an older one is replaced."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{bench}.json"
    path.write_text(json.dumps([each.to_json() for each in figures], ensure_ascii=False, indent=2) + "\n", "utf-8")
    return path


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values don't exceed. Raises ValueError for none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def median(values: Sequence[float]) -> float:
    """The middle value: what a shared machine disturbs least."""
    return statistics.median(values)


def lines(figures: Sequence[Figure]) -> list[str]:
    """A table for the terminal."""
    head = ("what", "value", "unit", "floor", "ratio", "floor is; note")
    rows = [head, *(_row(each) for each in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[5]]) for row in rows]


def _row(figure: Figure) -> tuple[str, str, str, str, str, str]:
    said = "; ".join(part for part in (figure.floor_name, figure.note) if part)
    ratio = "" if figure.ratio is None else f"{figure.ratio:.3g}"
    floor = "" if figure.floor is None else _number(figure.floor)
    return figure.name, _number(figure.value), figure.unit, floor, ratio, said


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
