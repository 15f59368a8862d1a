"""The worker: dispatcher, sequencer, schedules and jobs in one process, which outlives its database."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection

from sahulat.foundation.access.types import Actor
from sahulat.foundation.audit.public import verify, waiting
from sahulat.foundation.events.public import record
from sahulat.foundation.jobs.public import defer, failed_jobs, heartbeats, jobs_state, run_worker
from sahulat.foundation.jobs.tests import errands
from sahulat.foundation.jobs.tests.errands import effects

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def eventually(what: Callable[[], bool], seconds: float = 15) -> None:
    """Wait until it holds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if what():
                return
        except OperationalError:
            connection.close()
        time.sleep(0.05)
    raise AssertionError("it never happened")


@pytest.fixture
def worker(committed: Any) -> Iterator[Any]:
    """A worker beside the test, on a database of its own."""
    errands.forget()
    stop = threading.Event()
    thread = threading.Thread(target=run_worker, args=(stop,))
    thread.start()
    yield committed
    errands.may_end.set()
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


def act() -> None:
    record(actor=Actor.system(), now=NOW, action="tests.act", subject_type="x", subject_id=UUID(int=1))


def test_it_does_jobs_and_chains_the_audit(worker: Any) -> None:
    act()
    defer(errands.errand, part="1")
    defer(errands.chain, part="2")
    eventually(lambda: effects() == {"done 1", "done 2"})
    eventually(lambda: waiting() == 0)
    assert verify().is_sound
    eventually(lambda: jobs_state().waiting + jobs_state().doing == 0)
    assert {beat.part for beat in heartbeats()} >= {"dispatcher", "sequencer", "schedules", "jobs"}


def test_jobs_see_the_installations_clock(worker: Any) -> None:
    defer(errands.errand, part="1")
    eventually(lambda: bool(errands.seen))
    assert errands.seen[0].tzinfo is UTC


def test_a_failing_job_is_tried_again_and_then_stays_as_failed(worker: Any) -> None:
    errands.failures_left[0] = 2
    defer(errands.failing, part="1")
    eventually(lambda: [each.name for each in failed_jobs()] == ["tests.failing"])
    assert errands.failures_left[0] == 0
    assert effects() == set()


def test_of_one_key_one_is_done_at_a_time(worker: Any) -> None:
    defer(errands.slow, unique="k", part="1")
    assert errands.started.wait(10)
    errands.started.clear()
    defer(errands.slow, unique="k", part="2")
    assert not errands.started.wait(1), "the second began beside the first"
    errands.may_end.set()
    eventually(lambda: effects() == {"done 1", "done 2"})


def test_it_outlives_the_end_of_all_its_connections(worker: Any) -> None:
    eventually(lambda: len(heartbeats()) >= 3)
    with worker.connect("postgres") as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = 'sahulat_app'"
        )
    connection.close()
    act()
    defer(errands.errand, part="after")
    eventually(lambda: effects() == {"done after"})
    eventually(lambda: waiting() == 0)


def test_it_waits_for_a_job_in_hand_when_told_to_stop(committed: Any) -> None:
    errands.forget()
    stop = threading.Event()
    thread = threading.Thread(target=run_worker, args=(stop,))
    thread.start()
    defer(errands.slow, part="1")
    assert errands.started.wait(10)
    stop.set()
    time.sleep(0.3)
    assert thread.is_alive()
    errands.may_end.set()
    thread.join(20)
    assert not thread.is_alive()
    assert effects() == {"done 1"}
    assert jobs_state().doing == 0
