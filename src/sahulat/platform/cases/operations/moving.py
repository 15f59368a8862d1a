"""Steps that several operations share: locking, finishing a task, following the process, telling.

None is an operation by itself: each runs inside one, in its transaction, after it authorised. Locks are taken in
this order: the case, then its holdings, then the process. Since the process calls back (`hosting`) and changes
rows of the case, whoever went on by `_finish_task` works with the case that it returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.foundation.events.types import Event
from sahulat.foundation.languages.public import day_text
from sahulat.kernel.ids import new_id
from sahulat.kernel.text import Text
from sahulat.platform.cases.events import CaseGranted, CaseRefused
from sahulat.platform.cases.models import Case, CaseEntry, Decision, Holding, Pile
from sahulat.platform.cases.queries.days import days_between, local_day
from sahulat.platform.cases.queries.definitions import definition_of, refusal_reasons, service_name
from sahulat.platform.cases.queries.holders import in_hand
from sahulat.platform.cases.rules.counting import kept_until
from sahulat.platform.cases.types import (
    CaseUnknown,
    EntryKind,
    Outcome,
    OutcomeNotOffered,
    PressUnclear,
    State,
    TaskTaken,
)
from sahulat.platform.documents.public import issued_for
from sahulat.platform.notices.public import tell
from sahulat.platform.processes.public import complete_task


def _lock_case(case_id: UUID) -> Case:
    case = Case.objects.select_for_update(of=("self",)).filter(id=case_id).first()
    if case is None:
        raise CaseUnknown
    return case


def _lock_task(task_id: UUID) -> Holding:
    """The holding with its case, both locked, the case first. Raises CaseUnknown."""
    case_id = Holding.objects.filter(id=task_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise CaseUnknown
    case = _lock_case(case_id)
    holding = Holding.objects.select_for_update(of=("self",)).get(id=task_id)
    holding.case = case
    return holding


def _read_key(key: str) -> str:
    """The key of one press of a button, in the one way in which it is stored. Raises PressUnclear."""
    try:
        return str(UUID(key))
    except ValueError:
        raise PressUnclear from None


def _was_done_already(holding: Holding, *, outcome: Outcome, actor: Actor, key: str) -> bool:
    """Whether this very press of the button was done before. Raises TaskTaken, OutcomeNotOffered."""
    if holding.closed_at is None:
        if outcome not in holding.outcomes:
            raise OutcomeNotOffered
        return False
    same = holding.closed_by_id == actor.person_id and holding.outcome == outcome and holding.closed_key == key
    if not same:
        raise TaskTaken
    return True


def _finish_task(holding: Holding, outcome: Outcome, *, actor: Actor, now: datetime, key: str) -> Case:
    """Close the holding, carry the process on, settle state and clock; the case as it then is."""
    _lay_aside(holding, now=now)
    holding.closed_by_id = actor.person_id
    holding.closed_key = key
    holding.outcome = outcome.value
    holding.save()
    complete_task(actor=actor, now=now, task_id=holding.id, outcome=outcome.value)
    return _settle(holding.case_id, actor=actor, now=now)


def _lay_aside(holding: Holding, *, now: datetime) -> None:
    """Out of the post's hands; at most one row of a case waits for one post."""
    holding.pile = Pile.PAST if holding.post_id is None else Pile.WAITING
    if holding.pile == Pile.WAITING:
        Holding.objects.filter(case_id=holding.case_id, post_id=holding.post_id, pile=Pile.WAITING).update(
            pile=Pile.PAST
        )
    holding.closed_at = now


def _settle(case_id: UUID, *, actor: Actor, now: datetime) -> Case:
    """State and clock by who holds the case now; an ended case is concluded."""
    case = Case.objects.get(id=case_id)
    if case.standing in (State.WITH_OFFICE, State.WITH_APPLICANT):
        asked = Holding.objects.filter(case=case, pile=Pile.OPEN, post__isnull=True).exists()
        case.state = (State.WITH_APPLICANT if asked else State.WITH_OFFICE).value
        case.stopped_at = (case.stopped_at or now) if asked else None
        case.save(update_fields=["state", "stopped_at"])
    elif case.standing in (State.GRANTED, State.REFUSED) and case.disposal_on is None:
        _conclude(case, actor=actor, now=now)
    return case


