"""The sequencer: every entry gets its place once, late commits too, and checkpoints are signed."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from sahulat.foundation.audit.models import AuditRow, ChainLink, CheckpointRow, ToDo
from sahulat.foundation.audit.public import inclusion_proof, latest_checkpoint, proof_holds, sequence, verify, waiting
from sahulat.foundation.audit.testing import write_entry
from sahulat.kernel.ids import new_id

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def chained() -> list[UUID]:
    return list(ChainLink.objects.order_by("position").values_list("audit_id", flat=True))


@pytest.mark.django_db
class TestOneSequencer:
    def test_entries_get_their_places_in_order(self) -> None:
        ids = [write_entry(NOW) for _ in range(5)]
        assert sequence(NOW) == 5
        assert chained() == ids
        assert list(ChainLink.objects.order_by("position").values_list("position", flat=True)) == [0, 1, 2, 3, 4]
        assert waiting() == 0

    def test_nothing_to_do_makes_no_checkpoint(self) -> None:
        assert sequence(NOW) == 0
        assert latest_checkpoint() is None

    def test_a_batch_has_one_checkpoint_and_the_log_goes_on(self) -> None:
        for _ in range(7):
            write_entry(NOW)
        assert [sequence(NOW, batch=3) for _ in range(4)] == [3, 3, 1, 0]
        assert list(CheckpointRow.objects.order_by("size").values_list("size", flat=True)) == [3, 6, 7]
        assert verify().is_sound

    def test_entries_of_several_months_are_chained_together(self) -> None:
        for days in (-400, 0, 40):
            write_entry(NOW + timedelta(days=days))
        assert sequence(NOW) == 3
        assert verify().is_sound

    def test_an_entry_of_long_ago_that_commits_late_comes_last(self) -> None:
        later = write_entry(NOW)
        sequence(NOW)
        earlier = write_entry(NOW - timedelta(hours=1))
        sequence(NOW)
        assert chained() == [later, earlier]
        assert verify().is_sound

    def test_each_entry_has_a_proof(self) -> None:
        ids = [write_entry(NOW) for _ in range(6)]
        sequence(NOW, batch=4)
        sequence(NOW)
        for id in ids:
            proof = inclusion_proof(id)
            assert proof is not None
            assert proof_holds(proof)

    def test_what_is_not_chained_has_no_proof(self) -> None:
        assert inclusion_proof(write_entry(NOW)) is None
        assert inclusion_proof(new_id(NOW)) is None

    def test_a_verdict_says_what_still_waits(self) -> None:
        write_entry(NOW)
        sequence(NOW)
        write_entry(NOW)
        verdict = verify()
        assert (verdict.entries, verdict.checkpoints, verdict.waiting, verdict.is_sound) == (1, 1, 1, True)


def test_a_late_commit_is_not_missed(committed: Any) -> None:
    """The earlier id commits after a later one was chained: what "id > last seen" would lose."""
    early_written, may_commit = threading.Event(), threading.Event()
    ids: dict[str, UUID] = {}

    def slow_writer() -> None:
        with transaction.atomic():
            ids["early"] = write_entry(NOW)
            early_written.set()
            assert may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    assert early_written.wait(10)
    ids["late"] = write_entry(NOW + timedelta(seconds=1))
    assert sequence(NOW) == 1
    assert chained() == [ids["late"]]
    may_commit.set()
    thread.join()
    assert sequence(NOW) == 1
    assert chained() == [ids["late"], ids["early"]]
    assert verify().is_sound


def test_a_sequencer_that_dies_before_its_commit_loses_and_doubles_nothing(committed: Any) -> None:
    ids = [write_entry(NOW) for _ in range(4)]
    with transaction.atomic():
        assert sequence(NOW) == 4
        transaction.set_rollback(True)
    assert (chained(), waiting()) == ([], 4)
    assert sequence(NOW) == 4
    assert chained() == ids
    assert verify().is_sound


def test_a_rolled_back_act_leaves_no_trace_in_the_log(committed: Any) -> None:
    with transaction.atomic():
        write_entry(NOW)
        transaction.set_rollback(True)
    assert sequence(NOW) == 0
    assert verify().entries == 0


def test_two_sequencers_at_once_chain_each_entry_once(committed: Any) -> None:
    ids = {write_entry(NOW) for _ in range(300)}
    errors: list[BaseException] = []

    def work() -> None:
        try:
            while waiting():
                sequence(NOW, batch=20)
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
    assert len(chained()) == 300
    assert set(chained()) == ids
    assert verify().is_sound


def test_writers_and_a_sequencer_at_once_miss_nothing(committed: Any) -> None:
    stop = threading.Event()

    def write_some(number: int) -> None:
        for index in range(30):
            with transaction.atomic():
                write_entry(NOW + timedelta(milliseconds=index), number=number)
        connection.close()

    def chain() -> None:
        while not stop.is_set():
            sequence(NOW, batch=7)
        connection.close()

    writers = [threading.Thread(target=write_some, args=(number,)) for number in range(4)]
    sequencer = threading.Thread(target=chain)
    for thread in (*writers, sequencer):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    sequencer.join()
    while sequence(NOW):
        pass
    assert len(chained()) == AuditRow.objects.count() == 120
    assert ToDo.objects.count() == 0
    assert verify().is_sound
