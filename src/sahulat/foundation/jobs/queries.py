"""How the jobs stand: waiting, failed, and which parts of the workers live."""

from __future__ import annotations

from django.db.models import Count, Max, Q
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from sahulat.foundation.jobs.models import HeartbeatRow
from sahulat.foundation.jobs.types import FailedJob, Heartbeat, JobsState


def jobs_state() -> JobsState:
    """For `doctor` and metrics."""
    counted = ProcrastinateJob.objects.aggregate(
        **{name: Count("id", filter=Q(status=name)) for name in ("todo", "doing", "failed")}
    )
    return JobsState(waiting=counted["todo"], doing=counted["doing"], failed=counted["failed"])


def failed_jobs(limit: int = 100) -> list[FailedJob]:
    """The jobs that failed for good, oldest first."""
    rows = ProcrastinateJob.objects.filter(status="failed").order_by("id")[:limit]
    return [FailedJob(row.id, row.task_name, row.queue_name, row.attempts) for row in rows]


def heartbeats() -> list[Heartbeat]:
    """When each part of the workers last showed life: dispatcher, sequencer, schedules, jobs. For `doctor`.

    A part that is missing never ran; one older than a minute hangs or is gone.
    """
    ages = [
        Heartbeat(part, age.total_seconds())
        for part, age in HeartbeatRow.objects.annotate(age=Now() - Max("at")).values_list("part", "age")
    ]
    worker = ProcrastinateWorker.objects.aggregate(age=Now() - Max("last_heartbeat"))["age"]
    return [*ages, Heartbeat("jobs", worker.total_seconds())] if worker is not None else ages