def _conclude(case: Case, *, actor: Actor, now: datetime) -> None:
    """The process has ended: measure the time, tell the rooms above and the applicant."""
    entries = list(CaseEntry.objects.filter(case=case).order_by("id"))
    stopped = sum(entry.days_stopped or 0 for entry in entries)
    assert case.decided_at is not None
    case.days_taken = max(days_between(case.submitted_at, case.decided_at) - stopped, 0)
    case.disposal_on = kept_until(local_day(now), definition_of(case).retention.years)
    case.save(update_fields=["days_taken", "disposal_on"])
    if case.standing is State.REFUSED:
        _conclude_refused(case, actor=actor, now=now)
        return
    documents = issued_for(case_ref=case.id)
    _write_entry(case, EntryKind.ISSUED, actor=actor, now=now)
    granted = CaseGranted(case_id=case.id, reference=case.reference, document_id=documents[0].id if documents else None)
    _note_act(case, "cases.grant", actor=actor, now=now, event=granted)
    _tell_applicant(case, "cases.granted", actor=actor, now=now)


def _conclude_refused(case: Case, *, actor: Actor, now: datetime) -> None:
    decision = Decision.objects.filter(case=case, granted=False).order_by("-id").first()
    reason = decision.reason if decision else ""
    _write_entry(case, EntryKind.REFUSED, actor=actor, now=now, words=decision.words if decision else "")
    refused = CaseRefused(case_id=case.id, reference=case.reference, reason=reason)
    _note_act(case, "cases.end-refused", actor=actor, now=now, details={"reason": reason}, event=refused)
    why = refusal_reasons(case).get(reason)
    _tell_applicant(case, "cases.refused", actor=actor, now=now, reason=why or service_name(case))


def _end(case: Case, state: State, *, now: datetime) -> None:
    """The case is over: nothing waits for anybody any more."""
    case.state = state.value
    case.stopped_at = None
    case.decided_at = case.decided_at or now
    case.save(update_fields=["state", "stopped_at", "decided_at"])
    Holding.objects.filter(case=case, pile=Pile.OPEN).update(closed_at=now, pile=Pile.PAST)
    Holding.objects.filter(case=case, pile=Pile.WAITING).update(pile=Pile.PAST)


def _write_entry(
    case: Case,
    kind: EntryKind,
    *,
    actor: Actor,
    now: datetime,
    holding: Holding | None = None,
    words: str = "",
    days_stopped: int | None = None,
) -> CaseEntry:
    return CaseEntry.objects.create(
        id=new_id(now),
        case=case,
        kind=kind.value,
        at=now,
        node=holding.node if holding else "",
        step=holding.step if holding else service_name(case),
        post_id=actor.post_id if holding and holding.post_id else None,
        person_id=actor.person_id,
        words=words,
        days_stopped=days_stopped,
    )


def _note_act(
    case: Case,
    action: str,
    *,
    actor: Actor,
    now: datetime,
    details: Mapping[str, object] | None = None,
    event: Event | None = None,
) -> None:
    """Audit row, event and what waits for its handlers."""
    record(
        actor=actor,
        now=now,
        action=action,
        subject_type="case",
        subject_id=case.id,
        person_id=case.applicant_id,
        details=details,
        event=event,
    )


def _tell_applicant(case: Case, notice: str, *, actor: Actor, now: datetime, **more: Text | str) -> None:
    """A message in the applicant's language: reference, with whom, since when, until when."""
    holders = in_hand(case, now)
    office = next((each.title for each in holders if each.title is not None), definition_of(case).agency)
    told = CaseEntry.objects.filter(case=case).count()
    tell(
        actor=actor,
        now=now,
        person_id=case.applicant_id,
        notice=notice,
        params={
            "reference": case.reference,
            "service": service_name(case),
            "with_whom": office,
            "since": _day(local_day(now)),
            "until": _day(case.promised_on),
            **more,
        },
        reference=f"{case.reference}/{told}",
    )


def _day(day: date) -> Text:
    return Text({lang: day_text(day, lang, weekday=True) for lang in settings.SAHULAT_LANGUAGES})


def _stopped_days(case: Case, now: datetime) -> int:
    """Working days for which the clock has stood since it was stopped."""
    return days_between(case.stopped_at, now) if case.stopped_at else 0
