"""What other rooms may use of jobs."""

from sahulat.foundation.jobs.adapters import run_worker
from sahulat.foundation.jobs.models.registry import Job, declared_jobs, defer, job, schedule
from sahulat.foundation.jobs.operations import retry_failed_job
from sahulat.foundation.jobs.queries import failed_jobs, heartbeats, jobs_state

__all__ = [
    "Job",
    "declared_jobs",
    "defer",
    "failed_jobs",
    "heartbeats",
    "job",
    "jobs_state",
    "retry_failed_job",
    "run_worker",
    "schedule",
]
