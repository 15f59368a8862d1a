"""Approving: the officer sees the frozen document, signs in afresh over its hash, and it is issued."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.kernel.ids import new_id
from sahulat.platform.accounts.public import verify_step_up
from sahulat.platform.cases.events import CaseApproved
from sahulat.platform.cases.models import Answers, Case, Decision, Holding
from sahulat.platform.cases.operations.moving import (
    _finish_task,
    _lock_task,
    _note_act,
    _read_key,
    _was_done_already,
    _write_entry,
)
from sahulat.platform.cases.permissions import ACT_ON_TASK
from sahulat.platform.cases.queries.contents import contents_of, issuer_of
from sahulat.platform.cases.queries.days import local_day
from sahulat.platform.cases.queries.definitions import definition_of
from sahulat.platform.cases.types import DocumentChanged, EntryKind, Outcome, OutcomeNotOffered, TaskTaken
from sahulat.platform.documents.public import freeze


@operation(ACT_ON_TASK)
def prepare_decision(*, actor: Actor, now: datetime, task_id: UUID) -> Holding:
    """Freeze what would be issued, for the officer to see; its hash is what the fresh sign-in stands over.

    A service that issues nothing is approved over the hash of the sealed answers. Safe to repeat: as long as
    nothing changed, the same document. Raises CaseUnknown, TaskTaken, OutcomeNotOffered, RenderingFailed.
    """
    holding = _lock_task(task_id)
    authorise(actor, ACT_ON_TASK, holding)
    if holding.closed_at is not None:
        raise TaskTaken
    if Outcome.APPROVE not in holding.outcomes:
        raise OutcomeNotOffered
    holding.frozen_id, holding.frozen_sha256 = _frozen(holding.case, actor=actor, now=now)
    holding.save(update_fields=["frozen_id", "frozen_sha256"])
    _note_act(holding.case, "cases.prepare-decision", actor=actor, now=now, details={"sha256": holding.frozen_sha256})
    return holding


@operation(ACT_ON_TASK)
def approve(*, actor: Actor, now: datetime, task_id: UUID, sha256: str, key: str) -> Case:
    """Approve what was shown, by its hash and a fresh sign-in over it; a job then signs and issues it.

    Safe to repeat with the same key. Raises CaseUnknown, PressUnclear, TaskTaken, OutcomeNotOffered, DocumentChanged,
    and accounts' StepUpNeeded without a fresh sign-in over exactly this hash.
    """
    holding = _lock_task(task_id)
    authorise(actor, ACT_ON_TASK, holding)
    key = _read_key(key)
    case = holding.case
    if _was_done_already(holding, outcome=Outcome.APPROVE, actor=actor, key=key):
        return case
    if not sha256 or holding.frozen_sha256 != sha256:
        raise DocumentChanged
    verify_step_up(actor=actor, challenge=bytes.fromhex(sha256), now=now)
    assert actor.post_id is not None
    assert actor.person_id is not None
    Decision.objects.create(
        id=new_id(now),
        case=case,
        task_id=holding.id,
        granted=True,
        frozen_id=holding.frozen_id,
        sha256=sha256,
        at=now,
        post_id=actor.post_id,
        person_id=actor.person_id,
    )
    _write_entry(case, EntryKind.APPROVED, actor=actor, now=now, holding=holding)
    approved = CaseApproved(case_id=case.id, reference=case.reference, sha256=sha256)
    _note_act(case, "cases.approve", actor=actor, now=now, details={"sha256": sha256}, event=approved)
    return _finish_task(holding, Outcome.APPROVE, actor=actor, now=now, key=key)


def _frozen(case: Case, *, actor: Actor, now: datetime) -> tuple[UUID | None, str]:
    outputs = definition_of(case).outputs
    if not outputs:
        return None, Answers.objects.get(case=case, number=case.answers_number).sha256
    assert case.key_id is not None
    assert actor.post_id is not None
    frozen = freeze(
        actor=actor,
        now=now,
        case_ref=case.id,
        version_id=case.version_id,
        kind=outputs[0].kind,
        contents=contents_of(case),
        issuer=issuer_of(actor.post_id, now),
        holder_person_id=case.applicant_id,
        data_key_id=case.key_id,
        valid_from=local_day(now),
    )
    return frozen.id, frozen.sha256
