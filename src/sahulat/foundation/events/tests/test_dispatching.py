"""The dispatcher: each event handled once, in order per key, whatever fails or dies."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection

from sahulat.foundation.access.public import Forbidden
from sahulat.foundation.access.types import Actor, Channel
from sahulat.foundation.events.models import EventRow, Pending
from sahulat.foundation.events.public import (
    dead_letters,
    dispatch,
    failing_events,
    outbox_state,
    record,
    requeue_dead_letter,
)
from sahulat.foundation.events.rules import MOST_ATTEMPTS, pause_after
from sahulat.foundation.events.tests.occasions import CLERK, NOW, A, B, Painted, Unheard, paint, painter

pytestmark = pytest.mark.usefixtures("walls")

COMMAND = Actor.anonymous(request_id="shell", channel=Channel.COMMAND)


def effects() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall, coat FROM tests_heard ORDER BY number")
        return [(wall, coat) for wall, coat in cursor.fetchall()]


def dispatch_all(now: datetime = NOW, batch: int = 200) -> None:
    while dispatch(now, batch):
        pass


def test_an_event_reaches_its_handler_once_with_its_envelope() -> None:
    id = paint(7)
    assert dispatch(NOW) == 1
    assert dispatch(NOW) == 0
    [envelope] = painter.heard
    assert (envelope.id, envelope.type, envelope.version, envelope.key) == (id, "tests.painted.v2", 2, str(A))
    assert (envelope.at, envelope.correlation, envelope.cause) == (NOW, "request-7", None)
    assert (envelope.actor.account_id, envelope.actor.session_id) == (CLERK.account_id, None)
    assert effects() == [(str(A), 7)]
    assert outbox_state().waiting == 0


def test_what_a_handler_records_names_its_cause_and_keeps_the_correlation() -> None:
    painter.says = Unheard(wall=B)
    id = paint(1)
    dispatch(NOW)
    answer = EventRow.objects.get(type=Unheard.type)
    assert (answer.cause, answer.correlation) == (id, "request-7")


def test_after_handling_the_next_act_has_no_cause() -> None:
    paint(1)
    dispatch(NOW)
    record(actor=CLERK, now=NOW, action="tests.x", subject_type="wall", subject_id=A, event=Unheard(wall=A))
    assert EventRow.objects.get(type=Unheard.type).cause is None


def test_events_are_handled_in_the_order_of_recording() -> None:
    for coat in range(25):
        paint(coat, A if coat % 2 else B)
    dispatch_all(batch=4)
    assert painter.coats == list(range(25))


class TestFailures:
    def test_a_poison_event_holds_up_its_own_key_only(self) -> None:
        painter.poison = {2}
        for coat in (1, 2, 3):
            paint(coat, A)
        for coat in (11, 12, 13):
            paint(coat, B)
        dispatch_all()
        assert [coat for _, coat in effects()] == [1, 11, 12, 13]
        assert outbox_state().waiting == 2

    def test_the_next_batch_holds_them_too(self) -> None:
        painter.poison = {2}
        for coat in (1, 2, 3, 4):
            paint(coat, A)
        dispatch_all(batch=1)
        assert [coat for _, coat in effects()] == [1]

    def test_after_mending_the_key_goes_on_in_order(self) -> None:
        painter.poison = {1}
        for coat in (1, 2, 3):
            paint(coat)
        dispatch_all()
        assert effects() == []
        painter.poison = set()
        dispatch_all(NOW + timedelta(seconds=1))
        assert [coat for _, coat in effects()] == [1, 2, 3]

    def test_nothing_of_a_failed_handling_stays(self) -> None:
        painter.poison = {1}
        paint(1)
        dispatch_all()
        assert effects() == []

    def test_it_is_tried_again_with_growing_pauses_and_then_is_dead(self) -> None:
        painter.poison = {1}
        paint(1)
        paint(2)
        now = NOW
        for attempt in range(1, MOST_ATTEMPTS + 1):
            assert dispatch(now) >= 1
            assert len(painter.heard) >= attempt
            pause = pause_after(attempt)
            if pause is not None:
                assert dispatch(now + pause - timedelta(milliseconds=1)) == 0
                now += pause
        dispatch_all(now)
        [letter] = dead_letters()
        assert (letter.attempts, letter.handler, letter.type) == (MOST_ATTEMPTS, "tests.painter", Painted.type)
        assert [coat for _, coat in effects()] == [2], "a dead letter holds up nothing any more"

    def test_what_is_kept_of_the_error_says_where_and_nothing_personal(self) -> None:
        painter.poison = {1}
        paint(1)
        dispatch_all()
        [letter] = failing_events()
        assert letter.error.startswith("LookupError at tests/occasions.py:")
        assert "personal" not in letter.error

    def test_a_handler_that_is_no_more_is_a_failure_that_one_sees(self) -> None:
        paint(1)
        Pending.objects.update(handler="tests.gone")
        dispatch_all()
        [letter] = failing_events()
        assert letter.error.startswith("LookupError")


class TestDeadLetters:
    def kill(self) -> int:
        painter.poison = {1}
        paint(1)
        Pending.objects.update(attempts=MOST_ATTEMPTS - 1)
        dispatch(NOW)
        [letter] = dead_letters()
        return letter.pending_id

    def test_it_is_handled_when_somebody_puts_it_back(self) -> None:
        id = self.kill()
        painter.poison = set()
        assert requeue_dead_letter(actor=COMMAND, now=NOW, pending_id=id)
        assert not requeue_dead_letter(actor=COMMAND, now=NOW, pending_id=id)
        dispatch_all()
        assert [coat for _, coat in effects()] == [1]
        assert dead_letters() == []

    def test_not_everybody_may_put_it_back(self) -> None:
        with pytest.raises(Forbidden):
            requeue_dead_letter(actor=CLERK, now=NOW, pending_id=self.kill())
        assert len(dead_letters()) == 1

    def test_the_state_counts_them(self) -> None:
        self.kill()
        paint(2, B)
        state = outbox_state()
        assert (state.waiting, state.dead, state.oldest) == (1, 1, NOW)
