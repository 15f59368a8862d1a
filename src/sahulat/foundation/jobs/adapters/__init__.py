"""A worker: dispatcher, sequencer, schedules and procrastinate's own worker in one process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Callable
from typing import cast

from django.db import close_old_connections, connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.contrib.django.django_connector import DjangoConnector

from sahulat.foundation.audit.public import sequence
from sahulat.foundation.events.public import dispatch
from sahulat.foundation.jobs.models.ticking import HEARTBEAT_SECONDS, STALLED_SECONDS, beat, reap, tick
from sahulat.foundation.jobs.rules import pause_after
from sahulat.kernel import clock

log = logging.getLogger(__name__)

_POLL = 0.1
_POLL_JOBS = 0.2
_POLL_SCHEDULES = 1.0
_REAP_EVERY = 5.0
_BEAT_EVERY = 5.0
_PATIENCE = 10.0


def run_worker(stop: threading.Event, *, concurrency: int = 2) -> None:
    """Work until `stop` is set: hand out events, chain the audit, keep schedules, run jobs.

    What is in hand is finished (jobs for at most ten seconds) or comes back by itself. Outlives restarts of the
    database: each part tries again with growing pauses. Several workers may run at once. Blocks; call it from
    the main thread.
    """
    threads = [
        threading.Thread(target=_keep_doing, args=(stop, part, step, pause), name=f"sahulat-{part}")
        for part, step, pause in (
            ("dispatcher", lambda: dispatch(clock.now()), _POLL),
            ("sequencer", lambda: sequence(clock.now()), _POLL),
            ("schedules", _Schedules(), _POLL_SCHEDULES),
        )
    ]
    for thread in threads:
        thread.start()
    try:
        _keep_running_jobs(stop, concurrency)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _keep_doing(stop: threading.Event, part: str, step: Callable[[], int], pause: float) -> None:
    """Repeat a step until told to stop, without a pause while there is work."""
    failures, last_beat = 0, 0.0
    while not stop.is_set():
        try:
            close_old_connections()
            worked = step()
            if time.monotonic() - last_beat > _BEAT_EVERY:
                beat(part)
                last_beat = time.monotonic()
        except Exception:
            failures += 1
            log.exception("The %s failed and will try again", part)
            connections.close_all()
            stop.wait(pause_after(failures))
            continue
        failures = 0
        if not worked:
            stop.wait(pause)
    connections.close_all()


class _Schedules:
    """One round of the schedules, and now and then of the reaper."""

    def __init__(self) -> None:
        self._reaped_at = 0.0

    def __call__(self) -> int:
        tick(clock.now())
        if time.monotonic() - self._reaped_at > _REAP_EVERY:
            reap()
            self._reaped_at = time.monotonic()
        return 0


def _keep_running_jobs(stop: threading.Event, concurrency: int) -> None:
    """Run procrastinate's worker, again after it fell with the database, until told to stop."""
    failures = 0
    while not stop.is_set():
        started = time.monotonic()
        try:
            asyncio.run(_run_jobs(stop, concurrency))
        except Exception:
            log.exception("The job worker failed and will try again")
        if not stop.is_set():
            failures = 1 if time.monotonic() - started > 60 else failures + 1
            stop.wait(pause_after(failures))


async def _run_jobs(stop: threading.Event, concurrency: int) -> None:
    # An App of its own with the same tasks: replacing the connector of `app` would take `defer`, called by jobs in
    # this process, out of their transactions.
    connector = cast(DjangoConnector, app.connector)
    working = App(connector=connector.get_worker_connector())
    working.tasks = app.tasks
    async with working.open_async():
        worker = asyncio.create_task(
            working.run_worker_async(
                name="sahulat",
                concurrency=concurrency,
                # NOTIFY inside the transaction would queue all commits on one lock; its trigger is switched off.
                listen_notify=False,
                fetch_job_polling_interval=_POLL_JOBS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
                shutdown_graceful_timeout=_PATIENCE,
                delete_jobs="successful",
                install_signal_handlers=False,
                task_middleware=[close_db_connections],
            )
        )
        while not stop.is_set() and not worker.done():
            await asyncio.sleep(_POLL)
        if not worker.done():
            worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker
