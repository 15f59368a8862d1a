"""The outbox with real commits: late ones, several dispatchers, dispatchers that die."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction

from sahulat.foundation.events.public import (
    dispatch,
    failing_events,
    outbox_state,
)
from sahulat.foundation.events.tests.occasions import NOW, A, B, Unheard, paint, painter

pytestmark = pytest.mark.usefixtures("committed_walls")


def effects() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall, coat FROM tests_heard ORDER BY number")
        return [(wall, coat) for wall, coat in cursor.fetchall()]


def dispatch_all(now: datetime = NOW, batch: int = 200) -> None:
    while dispatch(now, batch):
        pass


def test_a_late_commit_is_not_missed() -> None:
    """The earlier id commits after a later one was handled: what "id > last seen" would lose."""
    written, may_commit = threading.Event(), threading.Event()

    def slow_writer() -> None:
        with transaction.atomic():
            paint(1, A)
            written.set()
            assert may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    assert written.wait(10)
    paint(2, B, now=NOW + timedelta(seconds=1))
    dispatch_all()
    assert painter.coats == [2]
    may_commit.set()
    thread.join()
    dispatch_all()
    assert painter.coats == [2, 1]


class TestDeath:
    def test_killed_between_effect_and_commit_it_handles_once(self) -> None:
        paint(1)
        with transaction.atomic():
            assert dispatch(NOW) == 1
            transaction.set_rollback(True)
        assert effects() == []
        dispatch_all()
        assert effects() == [(str(A), 1)]

    def test_when_the_server_ends_its_connection_it_handles_once(self, committed_walls: Any) -> None:
        for coat in range(3):
            paint(coat)
        painter.says = _EndsConnection(wall=A, database=committed_walls)
        with pytest.raises(OperationalError):
            dispatch(NOW)
        connection.close()
        assert effects() == []
        assert failing_events() == [], "a lost connection is nobody's failure"
        painter.says = None
        dispatch_all()
        assert [coat for _, coat in effects()] == [0, 1, 2]

    def test_two_dispatchers_at_once_handle_each_once_and_in_order(self) -> None:
        for coat in range(120):
            paint(coat, UUID(int=coat % 3))
        errors: list[BaseException] = []

        def work() -> None:
            try:
                while outbox_state().waiting:
                    dispatch(NOW, batch=7)
            except BaseException as error:  # noqa: BLE001 - shown by the assertion below
                errors.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert painter.coats == list(range(120))
        assert sorted(coat for _, coat in effects()) == list(range(120))


class _EndsConnection(Unheard):
    """An event whose recording ends the dispatcher's own connection, as a killed backend would."""

    def __init__(self, *, wall: UUID, database: Any) -> None:
        object.__setattr__(self, "wall", wall)
        object.__setattr__(self, "database", database)

    @property
    def key(self) -> str:
        pid = connection.connection.info.backend_pid
        with self.database.connect("postgres") as superuser:  # type: ignore[attr-defined]
            superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        return "x"
