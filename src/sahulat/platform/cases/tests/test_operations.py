"""What can be done to a case, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from sahulat.foundation.access.public import Forbidden
from sahulat.foundation.audit.public import acts_on
from sahulat.kernel.refusals import FieldsRefused
from sahulat.platform.accounts.operations import StepUpNeeded, step_up
from sahulat.platform.accounts.testing import actor_of
from sahulat.platform.cases import operations
from sahulat.platform.cases.models import Answers, Case, CaseEntry, Decision, Holding, Note, Pile
from sahulat.platform.cases.models import Query as Asked
from sahulat.platform.cases.queries.definitions import sealed_answers
from sahulat.platform.cases.testing import PASSWORD, an_applicant, an_upload, approve_by
from sahulat.platform.cases.tests.made import (
    LAHORE,
    NOW,
    SYSTEM,
    Made,
    a_case,
    a_draft,
    a_key,
    forwarded,
    make,
    task_of,
    worked_off,
)
from sahulat.platform.cases.types import (
    CaseClosed,
    CaseUnknown,
    DocumentChanged,
    EntryKind,
    NothingAsked,
    OutcomeNotOffered,
    State,
    TaskTaken,
    TooLateToWithdraw,
)
from sahulat.platform.documents.public import issued_for
from sahulat.platform.forms.public import draft, save_page
from sahulat.platform.processes.public import ProcessInstance, standing_still
from sahulat.platform.processes.types import NoPostForRole

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def made() -> Made:
    """A service, two offices, a citizen."""
    return make()


def kinds(case: Case) -> list[str]:
    """The history, in order."""
    return list(CaseEntry.objects.filter(case=case).order_by("id").values_list("kind", flat=True))


class TestSubmitting:
    def test_a_draft_becomes_a_case_in_the_clerks_hands(self, made: Made) -> None:
        case = a_case(made)
        assert case.standing is State.WITH_OFFICE
        assert task_of(case).post_id == made.clerk.post_id
        assert case.promised_on == date(2026, 12, 3)
        assert kinds(case) == [EntryKind.RECEIVED]

    def test_submitting_twice_gives_the_same_receipt(self, made: Made) -> None:
        draft_id = a_draft(made)
        first = operations.submit_application(actor=made.citizen, now=NOW, draft_id=draft_id)
        second = operations.submit_application(actor=made.citizen, now=NOW + HOUR, draft_id=draft_id)
        assert first == second
        assert Case.objects.count() == 1

    def test_where_no_office_is_in_charge_the_draft_stays_open(self, made: Made) -> None:
        draft_id = a_draft(made, district="pk-punjab-attock", tehsil="pk-punjab-attock-attock")
        with pytest.raises(NoPostForRole), transaction.atomic():
            operations.submit_application(actor=made.citizen, now=NOW, draft_id=draft_id)
        assert not Case.objects.exists()
        assert draft(actor=made.citizen, draft_id=draft_id).is_open

    def test_another_persons_draft_cannot_be_submitted(self, made: Made) -> None:
        stranger = actor_of(an_applicant(NOW, mobile="0300 0000555"))
        draft_id = a_draft(made)
        with pytest.raises(Forbidden), transaction.atomic():
            operations.submit_application(actor=stranger, now=NOW, draft_id=draft_id)


class TestSendingBack:
    def test_the_clock_stands_until_the_applicant_has_mended(self, made: Made) -> None:
        case = a_case(made)
        send_back(made, case)
        case.refresh_from_db()
        assert case.standing is State.WITH_APPLICANT
        assert case.stopped_at == NOW + HOUR
        mended = mend(made, case, days=2)
        assert mended.standing is State.WITH_OFFICE
        assert mended.promised_on == date(2026, 12, 7)
        assert task_of(case).due_on == mended.promised_on
        assert kinds(case) == [EntryKind.RECEIVED, EntryKind.SENT_BACK, EntryKind.MENDED]

    def test_only_what_was_asked_can_change(self, made: Made) -> None:
        case = a_case(made)
        send_back(made, case)
        before = sealed_answers(case)
        mend(made, case, days=0)
        case.refresh_from_db()
        after = sealed_answers(case)
        assert {name for name in after if after[name] != before.get(name)} == {"proof_of_address"}
        assert Answers.objects.filter(case=case).count() == 2

    def test_mending_twice_changes_nothing_twice(self, made: Made) -> None:
        case = a_case(made)
        send_back(made, case)
        mend(made, case, days=0)
        draft_id = Asked.objects.get(case=case).draft_id
        assert draft_id is not None
        operations.mend(actor=made.citizen, now=NOW + 5 * HOUR, draft_id=draft_id)
        assert Answers.objects.filter(case=case).count() == 2

    @pytest.mark.parametrize(("fields", "reason"), [([], "Blurred."), (["nothing"], "Blurred."), (["cnic"], " ")])
    def test_a_query_names_fields_and_gives_a_reason(self, made: Made, fields: list[str], reason: str) -> None:
        case = a_case(made)
        with pytest.raises(FieldsRefused), transaction.atomic():
            operations.send_back(
                actor=made.clerk, now=NOW, task_id=task_of(case).id, fields=fields, reason=reason, key=a_key()
            )
        case.refresh_from_db()
        assert case.standing is State.WITH_OFFICE

    def test_there_is_nothing_to_mend_when_nothing_was_asked(self, made: Made) -> None:
        case = a_case(made)
        with pytest.raises(NothingAsked), transaction.atomic():
            operations.start_mending(actor=made.citizen, now=NOW, case_id=case.id)


class TestDeciding:
    def test_of_two_officers_at_once_the_second_is_told(self, made: Made) -> None:
        case = a_case(made)
        task = task_of(case)
        operations.forward(actor=made.clerk, now=NOW + HOUR, task_id=task.id, key=a_key())
        with pytest.raises(TaskTaken), transaction.atomic():
            operations.send_back(
                actor=made.clerk, now=NOW + HOUR, task_id=task.id, fields=["cnic"], reason="Wrong.", key=a_key()
            )
        assert kinds(case) == [EntryKind.RECEIVED, EntryKind.FORWARDED]

    def test_the_same_press_twice_is_done_once(self, made: Made) -> None:
        case = a_case(made)
        task, key = task_of(case), a_key()
        for _ in range(2):
            operations.forward(actor=made.clerk, now=NOW + HOUR, task_id=task.id, note="All there.", key=key)
        assert kinds(case) == [EntryKind.RECEIVED, EntryKind.FORWARDED]
        assert Note.objects.filter(case=case).count() == 1

    def test_another_districts_officer_is_refused_and_it_is_on_record(self, made: Made) -> None:
        case = a_case(made)
        stranger = made.offices[LAHORE].clerk
        with pytest.raises(Forbidden), transaction.atomic():
            operations.forward(actor=stranger, now=NOW + HOUR, task_id=task_of(case).id, key=a_key())
        assert task_of(case).post_id == made.clerk.post_id

    def test_an_officer_decides_nothing_of_his_own(self, made: Made) -> None:
        case = a_case(made, citizen=made.clerk)
        with pytest.raises(Forbidden), transaction.atomic():
            operations.forward(actor=made.clerk, now=NOW + HOUR, task_id=task_of(case).id, key=a_key())

    def test_a_clerk_cannot_approve(self, made: Made) -> None:
        case = a_case(made)
        with pytest.raises(OutcomeNotOffered), transaction.atomic():
            operations.prepare_decision(actor=made.clerk, now=NOW + HOUR, task_id=task_of(case).id)

    def test_approval_needs_a_fresh_sign_in_over_exactly_what_was_shown(self, made: Made) -> None:
        case = a_case(made)
        task = forwarded(made, case)
        shown = operations.prepare_decision(actor=made.commissioner, now=NOW + 2 * HOUR, task_id=task.id)
        common = {"actor": made.commissioner, "now": NOW + 2 * HOUR, "task_id": task.id, "key": a_key()}
        with pytest.raises(StepUpNeeded), transaction.atomic():
            operations.approve(sha256=shown.frozen_sha256, **common)
        with pytest.raises(DocumentChanged), transaction.atomic():
            operations.approve(sha256="0" * 64, **common)
        step_up(
            actor=made.commissioner,
            now=NOW + 2 * HOUR,
            challenge=bytes.fromhex(shown.frozen_sha256),
            secret=PASSWORD,
        )
        approved = operations.approve(sha256=shown.frozen_sha256, **common)
        assert approved.standing is State.ISSUING

    def test_what_was_approved_is_issued_once_and_the_case_ends(self, made: Made) -> None:
        case = a_case(made)
        approve_by(made.commissioner, forwarded(made, case).id, NOW + 26 * HOUR)
        worked_off(NOW + 26 * HOUR)
        case.refresh_from_db()
        assert case.standing is State.GRANTED
        assert len(issued_for(case_ref=case.id)) == 1
        assert case.days_taken == 1
        assert case.disposal_on is not None
        assert not Holding.objects.filter(case=case).exclude(pile=Pile.PAST).exists()
        assert kinds(case)[-2:] == [EntryKind.APPROVED, EntryKind.ISSUED]

    def test_a_refusal_gives_reason_and_words(self, made: Made) -> None:
        case = a_case(made)
        task = forwarded(made, case)
        common = {"actor": made.commissioner, "now": NOW + 2 * HOUR, "task_id": task.id, "key": a_key()}
        with pytest.raises(FieldsRefused), transaction.atomic():
            operations.refuse(reason="because", words="No.", **common)
        refused = operations.refuse(reason="not-resident", words="You came in August.", **common)
        assert refused.standing is State.REFUSED
        assert Decision.objects.get(case=case).words == "You came in August."
        assert kinds(case)[-1] == EntryKind.REFUSED


class TestStandingStill:
    def test_a_case_goes_on_when_its_rules_have_an_answer(self, made: Made) -> None:
        case = a_case(made)
        ProcessInstance.objects.filter(case_ref=case.id).update(incident="gate: no condition holds")
        for _ in range(2):
            assert operations.resume_case(actor=SYSTEM, now=NOW + HOUR, case_id=case.id)
        assert standing_still() == ()
        assert [act.action for act in acts_on("case", case.id)].count("cases.resume") == 1
        with pytest.raises(Forbidden), transaction.atomic():
            operations.resume_case(actor=made.clerk, now=NOW + HOUR, case_id=case.id)


class TestWithdrawing:
    def test_the_applicant_takes_an_application_back(self, made: Made) -> None:
        case = a_case(made)
        task = task_of(case)
        for _ in range(2):
            operations.withdraw(actor=made.citizen, now=NOW + HOUR, case_id=case.id)
        case.refresh_from_db()
        assert case.standing is State.WITHDRAWN
        assert kinds(case) == [EntryKind.RECEIVED, EntryKind.WITHDRAWN]
        with pytest.raises(TaskTaken), transaction.atomic():
            operations.forward(actor=made.clerk, now=NOW + 2 * HOUR, task_id=task.id, key=a_key())

    def test_what_is_decided_can_no_longer_be_taken_back(self, made: Made) -> None:
        case = a_case(made)
        approve_by(made.commissioner, forwarded(made, case).id, NOW + 2 * HOUR)
        with pytest.raises(TooLateToWithdraw), transaction.atomic():
            operations.withdraw(actor=made.citizen, now=NOW + 3 * HOUR, case_id=case.id)
        worked_off(NOW + 3 * HOUR)
        with pytest.raises(CaseClosed), transaction.atomic():
            operations.withdraw(actor=made.citizen, now=NOW + 4 * HOUR, case_id=case.id)

    def test_an_unknown_case_is_unknown(self, made: Made) -> None:
        with pytest.raises(CaseUnknown), transaction.atomic():
            operations.look_at_case(actor=made.citizen, now=NOW, reference="PB-0000-0000-0")


def test_history_answers_notes_and_decisions_never_change(made: Made) -> None:
    case = a_case(made)
    operations.add_note(actor=made.clerk, now=NOW + HOUR, task_id=task_of(case).id, text="Seen.", key=a_key())
    approve_by(made.commissioner, forwarded(made, case).id, NOW + 2 * HOUR)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(case=case).update(granted=False)
    for rows in (CaseEntry.objects, Answers.objects, Note.objects, Decision.objects):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.filter(case=case).delete()


def test_each_act_is_on_record_once(made: Made) -> None:
    case = a_case(made)
    forwarded(made, case)
    acts = [act.action for act in acts_on("case", case.id)]
    assert sorted(acts) == ["cases.forward", "cases.submit"]


def send_back(made: Made, case: Case) -> None:
    """The clerk asks for a better photo."""
    operations.send_back(
        actor=made.clerk,
        now=NOW + HOUR,
        task_id=task_of(case).id,
        fields=["proof_of_address"],
        reason="The photo is blurred.",
        key=a_key(),
    )


def mend(made: Made, case: Case, *, days: int) -> Case:
    """The applicant sends a better one, some days later."""
    now = NOW + timedelta(days=days, hours=2)
    draft_id = operations.start_mending(actor=made.citizen, now=now, case_id=case.id)
    saved = save_page(
        actor=made.citizen,
        now=now,
        draft_id=draft_id,
        page="proof",
        raw={},
        uploads={"proof_of_address": an_upload("better.png")},
    )
    assert not saved.errors
    return operations.mend(actor=made.citizen, now=now, draft_id=draft_id)
