"""Daily jobs of rooms that stand below `jobs` and so can't schedule themselves: the file store's."""

from __future__ import annotations

from datetime import datetime

from sahulat.foundation.access.types import Actor
from sahulat.foundation.files.public import dispose_of_due, sweep
from sahulat.foundation.jobs.public import job, schedule


@job(name="project.tidy-files", queue="house")
def tidy_files(now: datetime) -> None:
    """Dispose of files whose day is over, then remove bytes that no row needs. Safe to repeat."""
    actor = Actor.system(request_id="project.tidy-files")
    dispose_of_due(actor=actor, now=now)
    sweep(actor=actor, now=now)


schedule(tidy_files, "20 3 * * *")
