"""What a handler or a job gave up is seen by the doctor, by Prometheus and on the command line, and is tried again."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.models import Pending
from sahulat.foundation.events.public import outbox_state, record
from sahulat.foundation.jobs.public import defer, jobs_state
from sahulat.foundation.keys.testing import make_keys
from sahulat.platform.documents.events import DocumentIssued
from sahulat.project.commands import dead_letters, jobs
from sahulat.project.doctor import installed
from sahulat.project.doctor.findings import State
from sahulat.project.housekeeping import tidy_files
from sahulat.project.terminal import Terminal

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _failures() -> None:
    """One dead letter and one failed job."""
    make_keys(NOW)
    one, two, three = (UUID(int=number) for number in (1, 2, 3))
    event = DocumentIssued(document_id=one, case_ref=two, kind="domicile", holder_person_id=three)
    record(actor=Actor.system(), now=NOW, action="tests.act", subject_type="x", subject_id=one, event=event)
    Pending.objects.update(dead=True, attempts=6, error="LookupError")
    defer(tidy_files)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")


def said(module: object, capsys: pytest.CaptureFixture[str], action: str, id: int | None = None) -> tuple[int, object]:
    code = module.run(argparse.Namespace(action=action, id=id), Terminal(as_json=True))  # type: ignore[attr-defined]
    out = capsys.readouterr().out
    return code, json.loads(out) if out else None


def test_a_dead_letter_is_listed_and_requeued_once(capsys: pytest.CaptureFixture[str]) -> None:
    code, listed = said(dead_letters, capsys, "list")
    assert code == 0
    [letter] = listed  # type: ignore[misc]
    assert (letter["state"], letter["error"]) == ("dead", "LookupError")
    assert said(dead_letters, capsys, "requeue", letter["id"])[0] == 0
    assert (outbox_state().dead, outbox_state().waiting) == (0, 1)
    assert said(dead_letters, capsys, "requeue", letter["id"])[0] == 1
    assert said(dead_letters, capsys, "requeue")[0] == 2


def test_a_failed_job_is_listed_and_retried_once(capsys: pytest.CaptureFixture[str]) -> None:
    code, listed = said(jobs, capsys, "list")
    assert code == 0
    [failed] = listed  # type: ignore[misc]
    assert failed["job"] == tidy_files.name
    assert said(jobs, capsys, "retry", failed["id"])[0] == 0
    assert (jobs_state().failed, ProcrastinateJob.objects.get().status) == (0, "todo")
    assert said(jobs, capsys, "retry", failed["id"])[0] == 1
    assert said(jobs, capsys, "retry")[0] == 2


def test_lists_are_read_by_people_too(capsys: pytest.CaptureFixture[str]) -> None:
    for module, name in ((dead_letters, "LookupError"), (jobs, tidy_files.name)):
        module.run(argparse.Namespace(action="list", id=None), Terminal())
        assert name in capsys.readouterr().out


def test_the_doctor_names_them_with_their_mend() -> None:
    for finding, mend in ((installed._events(), "events requeue"), (installed._jobs(), "jobs retry")):
        assert finding.state is State.WRONG
        assert mend in finding.mend


def test_prometheus_counts_them(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO jobs_heartbeat VALUES ('dispatcher', now() - interval '90 s')")
    told = client.get("/metrics").content.decode()
    assert 'sahulat_events{state="dead"} 1.0' in told
    assert 'sahulat_jobs{state="failed"} 1.0' in told
    assert 'sahulat_heartbeat_seconds{part="dispatcher"} 90' in told
    assert "sahulat_requests_total" in told


def test_the_doctor_hears_which_part_of_the_worker_is_silent() -> None:
    assert installed._worker(running=True).state is State.WRONG
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO jobs_heartbeat VALUES ('dispatcher', now() - interval '90 s')")
    assert "dispatcher" in installed._worker(running=True).says
    assert installed._worker(running=False).state is State.WELL
