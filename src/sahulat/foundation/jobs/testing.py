"""For tests: doing at once, in this process and transaction, what a worker would do."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from sahulat.foundation.events.public import dead_letters, dispatch, failing_events
from sahulat.foundation.jobs.models.registry import declared_jobs


def run_waiting_jobs(now: datetime) -> int:
    """Do every job that waits, oldest first, those that they defer too; how many. What a job raises is raised."""
    done = 0
    while (row := ProcrastinateJob.objects.filter(status="todo").order_by("id").first()) is not None:
        declared_jobs()[row.task_name].function(now=now, **row.args)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [row.id])
        done += 1
    return done


def settle(now: datetime) -> None:
    """Hand out events and do jobs until nothing is left. Raises AssertionError when a handler failed."""
    while dispatch(now) + run_waiting_jobs(now):
        failed = [*failing_events(), *dead_letters()]
        if failed:
            raise AssertionError(f"events were not handled: {failed}")
