"""What the applicant does with a case of her own: mend what was asked, take the application back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.kernel.ids import new_id
from sahulat.platform.cases.events import ApplicationMended, CaseWithdrawn
from sahulat.platform.cases.models import Answers, Case, Holding, Pile, Query
from sahulat.platform.cases.operations.moving import (
    _end,
    _finish_task,
    _lock_case,
    _note_act,
    _stopped_days,
    _tell_applicant,
    _write_entry,
)
from sahulat.platform.cases.permissions import CHANGE_OWN_CASE
from sahulat.platform.cases.queries.days import later
from sahulat.platform.cases.queries.definitions import sealed_answers
from sahulat.platform.cases.types import (
    CaseClosed,
    CaseUnknown,
    EntryKind,
    NothingAsked,
    Outcome,
    State,
    TooLateToWithdraw,
)
from sahulat.platform.forms import public as forms
from sahulat.platform.forms.types import Sealed
from sahulat.platform.processes.public import end


@operation(CHANGE_OWN_CASE)
def start_mending(*, actor: Actor, now: datetime, case_id: UUID) -> UUID:
    """The id of the draft in which only what was asked can be changed. Safe to repeat: the same draft.

    Raises CaseUnknown, CaseClosed, NothingAsked.
    """
    case = _lock_case(case_id)
    authorise(actor, CHANGE_OWN_CASE, case)
    query = _open_query(case)
    draft = forms.start_mending(
        actor=actor,
        now=now,
        mends=query.id,
        version_id=case.version_id,
        answers=sealed_answers(case),
        only=query.fields,
        data_key_id=_key(case),
    )
    if query.draft_id != draft.id:
        query.draft_id = draft.id
        query.save(update_fields=["draft_id"])
    return draft.id


@operation(CHANGE_OWN_CASE)
def mend(*, actor: Actor, now: datetime, draft_id: UUID) -> Case:
    """Seal the mended answers, give the case back to the office, start the clock again.

    The promised day moves by the working days for which the clock stood. Safe to repeat: the same draft changes
    nothing twice. Raises CaseUnknown, CaseClosed, NothingAsked, and what sealing raises. That the
    draft changes only what was asked, and what turned wrong by it, the forms room sees to.
    """
    asked = Query.objects.filter(draft_id=draft_id).first()
    if asked is None:
        raise CaseUnknown
    case = _lock_case(asked.case_id)
    authorise(actor, CHANGE_OWN_CASE, case)
    query = Query.objects.get(id=asked.id)
    if query.answered_at is not None:
        return case
    _open_query(case)
    sealed = forms.seal_draft(actor=actor, now=now, draft_id=draft_id)
    return _take_back(case, query, sealed, actor=actor, now=now)


@operation(CHANGE_OWN_CASE)
def withdraw(*, actor: Actor, now: datetime, case_id: UUID) -> Case:
    """Take the application back: its process ends and nobody works on it any more. Safe to repeat.

    Raises CaseUnknown, CaseClosed, TooLateToWithdraw (approved, being signed).
    """
    case = _lock_case(case_id)
    authorise(actor, CHANGE_OWN_CASE, case)
    if case.standing is State.WITHDRAWN:
        return case
    if case.standing is State.ISSUING:
        raise TooLateToWithdraw
    if not case.is_open:
        raise CaseClosed
    _end(case, State.WITHDRAWN, now=now)
    end(actor=actor, now=now, case_ref=case.id)
    Query.objects.filter(case=case, answered_at__isnull=True).update(answered_at=now)
    _write_entry(case, EntryKind.WITHDRAWN, actor=actor, now=now)
    withdrawn = CaseWithdrawn(case_id=case.id, reference=case.reference)
    _note_act(case, "cases.withdraw", actor=actor, now=now, event=withdrawn)
    _tell_applicant(case, "cases.withdrawn", actor=actor, now=now)
    return case


def _take_back(case: Case, query: Query, sealed: Sealed, *, actor: Actor, now: datetime) -> Case:
    stood = _stopped_days(case, now)
    case.answers_number += 1
    case.promised_on = later(case.promised_on, stood)
    case.save(update_fields=["answers_number", "promised_on"])
    Answers.objects.create(
        id=new_id(now),
        case=case,
        number=case.answers_number,
        canonical=sealed.canonical.decode(),
        sha256=sealed.sha256,
        sealed_at=now,
    )
    query.answered_at = now
    query.answers_number = case.answers_number
    query.save(update_fields=["answered_at", "answers_number"])
    Holding.objects.filter(case=case).exclude(pile=Pile.PAST).update(due_on=case.promised_on)
    holding = Holding.objects.get(case=case, pile=Pile.OPEN, post__isnull=True)
    holding.case = case
    _write_entry(case, EntryKind.MENDED, actor=actor, now=now, holding=holding, days_stopped=stood)
    case = _finish_task(holding, Outcome.COMPLETE, actor=actor, now=now, key=str(query.id))
    mended = ApplicationMended(case_id=case.id, reference=case.reference, promised_on=case.promised_on.isoformat())
    details = {"answers": sealed.sha256}
    _note_act(case, "cases.mend", actor=actor, now=now, details=details, event=mended)
    _tell_applicant(case, "cases.mended", actor=actor, now=now)
    return case


def _open_query(case: Case) -> Query:
    if not case.is_open:
        raise CaseClosed
    query = Query.objects.filter(case=case, answered_at__isnull=True).first()
    if query is None:
        raise NothingAsked
    return query


def _key(case: Case) -> UUID:
    assert case.key_id is not None  # every submitted draft brought one
    return case.key_id
