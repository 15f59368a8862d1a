"""Sending: kept once, delivered once, erased in time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import DatabaseError, connection, connections, transaction
from pytest_django.fixtures import Settings

from sahulat.foundation.access.types import Actor, DataClass
from sahulat.foundation.jobs.testing import run_waiting_jobs
from sahulat.foundation.keys.testing import make_keys
from sahulat.foundation.messaging import public as messaging
from sahulat.foundation.messaging.jobs import deliver, deliver_due, erase_texts
from sahulat.foundation.messaging.models import Body, Message
from sahulat.foundation.messaging.operations import claim
from sahulat.foundation.messaging.queries import outgoing
from sahulat.foundation.messaging.rules.transports import carried_kinds
from sahulat.foundation.messaging.testing import EMAIL, MOBILE, RememberingTransport
from sahulat.foundation.messaging.types import DeliveryState, NoHandset, TransportFailed
from sahulat.kernel.ids import new_id

NOW = datetime.now(UTC).replace(microsecond=0)
ANYBODY, SYSTEM = Actor.anonymous(request_id="test"), Actor.system()
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def state(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.SAHULAT_STATE = tmp_path
    make_keys(NOW)
    messaging.forget_transports()
    yield
    messaging.forget_transports()


@pytest.fixture
def transport() -> RememberingTransport:
    made = RememberingTransport()
    messaging.register_transport(made)
    return made


def sent(text: str = "کوڈ 482913", address: messaging.Address = MOBILE, **more: Any) -> UUID:
    return messaging.send(
        actor=ANYBODY, now=NOW, address=address, text=text, lang="ur", data_class=DataClass.RESTRICTED, **more
    )


def state_of(message_id: UUID) -> str:
    return messaging.delivery(message_id).state


@pytest.mark.django_db
class TestSending:
    def test_a_message_is_delivered_once_however_often_the_job_runs(self, transport: RememberingTransport) -> None:
        message_id = sent("سلام", reference="PB-4821-7730-6")
        for _ in range(3):
            deliver(NOW, message_id=str(message_id))
        deliver_due(NOW + 60 * MINUTE)
        assert [(each.id, each.text, each.address) for each in transport.delivered] == [(message_id, "سلام", MOBILE)]
        assert messaging.delivery(message_id) == messaging.Delivery(
            message_id=message_id, state=DeliveryState.SENT, attempts=1, transport="remembering",
            sent_at=NOW, error="",
        )  # fmt: skip

    def test_sending_leaves_a_job_that_delivers(self, transport: RememberingTransport) -> None:
        message_id = sent()
        assert transport.delivered == []
        assert run_waiting_jobs(NOW) == 1
        assert [each.id for each in transport.delivered] == [message_id]

    def test_the_same_key_stands_for_the_first_message(self) -> None:
        first = sent("one", unique="cases.case:1:promised")
        assert sent("two", unique="cases.case:1:promised") == first
        assert sent("three", unique="cases.case:2:promised") != first
        kept = outgoing(first)
        assert kept is not None
        assert kept.text == "one"
        assert Message.objects.count() == 2

    def test_address_and_text_lie_encrypted(self) -> None:
        body = Body.objects.get(message_id=sent("482913"))
        assert b"482913" not in bytes(body.text or b"")
        assert b"300123" not in bytes(body.address)

    def test_what_can_not_be_sent_is_refused_and_nothing_is_kept(self) -> None:
        with pytest.raises(messaging.CharacterNotSendable):
            sent("🙂")
        assert not Message.objects.exists()
        assert sent("🙂", EMAIL)

    def test_a_message_once_kept_can_not_be_changed(self) -> None:
        message_id = sent()
        for statement in ("UPDATE messaging_message SET lang = 'en'", "DELETE FROM messaging_message"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        assert Message.objects.get(id=message_id).lang == "ur"


@pytest.mark.django_db
class TestTrouble:
    def test_a_failed_delivery_is_tried_again_later_and_then_given_up(self, transport: RememberingTransport) -> None:
        transport.failures = [TransportFailed("busy") for _ in range(6)]
        message_id, at = sent(), NOW
        for wait in (1, 4, 16, 64, 256):
            deliver_due(at)
            assert state_of(message_id) == DeliveryState.WAITING
            deliver_due(at + wait * MINUTE - timedelta(seconds=1))
            at += wait * MINUTE
        deliver_due(at)
        found = messaging.delivery(message_id)
        assert (found.state, found.attempts, found.error) == (DeliveryState.FAILED, 6, "busy")
        assert transport.delivered == []

    def test_a_lasting_failure_is_not_tried_again(self, transport: RememberingTransport) -> None:
        transport.failures = [TransportFailed("unknown-number", lasting=True)]
        message_id = sent()
        deliver(NOW, message_id=str(message_id))
        deliver_due(NOW + 600 * MINUTE)
        assert state_of(message_id) == DeliveryState.FAILED

    def test_without_a_transport_messages_wait_and_doctor_is_told(self) -> None:
        first = sent()
        sent("mail", EMAIL)
        deliver(NOW, message_id=str(first))
        assert messaging.waiting_messages() == {
            messaging.AddressKind.MOBILE: 1, messaging.AddressKind.EMAIL: 1,
        }  # fmt: skip
        transport = RememberingTransport(kinds=frozenset({messaging.AddressKind.MOBILE}))
        messaging.register_transport(transport)
        deliver_due(NOW + MINUTE)
        assert [each.id for each in transport.delivered] == [first]
        assert messaging.waiting_messages() == {messaging.AddressKind.EMAIL: 1}

    def test_after_a_crash_while_sending_a_repeatable_transport_is_asked_again(
        self, transport: RememberingTransport
    ) -> None:
        message_id = sent()
        assert claim(actor=SYSTEM, now=NOW, message_id=message_id)
        deliver_due(NOW + 9 * MINUTE)
        assert transport.delivered == []
        deliver_due(NOW + 10 * MINUTE)
        assert (state_of(message_id), len(transport.delivered)) == (DeliveryState.SENT, 1)

    def test_after_a_crash_while_sending_another_transport_is_not_asked_twice(
        self, transport: RememberingTransport
    ) -> None:
        transport.repeatable = False
        message_id = sent()
        assert claim(actor=SYSTEM, now=NOW, message_id=message_id)
        deliver_due(NOW + 10 * MINUTE)
        assert (state_of(message_id), transport.delivered) == (DeliveryState.UNCERTAIN, [])

    def test_two_transports_do_not_carry_one_kind(self, transport: RememberingTransport) -> None:
        with pytest.raises(ValueError, match="carried by remembering"):
            messaging.register_transport(messaging.HandsetTransport())
        messaging.register_transport(transport)
        assert carried_kinds() == frozenset(messaging.AddressKind)


@pytest.mark.django_db
class TestErasing:
    def test_a_codes_text_is_erased_when_it_is_over(self, transport: RememberingTransport) -> None:
        code = sent("482913", expires_at=NOW + 10 * MINUTE)
        other = sent("آپ کی درخواست مل گئی ہے۔")
        erase_texts(NOW + 9 * MINUTE)
        assert outgoing(code)
        erase_texts(NOW + 10 * MINUTE)
        assert outgoing(code) is None
        assert outgoing(other)
        assert state_of(code) == DeliveryState.EXPIRED
        deliver_due(NOW + 11 * MINUTE)
        assert [each.id for each in transport.delivered] == [other]

    def test_an_erased_text_leaves_that_it_was_delivered(self, transport: RememberingTransport) -> None:
        code = sent("482913", expires_at=NOW + 10 * MINUTE)
        deliver(NOW, message_id=str(code))
        erase_texts(NOW + 10 * MINUTE)
        assert state_of(code) == DeliveryState.SENT
        assert Message.objects.filter(id=code).exists()


@pytest.mark.django_db
class TestHandset:
    def test_the_handset_shows_its_own_messages_newest_first(self) -> None:
        messaging.register_transport(messaging.HandsetTransport())
        other = messaging.Address(messaging.AddressKind.MOBILE, "+923009999999")
        ids = [sent(text) for text in ("one", "two")]
        sent("not mine", other)
        sent("over", expires_at=NOW)
        erase_texts(NOW)
        shown = messaging.handset_messages(MOBILE)
        assert [(each.id, each.text, each.at) for each in shown] == [(ids[1], "two", NOW), (ids[0], "one", NOW)]

    def test_there_is_no_handset_outside_a_demo(self, settings: Settings) -> None:
        settings.SAHULAT_DEMO = False
        with pytest.raises(NoHandset):
            messaging.handset_messages(MOBILE)

    def test_mail_goes_out_by_djangos_settings(self) -> None:
        messaging.register_transport(messaging.EmailTransport())
        message_id = sent("سلام", EMAIL, reference="PB-4821-7730-6")
        deliver(NOW, message_id=str(message_id))
        (message,) = mail.outbox
        assert (message.to, message.body) == (["someone@example.org"], "سلام")
        assert message.subject == "Sahulat PB-4821-7730-6"
        assert message.extra_headers["Message-ID"] == f"<{message_id}@sahulat>"


def test_two_workers_at_once_deliver_one_message_once(committed: object, transport: RememberingTransport) -> None:
    message_ids = [sent(f"message {n}") for n in range(20)]
    start = Barrier(2)

    def work(_: int) -> None:
        try:
            start.wait()
            for message_id in message_ids:
                deliver(NOW, message_id=str(message_id))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))
    assert sorted(each.id for each in transport.delivered) == message_ids


def test_two_senders_at_once_with_one_key_keep_one_message(committed: object) -> None:
    start = Barrier(2)

    def work(_: int) -> UUID:
        try:
            start.wait()
            return sent("once", unique="key")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        ids = set(pool.map(work, range(2)))
    assert len(ids) == Message.objects.count() == 1
    assert new_id(NOW) not in ids
