"""Deferring what the schedules ask for, taking back what dead workers held, forgetting what ended long ago."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from procrastinate import sql
from procrastinate.contrib.django.models import ProcrastinateJob

from sahulat.foundation.jobs.models.registry import declared_jobs, defer, schedules
from sahulat.foundation.jobs.rules import latest_due

log = logging.getLogger(__name__)

# A worker that showed no life for so long is dead; it shows life every HEARTBEAT_SECONDS.
STALLED_SECONDS = 10.0
HEARTBEAT_SECONDS = 2.0
_KEEP_FAILED_HOURS = 24 * 90
# How often a job may take its worker down with it, beyond its own retries.
_MOST_DEATHS = 3

# A due time far in the future was left by a clock that has been set back (a demo's reset).
_NEWLY_DUE = """
INSERT INTO jobs_schedule AS s (name, last_due) VALUES (%(name)s, %(due)s)
ON CONFLICT (name) DO UPDATE SET last_due = excluded.last_due
WHERE s.last_due < excluded.last_due OR s.last_due > %(now)s + interval '1 hour'
RETURNING name
"""
_BEAT = """
INSERT INTO jobs_heartbeat (part, at) VALUES (%s, clock_timestamp())
ON CONFLICT (part) DO UPDATE SET at = excluded.at
"""


def tick(now: datetime) -> int:
    """Defer the job of every schedule that has become due; how many. Each due time once. Safe to repeat."""
    zone = ZoneInfo(settings.TIME_ZONE)
    deferred = 0
    for each in schedules():
        due = latest_due(each.cron, now, zone)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_NEWLY_DUE, {"name": each.name, "due": due, "now": now})
            if cursor.fetchone() is not None:
                deferred += defer(each.job, unique="schedule")
    return deferred


def reap() -> int:
    """Give jobs of dead workers back to the queue; how many. Safe to repeat, and from several workers.

    A job that died with its worker again and again ends as failed.
    """
    with transaction.atomic():
        orphans = list(
            ProcrastinateJob.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(status="doing")
            .filter(Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=Now() - timedelta(seconds=STALLED_SECONDS)))
        )
        with connection.cursor() as cursor:
            for orphan in orphans:
                known = declared_jobs().get(orphan.task_name)
                if orphan.attempts >= (known.retries if known else 0) + _MOST_DEATHS:
                    log.error("A job died with its worker too often", extra={"job": orphan.task_name})
                    cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [orphan.id])
                else:
                    log.warning("A dead worker's job is done again", extra={"job": orphan.task_name})
                    cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [orphan.id])
            cursor.execute("SELECT count(*) FROM procrastinate_prune_stalled_workers_v1(%s)", [STALLED_SECONDS])
    return len(orphans)


def forget_finished() -> None:
    """Delete jobs that failed or ended 90 days ago. Successful ones go at once. Safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.queries["delete_old_jobs"],
            {
                "nb_hours": _KEEP_FAILED_HOURS,
                "queue": None,
                "statuses": ["succeeded", "failed", "cancelled", "aborted"],
            },
        )


def beat(part: str) -> None:
    """Show that a part of this worker lives."""
    with connection.cursor() as cursor:
        cursor.execute(_BEAT, [part])
