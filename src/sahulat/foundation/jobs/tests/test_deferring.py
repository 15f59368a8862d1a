"""Deferring: in the caller's transaction, by job or name, unique by key, without NOTIFY."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from sahulat.foundation.jobs.public import declared_jobs, defer, job, jobs_state
from sahulat.foundation.jobs.testing import run_waiting_jobs, settle
from sahulat.foundation.jobs.tests.errands import chain, effects, errand

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def waiting() -> list[dict[str, object]]:
    return list(ProcrastinateJob.objects.filter(status="todo").order_by("id").values_list("args", flat=True))


@pytest.mark.django_db
class TestDeferring:
    def test_a_job_waits_with_its_arguments_as_json(self) -> None:
        assert defer(errand, part=UUID(int=7))
        assert waiting() == [{"part": str(UUID(int=7))}]
        defer(errand, part=date(2026, 11, 24))
        assert waiting()[1] == {"part": "2026-11-24"}

    def test_a_job_is_found_by_its_name(self) -> None:
        defer("tests.errand", part="x")
        assert waiting() == [{"part": "x"}]
        assert declared_jobs()["tests.errand"] is errand

    def test_a_name_that_nobody_declared_is_a_bug(self) -> None:
        with pytest.raises(LookupError):
            defer("tests.nobody", part="x")

    def test_what_json_does_not_hold_is_refused(self) -> None:
        with pytest.raises(TypeError):
            defer(errand, part=object())

    def test_a_name_is_declared_once(self) -> None:
        with pytest.raises(ValueError, match=r"tests\.errand"):

            @job(name="tests.errand")
            def another(now: datetime) -> None: ...

    def test_a_rolled_back_transaction_defers_nothing(self) -> None:
        with transaction.atomic():
            defer(errand, part="x")
            defer(errand, unique="k", part="x")
            transaction.set_rollback(True)
        assert waiting() == []

    def test_of_one_key_one_waits(self) -> None:
        assert defer(errand, unique="k", part="1")
        assert not defer(errand, unique="k", part="2")
        assert defer(errand, unique="other", part="3")
        assert defer(chain, unique="k", part="4")
        assert [args["part"] for args in waiting()] == ["1", "3", "4"]

    def test_while_one_is_being_done_another_may_wait(self) -> None:
        defer(errand, unique="k", part="1")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        assert defer(errand, unique="k", part="2")
        assert not defer(errand, unique="k", part="3")

    def test_a_running_one_may_fail_and_wait_again_beside_a_new_one(self) -> None:
        """With procrastinate's queueing_lock this retry would break, and the job stay "doing" for good."""
        defer(errand, unique="k", part="1")
        first = ProcrastinateJob.objects.get().id
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
            defer(errand, unique="k", part="2")
            cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [first])
        assert jobs_state().waiting == 2

    def test_tests_do_at_once_what_a_worker_would_do(self) -> None:
        defer(chain, part="1")
        assert run_waiting_jobs(NOW) == 2
        assert effects() == {"done 1"}
        settle(NOW)
        assert jobs_state().waiting == 0


def test_two_at_once_with_one_key_leave_one(committed: Any) -> None:
    results: list[bool] = []
    barrier = threading.Barrier(4)

    def work() -> None:
        barrier.wait()
        results.append(defer(errand, unique="k", part="x"))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, False, True]
    assert len(waiting()) == 1


def test_deferring_notifies_nobody(committed: Any) -> None:
    """NOTIFY inside a transaction would queue all commits on one lock."""
    with psycopg.connect(committed.address(), autocommit=True) as listener:
        listener.execute("LISTEN procrastinate_any_queue_v1")
        defer(errand, part="x")
        assert list(listener.notifies(timeout=0.3)) == []


@pytest.mark.django_db
def test_no_trigger_that_fires_on_insert_notifies() -> None:
    """A later version of procrastinate may bring another one: switch it off in a migration of this room."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE p.prosrc ILIKE '%pg_notify%' AND t.tgenabled <> 'D' AND (t.tgtype & 4) <> 0"
        )
        assert cursor.fetchall() == []
