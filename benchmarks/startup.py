"""How long `sahulat run --demo` takes until the first page can be read: the first time, and each time after."""

from __future__ import annotations

import time
from collections.abc import Iterator

from benchmarks.figures import Figure, median
from benchmarks.installations import Installation, Seed, new_installation
from benchmarks.pages import served_floor

FLOOR = "PostgreSQL and a bare Django view under the same server"


def measure(seed: Seed, *, quick: bool) -> Iterator[Figure]:
    """Start an empty folder once, then start it again some times. What was loaded becomes the others' seed."""
    times = 1 if quick else 3
    with new_installation() as installation:
        with installation.running("--demo") as first:
            pass
        again, floors = [], []
        for _ in range(times):
            floors.append(_floor(installation))
            with installation.running("--demo") as seconds:
                again.append(seconds)
        if not seed.loaded:
            seed.keep(installation)
    floor = median(floors)
    yield Figure("first start with the demo country", first, "s", note="database, migrations, 40 cases; must be < 240")
    yield Figure("second start", median(again), "s", FLOOR, floor, f"median of {times}; must be < 5")


def _floor(installation: Installation) -> float:
    start = time.perf_counter()
    with installation.database_running(), served_floor(installation):
        return time.perf_counter() - start
