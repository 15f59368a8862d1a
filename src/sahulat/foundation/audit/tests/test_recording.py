"""Acts, looks and denied acts in the audit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction

from sahulat.foundation.access.public import SIGNED_IN, Permission, SignInNeeded, authorise, nothing, operation
from sahulat.foundation.access.types import Actor, Assurance, Basis, Channel, Grounds
from sahulat.foundation.audit.models import AuditRow
from sahulat.foundation.audit.models.sequencing import leaf_of
from sahulat.foundation.audit.public import acts_on, looks_at, record_look, waiting
from sahulat.foundation.audit.testing import write_entry
from sahulat.foundation.audit.types import Kind
from sahulat.kernel.ids import instant_of, new_id

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLERK = Actor(
    UUID(int=1), UUID(int=2), UUID(int=3), UUID(int=4), Channel.COUNTER, Assurance.PASSWORD, "session-key", "r7"
)
PERSON = UUID(int=9)
DUTY = Grounds("Checking the domicile application", Basis.PUBLIC_TASK)

pytestmark = pytest.mark.django_db


def look(at: datetime, *, actor: Actor = CLERK, person_id: UUID = PERSON) -> None:
    record_look(actor=actor, now=at, person_id=person_id, subject_type="case", subject_id=UUID(int=8), grounds=DUTY)


def test_an_entry_holds_the_whole_actor_and_a_right_mac() -> None:
    id = write_entry(NOW, actor=CLERK, number=5)
    row = AuditRow.objects.get(id=id)
    assert (row.account_id, row.actor_person_id, row.post_id, row.on_behalf_of) == tuple(map(UUID, (
        "00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002",
        "00000000-0000-0000-0000-000000000003", "00000000-0000-0000-0000-000000000004",
    )))  # fmt: skip
    assert (row.channel, row.assurance, row.request_id, row.details) == ("counter", 2, "r7", {"number": 5})
    assert (row.at, instant_of(row.id)) == (NOW, NOW)
    assert leaf_of(row)[1]


def test_the_session_key_is_nowhere_in_the_audit() -> None:
    write_entry(NOW, actor=CLERK)
    row = AuditRow.objects.values().get()
    assert "session-key" not in repr(row)
    assert row["session"]


def test_an_entry_waits_to_be_chained() -> None:
    write_entry(NOW)
    assert waiting() == 1


def test_a_person_sees_who_looked_latest_first() -> None:
    for minutes in range(5):
        look(NOW + timedelta(minutes=minutes))
    look(NOW, person_id=UUID(int=10))
    write_entry(NOW)
    found = looks_at(PERSON, 3)
    assert [each.at.minute for each in found] == [4, 3, 2]
    assert (found[0].purpose, found[0].basis, found[0].post_id) == (DUTY.purpose, Basis.PUBLIC_TASK, UUID(int=3))


def test_looks_are_read_page_by_page_and_since_a_day() -> None:
    for minutes in range(5):
        look(NOW + timedelta(minutes=minutes))
    first = looks_at(PERSON, 3)
    assert [each.at.minute for each in looks_at(PERSON, 3, before=first[-1].id)] == [1, 0]
    assert len(looks_at(PERSON, 9, since=NOW + timedelta(minutes=2))) == 3


def test_acts_on_a_thing_are_found() -> None:
    id = write_entry(NOW, number=1)
    row = AuditRow.objects.get(id=id)
    look(NOW)
    [act] = acts_on("thing", row.subject_id)  # type: ignore[arg-type]
    assert (act.action, act.details) == ("test.act", {"number": 1})


@operation(SIGNED_IN)
def denied_act(*, actor: Actor, now: datetime) -> None:
    write_entry(now, action="test.half-done")
    authorise(actor, SIGNED_IN)


OWN = Permission(name="test.own", allows=lambda actor, row: False, visible=lambda actor: nothing(actor))


@operation(OWN)
def denied_on_a_thing(*, actor: Actor, now: datetime, row: AuditRow) -> None:
    authorise(actor, OWN, row)


def test_a_denied_act_is_recorded_and_what_it_did_is_not() -> None:
    with pytest.raises(SignInNeeded):
        denied_act(actor=Actor.anonymous(request_id="r1"), now=NOW)
    row = AuditRow.objects.get()
    assert (row.kind, row.request_id, row.details) == (Kind.DENIED, "r1", {"permission": "access.signed-in"})
    assert row.action.endswith("denied_act")


def test_a_denied_act_says_on_what() -> None:
    thing = AuditRow.objects.get(id=write_entry(NOW))
    with pytest.raises(Exception, match="cannot do this"):
        denied_on_a_thing(actor=CLERK, now=NOW, row=thing)
    row = AuditRow.objects.get(kind=Kind.DENIED)
    assert (row.subject_type, row.subject_id) == ("auditrow", thing.id)


def test_a_look_is_gone_with_its_transaction() -> None:
    with transaction.atomic():
        look(NOW)
        transaction.set_rollback(True)
    assert looks_at(PERSON, 1) == []
    assert waiting() == 0


def test_details_that_json_would_change_are_refused() -> None:
    with pytest.raises(TypeError):
        write_entry(NOW, weight=1.5)


def test_ids_of_one_instant_keep_their_order() -> None:
    ids = [new_id(NOW) for _ in range(50)]
    assert ids == sorted(ids)
