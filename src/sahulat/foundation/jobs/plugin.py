"""The jobs room's own jobs: partitions ahead, and forgetting what ended long ago."""

from __future__ import annotations

from datetime import datetime

from sahulat.foundation.jobs.models.registry import job, schedule
from sahulat.foundation.jobs.models.ticking import forget_finished
from sahulat.foundation.tables.public import ensure_partitions


@job(name="jobs.make-partitions", queue="house")
def make_partitions(now: datetime) -> None:
    """Make partitions for the coming twelve months. Safe to repeat."""
    ensure_partitions(now)


@job(name="jobs.forget-finished", queue="house")
def forget(now: datetime) -> None:
    """Delete what failed or ended long ago. Safe to repeat."""
    forget_finished()


schedule(make_partitions, "17 3 * * *")
schedule(forget, "47 3 * * *")
