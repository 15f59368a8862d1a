"""A dead worker's jobs come back; failed ones are seen and can be tried again."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from sahulat.foundation.access.public import Forbidden
from sahulat.foundation.access.types import Actor, Assurance, Channel
from sahulat.foundation.jobs.models.ticking import beat, forget_finished, reap
from sahulat.foundation.jobs.public import defer, failed_jobs, heartbeats, jobs_state, retry_failed_job
from sahulat.foundation.jobs.tests.errands import errand

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
COMMAND = Actor.anonymous(request_id="shell", channel=Channel.COMMAND)
CLERK = Actor(UUID(int=1), None, None, None, Channel.WEB, Assurance.CODE, "s", "r")

pytestmark = pytest.mark.django_db


def run(statement: str, *values: object) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0]) if cursor.description else None


def doing(*, seconds_since_life: int | None, attempts: int = 0) -> int:
    """A job in the hands of a worker that last lived so long ago; None: of one that is forgotten."""
    defer(errand, part="x")
    worker = None
    if seconds_since_life is not None:
        worker = run(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - make_interval(secs => %s)) RETURNING id",
            seconds_since_life,
        )
    job = run("SELECT max(id) FROM procrastinate_jobs")
    run(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s WHERE id = %s",
        worker, attempts, job,
    )  # fmt: skip
    assert job is not None
    return job


def status(job: int) -> str:
    return str(ProcrastinateJob.objects.get(id=job).status)


@pytest.mark.parametrize("seconds", [11, 3600, None])
def test_a_dead_workers_job_is_done_again(seconds: int | None) -> None:
    job = doing(seconds_since_life=seconds)
    assert reap() == 1
    assert status(job) == "todo"
    assert reap() == 0


def test_a_living_workers_job_is_left_alone() -> None:
    job = doing(seconds_since_life=5)
    assert reap() == 0
    assert status(job) == "doing"


def test_a_job_that_takes_its_workers_with_it_ends_as_failed() -> None:
    job = doing(seconds_since_life=60, attempts=errand.retries + 3)
    reap()
    assert status(job) == "failed"
    assert [(each.id, each.name) for each in failed_jobs()] == [(job, "tests.errand")]


def test_dead_workers_are_forgotten() -> None:
    doing(seconds_since_life=60)
    reap()
    assert run("SELECT count(*) FROM procrastinate_workers") == 0


class TestFailed:
    def fail(self) -> int:
        job = doing(seconds_since_life=None)
        run("SELECT 0 FROM procrastinate_finish_job_v1(%s, 'failed', false)", job)
        assert jobs_state().failed == 1
        return job

    def test_somebody_has_it_tried_again(self) -> None:
        job = self.fail()
        assert retry_failed_job(actor=COMMAND, now=NOW, job_id=job)
        assert not retry_failed_job(actor=COMMAND, now=NOW, job_id=job)
        assert status(job) == "todo"

    def test_not_everybody_may(self) -> None:
        job = self.fail()
        with pytest.raises(Forbidden):
            retry_failed_job(actor=CLERK, now=NOW, job_id=job)
        assert status(job) == "failed"

    def test_it_is_kept_for_ninety_days(self) -> None:
        job = self.fail()
        forget_finished()
        assert status(job) == "failed"
        run("UPDATE procrastinate_events SET at = now() - interval '91 days'")
        forget_finished()
        assert jobs_state().failed == 0


def test_parts_of_a_worker_show_that_they_live() -> None:
    beat("dispatcher")
    beat("dispatcher")
    [one] = heartbeats()
    assert one.part == "dispatcher"
    assert 0 <= one.seconds_ago < 60
