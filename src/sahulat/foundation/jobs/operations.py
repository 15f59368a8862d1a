"""Having failed jobs tried again."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.foundation.jobs.permissions import RETRY
from sahulat.kernel.ids import new_id


@operation(RETRY)
def retry_failed_job(*, actor: Actor, now: datetime, job_id: int) -> bool:
    """Put a failed job back into the queue; False when it is no longer failed. Safe to repeat. Raises Forbidden."""
    authorise(actor, RETRY)
    failed = ProcrastinateJob.objects.select_for_update().filter(id=job_id, status="failed").first()
    if failed is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job_id])
    record(
        actor=actor,
        now=now,
        action="jobs.retry",
        subject_type="job",
        subject_id=new_id(now),  # jobs have no id of ours: the number is in the details
        details={"job_id": job_id, "name": failed.task_name},
    )
    return True
