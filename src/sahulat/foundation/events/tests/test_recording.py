"""Recording: audit entry, to-do, event and pending rows in one statement, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sahulat.foundation.audit.public import acts_on, waiting
from sahulat.foundation.events.models import EventRow, Pending
from sahulat.foundation.events.public import record, subscribe
from sahulat.foundation.events.tests.occasions import CLERK, NOW, A, Painted, Unheard, paint, painter
from sahulat.foundation.events.types import Envelope, Event

pytestmark = pytest.mark.django_db


def test_everything_is_written_by_one_statement() -> None:
    with CaptureQueriesContext(connection) as queries:
        paint(1)
    assert len(queries) == 1
    assert (EventRow.objects.count(), Pending.objects.count(), waiting(), len(acts_on("wall", A))) == (1, 1, 1, 1)


def test_the_event_carries_its_envelope_and_no_session() -> None:
    id = paint(3)
    row = EventRow.objects.get()
    assert (row.id, row.type, row.key, row.at) == (id, "tests.painted.v2", str(A), NOW)
    assert row.body == {"wall": str(A), "coat": 3, "colour": "white"}
    assert (row.cause, row.correlation) == (None, "request-7")
    assert row.actor["account_id"] == str(UUID(int=1))
    assert "session" not in str(row.actor)


def test_the_audit_entry_and_its_event_share_their_id() -> None:
    id = paint(1)
    [act] = acts_on("wall", A)
    assert (act.id, act.details) == (id, {"coat": 1})


def test_an_act_without_an_event_is_recorded_alone() -> None:
    record(actor=CLERK, now=NOW, action="tests.look-around", subject_type="wall", subject_id=A)
    assert (EventRow.objects.count(), Pending.objects.count(), waiting()) == (0, 0, 1)


def test_an_event_that_nobody_asked_for_is_kept_but_waits_for_nobody() -> None:
    record(actor=CLERK, now=NOW, action="tests.x", subject_type="wall", subject_id=A, event=Unheard(wall=A))
    assert (EventRow.objects.count(), Pending.objects.count()) == (1, 0)


def test_a_rolled_back_operation_tells_nothing() -> None:
    with transaction.atomic():
        paint(1)
        transaction.set_rollback(True)
    assert (EventRow.objects.count(), Pending.objects.count(), waiting()) == (0, 0, 0)


def test_every_handler_that_asked_has_a_row_of_its_own() -> None:
    @dataclass(frozen=True)
    class Twice(Unheard):
        type: ClassVar[str] = "tests.twice.v1"

    def one(envelope: Envelope, *, now: object) -> None: ...
    def two(envelope: Envelope, *, now: object) -> None: ...

    subscribe(Twice, "tests.one", one)
    subscribe(Twice, "tests.two", two)
    subscribe(Twice, "tests.two", two)
    record(actor=CLERK, now=NOW, action="tests.x", subject_type="wall", subject_id=A, event=Twice(wall=A))
    assert set(Pending.objects.values_list("handler", flat=True)) == {"tests.one", "tests.two"}


def test_a_handlers_name_stands_for_one_handler() -> None:
    def other(envelope: Envelope, *, now: object) -> None: ...

    with pytest.raises(ValueError, match=r"tests\.painter"):
        subscribe(Painted, "tests.painter", other)
    with pytest.raises(ValueError, match=r"tests\.painter"):
        subscribe(Unheard, "tests.painter", other)
    subscribe(Painted, "tests.painter", painter)


def test_an_event_without_a_key_is_a_bug() -> None:
    @dataclass(frozen=True)
    class Keyless(Event):
        type: ClassVar[str] = "tests.keyless.v1"

    with pytest.raises(NotImplementedError):
        record(actor=CLERK, now=NOW, action="tests.x", subject_type="wall", subject_id=A, event=Keyless())
