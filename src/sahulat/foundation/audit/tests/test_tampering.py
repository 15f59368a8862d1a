"""A superuser changes the log behind our back, past triggers and rights: `verify` finds each change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from sahulat.foundation.audit.models import AuditRow
from sahulat.foundation.audit.public import inclusion_proof, latest_checkpoint, proof_holds, sequence, verify
from sahulat.foundation.audit.testing import write_entry
from sahulat.foundation.audit.types import FaultKind

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
Tamper = Callable[..., None]


@pytest.fixture
def superuser(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Django works as the superuser, in a transaction that is rolled back."""
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["USER"] = "postgres"
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            connection.close()
            connection.settings_dict["USER"] = "sahulat_app"


@pytest.fixture
def ids(superuser: None) -> list[UUID]:
    """A sound log of ten entries in two batches."""
    made = [write_entry(NOW, number=index) for index in range(6)]
    sequence(NOW)
    made += [write_entry(NOW, number=index) for index in range(6, 10)]
    sequence(NOW + timedelta(seconds=1))
    assert verify().is_sound
    return made


@pytest.fixture
def tamper(ids: list[UUID]) -> Tamper:
    def run(*statements: str, **params: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in ("audit_row", "audit_chain", "audit_checkpoint"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER refuse_change")
            for statement in statements:
                cursor.execute(statement, params)
                assert cursor.rowcount != 0, "the planted fault changed nothing"

    return run


def kinds(witness: Any = None) -> set[FaultKind]:
    return {fault.kind for fault in verify(witness).faults}


@pytest.mark.parametrize(
    "change",
    [
        "details = '{\"number\": 99}'", "action = 'test.other'", "at = at + interval '1 microsecond'", "kind = 'look'",
        "account_id = gen_random_uuid()", "post_id = gen_random_uuid()", "person_id = gen_random_uuid()",
        "subject_id = gen_random_uuid()", "subject_id = NULL", "channel = 'web'", "assurance = 3", "request_id = ''",
        "purpose = 'x'", "basis = 'law'", "session = 'x'", "mac = '\\x00'",
    ],
)  # fmt: skip
def test_an_altered_row_is_found_whatever_was_altered(tamper: Tamper, ids: list[UUID], change: str) -> None:
    tamper(f"UPDATE audit_row SET {change} WHERE id = %(id)s", id=ids[4])  # noqa: S608 - the cases above
    [fault] = verify().faults
    assert (fault.kind, fault.audit_id, fault.position) == (FaultKind.ROW_ALTERED, ids[4], 4)


def test_a_deleted_row_is_found(tamper: Tamper, ids: list[UUID]) -> None:
    tamper("DELETE FROM audit_row WHERE id = %(id)s", id=ids[9])
    [fault] = verify().faults
    assert (fault.kind, fault.audit_id) == (FaultKind.ROW_DELETED, ids[9])


def test_a_row_deleted_with_its_place_is_found(tamper: Tamper, ids: list[UUID]) -> None:
    tamper(
        "DELETE FROM audit_row WHERE id = %(id)s",
        "DELETE FROM audit_chain WHERE audit_id = %(id)s",
        id=ids[3],
    )
    assert FaultKind.CHAIN_BROKEN in kinds()


def test_a_hole_closed_by_moving_up_is_found(tamper: Tamper, ids: list[UUID]) -> None:
    tamper(
        "DELETE FROM audit_row WHERE id = %(id)s",
        "DELETE FROM audit_chain WHERE audit_id = %(id)s",
        "UPDATE audit_chain SET position = position + 1000 WHERE position > 3",
        "UPDATE audit_chain SET position = position - 1001 WHERE position > 1000",
        id=ids[3],
    )
    assert FaultKind.CHAIN_BROKEN in kinds()


def copy(changes: str) -> str:
    columns = [field.column for field in AuditRow._meta.fields]
    values = ", ".join("gen_random_uuid()" if name == "id" else name for name in columns)
    return f"INSERT INTO audit_row ({', '.join(columns)}) SELECT {values} FROM audit_row WHERE id = %(id)s {changes}"  # noqa: S608


def test_an_inserted_row_is_found(tamper: Tamper, ids: list[UUID]) -> None:
    # gen_random_uuid is version 4 and may lie beyond the partitions: the id is made to lie in the past.
    tamper(
        copy("").replace("gen_random_uuid()", "'01000000-0000-7000-8000-000000000001'"),
        id=ids[0],
    )
    [fault] = verify().faults
    assert (fault.kind, str(fault.audit_id)) == (FaultKind.ROW_INSERTED, "01000000-0000-7000-8000-000000000001")


def test_an_inserted_row_that_was_chained_is_found_by_its_mac(tamper: Tamper, ids: list[UUID]) -> None:
    tamper(
        copy("").replace("gen_random_uuid()", "'01000000-0000-7000-8000-000000000001'"),
        "INSERT INTO audit_to_do VALUES ('01000000-0000-7000-8000-000000000001')",
        id=ids[0],
    )
    assert sequence(NOW) == 1
    [fault] = verify().faults
    assert (fault.kind, fault.position) == (FaultKind.ROW_ALTERED, 10)


def test_a_row_deleted_before_it_was_chained_is_found_when_its_to_do_is_left(tamper: Tamper) -> None:
    id = write_entry(NOW)
    tamper("DELETE FROM audit_row WHERE id = %(id)s", id=id)
    assert sequence(NOW) == 1
    [fault] = verify().faults
    assert (fault.kind, fault.audit_id) == (FaultKind.ROW_DELETED, id)


def test_a_row_kept_out_of_the_chain_is_found(tamper: Tamper) -> None:
    id = write_entry(NOW)
    tamper("DELETE FROM audit_to_do WHERE id = %(id)s", id=id)
    [fault] = verify().faults
    assert (fault.kind, fault.audit_id) == (FaultKind.ROW_INSERTED, id)


def test_places_that_were_swapped_are_found(tamper: Tamper, ids: list[UUID]) -> None:
    tamper(
        "UPDATE audit_chain SET position = -1 WHERE position = 2",
        "UPDATE audit_chain SET position = 2 WHERE position = 5",
        "UPDATE audit_chain SET position = 5 WHERE position = -1",
    )
    assert kinds() == {FaultKind.CHAIN_BROKEN}


def test_rows_that_were_swapped_are_found(tamper: Tamper, ids: list[UUID]) -> None:
    """Two entries trade their contents, MACs included."""
    tamper(
        "UPDATE audit_row a SET details = b.details, mac = b.mac FROM audit_row b "
        "WHERE (a.id, b.id) IN ((%(x)s, %(y)s), (%(y)s, %(x)s))",
        x=ids[1],
        y=ids[2],
    )
    assert [(fault.kind, fault.position) for fault in verify().faults] == [
        (FaultKind.ROW_ALTERED, 1),
        (FaultKind.ROW_ALTERED, 2),
    ]


def test_a_chain_that_points_to_a_later_entry_twice_is_impossible(tamper: Tamper, ids: list[UUID]) -> None:
    with pytest.raises(Exception, match="unique"):
        tamper("UPDATE audit_chain SET audit_id = %(id)s WHERE position = 0", id=ids[1])


@pytest.mark.parametrize(
    "change",
    ["root = sha256(root)", "signature = '\\x3000'", "at = at + interval '1 day'", "key_id = 'audit-77'"],
)
def test_an_altered_checkpoint_is_found(tamper: Tamper, change: str) -> None:
    tamper(f"UPDATE audit_checkpoint SET {change} WHERE size = 6")  # noqa: S608 - the cases above
    assert FaultKind.CHECKPOINT_ALTERED in kinds()


def test_a_checkpoint_with_another_frontier_is_found(tamper: Tamper) -> None:
    tamper("UPDATE audit_checkpoint SET frontier = sha256('x') || sha256('y') WHERE size = 6")
    assert kinds() == {FaultKind.CHAIN_BROKEN}


def test_a_missing_last_checkpoint_is_found(tamper: Tamper) -> None:
    tamper("DELETE FROM audit_checkpoint WHERE size = 10")
    assert kinds() == {FaultKind.CHECKPOINT_MISSING}


def test_a_checkpoint_moved_to_another_size_is_found(tamper: Tamper) -> None:
    tamper("UPDATE audit_checkpoint SET size = 5 WHERE size = 6")
    assert {FaultKind.CHECKPOINT_ALTERED, FaultKind.CHAIN_BROKEN} <= kinds()


def test_a_checkpoint_beyond_the_end_is_found(tamper: Tamper) -> None:
    tamper("UPDATE audit_checkpoint SET size = 11 WHERE size = 10")
    assert FaultKind.CHAIN_BROKEN in kinds()


def test_a_whole_tail_cut_off_is_found_with_a_witness_alone(tamper: Tamper, ids: list[UUID]) -> None:
    witness = latest_checkpoint()
    tamper(
        "DELETE FROM audit_checkpoint WHERE size = 10",
        "DELETE FROM audit_chain WHERE position >= 6",
        "DELETE FROM audit_row WHERE id > %(id)s",
        id=ids[5],
    )
    assert kinds() == set()
    assert kinds(witness) == {FaultKind.CHAIN_BROKEN}


def test_a_witness_of_a_sound_log_finds_nothing(ids: list[UUID]) -> None:
    assert kinds(latest_checkpoint()) == set()


def test_a_proof_from_a_changed_chain_does_not_hold(tamper: Tamper, ids: list[UUID]) -> None:
    tamper("UPDATE audit_chain SET leaf = sha256(leaf) WHERE position = 7")
    proof = inclusion_proof(ids[1])
    assert proof is not None
    assert not proof_holds(proof)
    assert FaultKind.ROW_ALTERED in kinds()
