"""Declaring jobs and deferring them, inside the transaction of whoever wants them done."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, ParamSpec

from django.db import connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.tasks import Task

from sahulat.foundation.audit.public import as_detail
from sahulat.foundation.jobs.rules import check_cron
from sahulat.kernel import clock

P = ParamSpec("P")

# Waits 3, 9, 27, 81, 243 … seconds.
_BASE_OF_PAUSES = 3

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('sahulat job ' || %s, 0))"
_WAITS = "SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE status = 'todo' AND lock = %s)"


@dataclass(frozen=True, slots=True)
class Job(Generic[P]):
    """A declared job; calling it does the work at once, as a test wants it."""

    name: str
    queue: str
    retries: int
    function: Callable[P, None]
    task: Task[Any, None, Any]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Do the work now, in this process."""
        self.function(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Schedule:
    """That a job is deferred whenever a cron line is due, in the installation's time zone."""

    name: str
    job: Job[...]
    cron: str


_jobs: dict[str, Job[...]] = {}
_schedules: dict[str, Schedule] = {}


def job(*, name: str, queue: str = "default", retries: int = 5) -> Callable[[Callable[P, None]], Job[P]]:
    """Declare a function as a job: it takes `now` and JSON values by name, and calls operations.

    It must be safe to repeat: a dead worker's job is done again. `name` ("documents.sign") stays for good, since
    waiting jobs are kept under it. After `retries` retries, with growing pauses, it stays as failed until somebody
    has it tried again. Raises ValueError for a name that is taken.
    """

    def declare(function: Callable[P, None]) -> Job[P]:
        if name in _jobs:
            raise ValueError(f"another job is called {name}")

        @functools.wraps(function)
        def run(**args: Any) -> None:
            function(now=clock.now(), **args)  # type: ignore[arg-type, call-arg]

        retry = RetryStrategy(max_attempts=retries, exponential_wait=_BASE_OF_PAUSES) if retries else False
        task = app.task(name=name, queue=queue, retry=retry)(run)
        declared = Job(name, queue, retries, function, task)
        _jobs[name] = declared
        return declared

    return declare


def declared_jobs() -> Mapping[str, Job[...]]:
    """All jobs that have been declared, by name."""
    return MappingProxyType(_jobs)


def schedules() -> tuple[Schedule, ...]:
    """All schedules that have been registered."""
    return tuple(_schedules.values())


def defer(wanted: Job[...] | str, *, unique: str | None = None, **args: object) -> bool:
    """Have a job done after this transaction commits; outside one, at once. True unless it already waits.

    `wanted`: the job, or its name, for operations, which stand below the jobs of their room. `args` become JSON
    (ids and dates as strings; no personal values); TypeError otherwise, LookupError for a name that nobody
    declared. `unique`: of the jobs with this job's name and this key at most one waits and one is being done.
    """
    declared = _jobs[wanted] if isinstance(wanted, str) else wanted
    values: dict[str, Any] = {name: as_detail(value) for name, value in args.items()}
    if unique is None:
        _hand_over(declared.task, values)
        return True
    key = f"{declared.name}:{unique}"
    # procrastinate's own queueing_lock is not used: its unique index makes the *retry* of a running job fail when
    # a new one waits already, and the running one then stays "doing" for good.
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(_LOCK, [key])
        cursor.execute(_WAITS, [key])
        if cursor.fetchone()[0]:
            return False
        _hand_over(declared.task.configure(lock=key), values)
    return True


def _hand_over(deferred: Any, values: dict[str, Any]) -> None:
    try:
        deferred.defer(**values)
    except ConnectorException as error:
        if error.__cause__ is None:
            raise
        # As the database's own error: a lost connection is answered with "come back soon" and not as a fault.
        with connection.wrap_database_errors:
            raise error.__cause__ from None


def schedule(wanted: Job[...], cron: str) -> None:
    """Have a job without arguments done whenever `cron` is due: five fields, or six with the seconds last.

    By the installation's clock (a demo's pushed clock counts) and time zone; what was missed is done once. Raises
    ValueError for a cron line that is none. Registering again replaces the line.
    """
    check_cron(cron)
    _schedules[wanted.name] = Schedule(wanted.name, wanted, cron)
