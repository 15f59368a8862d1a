"""Schedules by the installation's clock: each due time once, what was missed once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from sahulat.foundation.jobs.models import registry
from sahulat.foundation.jobs.models.ticking import tick
from sahulat.foundation.jobs.public import job, schedule
from sahulat.foundation.jobs.rules import latest_due, pause_after

KARACHI = ZoneInfo("Asia/Karachi")
NOW = datetime(2026, 11, 24, 9, 0, 30, tzinfo=UTC)  # 14:00:30 in Karachi


@job(name="tests.clockwork")
def clockwork(now: datetime) -> None:
    """Nothing."""


@pytest.fixture(autouse=True)
def _only_the_clockwork() -> Iterator[None]:
    kept = dict(registry._schedules)
    registry._schedules.clear()
    yield
    registry._schedules.clear()
    registry._schedules.update(kept)


def deferred() -> int:
    found = ProcrastinateJob.objects.filter(task_name="tests.clockwork").count()
    ProcrastinateJob.objects.all()._raw_delete("default")
    return found


@pytest.mark.parametrize(
    ("cron", "due"),
    [
        ("* * * * *", datetime(2026, 11, 24, 9, 0, tzinfo=UTC)),
        ("0 14 * * *", datetime(2026, 11, 24, 9, 0, tzinfo=UTC)),
        ("1 14 * * *", datetime(2026, 11, 23, 9, 1, tzinfo=UTC)),
        ("0 9 * * *", datetime(2026, 11, 24, 4, 0, tzinfo=UTC)),
        ("* * * * * */10", datetime(2026, 11, 24, 9, 0, 30, tzinfo=UTC)),
        ("0 0 1 * *", datetime(2026, 10, 31, 19, 0, tzinfo=UTC)),
    ],
)
def test_the_last_due_time_by_the_clock_of_karachi(cron: str, due: datetime) -> None:
    assert latest_due(cron, NOW, KARACHI) == due


@given(st.integers(0, 10**8))
def test_a_due_time_is_never_in_the_future_and_at_most_one_period_ago(seconds: int) -> None:
    now = NOW + timedelta(seconds=seconds, microseconds=17)
    assert timedelta(0) <= now - latest_due("*/5 * * * *", now, KARACHI) < timedelta(minutes=5)


def test_a_line_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="cron"):
        schedule(clockwork, "every day")


@pytest.mark.django_db
class TestTicking:
    def test_each_due_time_defers_once(self) -> None:
        schedule(clockwork, "0 * * * *")
        tick(NOW)
        tick(NOW)
        tick(NOW + timedelta(minutes=59))
        assert deferred() == 1
        tick(NOW + timedelta(hours=1))
        assert deferred() == 1

    def test_what_was_missed_is_done_once(self) -> None:
        schedule(clockwork, "0 * * * *")
        tick(NOW)
        deferred()
        tick(NOW + timedelta(days=3))
        assert deferred() == 1

    def test_it_does_not_pile_up_while_one_waits(self) -> None:
        schedule(clockwork, "* * * * *")
        for minutes in range(5):
            tick(NOW + timedelta(minutes=minutes))
        assert deferred() == 1

    def test_a_clock_that_was_set_back_does_not_silence_it(self) -> None:
        schedule(clockwork, "0 * * * *")
        tick(NOW + timedelta(days=30))
        deferred()
        tick(NOW)
        assert deferred() == 1

    def test_the_house_has_its_own(self) -> None:
        assert {"jobs.make-partitions", "jobs.forget-finished"} <= set(registry.declared_jobs())


def test_pauses_grow_to_five_seconds() -> None:
    pauses = [pause_after(failures) for failures in range(1, 40)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (0.2, 5.0)
