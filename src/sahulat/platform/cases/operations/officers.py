"""What an officer does with a task, short of approving: note, send back, forward, refuse.

Each takes `key`, which the page makes once and sends with the form: the same key again is the same press of
the button, and gets the same answer; another officer, or another window, gets TaskTaken. A key that is no UUID
gets PressUnclear, so that nothing is ever taken for what was done before by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_, FieldError, FieldsRefused
from sahulat.platform.cases.events import ApplicationSentBack, CaseForwarded
from sahulat.platform.cases.models import Case, Decision, Note, Query
from sahulat.platform.cases.operations.moving import (
    _finish_task,
    _lock_task,
    _note_act,
    _read_key,
    _tell_applicant,
    _was_done_already,
    _write_entry,
)
from sahulat.platform.cases.permissions import ACT_ON_TASK
from sahulat.platform.cases.queries.definitions import answered_fields, refusal_reasons
from sahulat.platform.cases.types import EntryKind, Outcome, PressUnclear, TaskTaken

WORDS_AT_MOST = 2000
"""Characters of a reason or a note: a page of writing."""

TOO_LONG = N_("This is too long: write at most %(most)s letters.")


@operation(ACT_ON_TASK)
def add_note(*, actor: Actor, now: datetime, task_id: UUID, text: str, key: str) -> Note:
    """Add the next numbered paragraph to the note sheet. Safe to repeat with the same key.

    Raises CaseUnknown, FieldsRefused (no text, too long), PressUnclear, TaskTaken.
    """
    holding = _lock_task(task_id)
    authorise(actor, ACT_ON_TASK, holding)
    key = _read_key(key)
    text = _words(text, field="note", missing=N_("Write the note first."))
    if holding.closed_at is not None and not Note.objects.filter(case=holding.case, key=key).exists():
        raise TaskTaken
    return _note(holding.case, actor=actor, now=now, text=text, key=key)


@operation(ACT_ON_TASK)
def send_back(*, actor: Actor, now: datetime, task_id: UUID, fields: Sequence[str], reason: str, key: str) -> Case:
    """Ask the applicant to mend the named answers, and stop the clock. Safe to repeat with the same key.

    Raises CaseUnknown, FieldsRefused (no field, an unknown field, no reason), PressUnclear, TaskTaken,
    OutcomeNotOffered.
    """
    holding = _lock_task(task_id)
    authorise(actor, ACT_ON_TASK, holding)
    key = _read_key(key)
    case = holding.case
    if _was_done_already(holding, outcome=Outcome.QUERY, actor=actor, key=key):
        return case
    known = answered_fields(case)
    named = sorted(set(fields))
    if not named or not set(named) <= known:
        raise FieldsRefused({"fields": FieldError(N_("Choose at least one answer that has to be mended."))})
    reason = _words(reason, field="reason", missing=N_("Say what is wrong and what would be right."))
    Query.objects.create(id=new_id(now), case=case, fields=named, reason=reason, asked_at=now, **_who(actor))
    _write_entry(case, EntryKind.SENT_BACK, actor=actor, now=now, holding=holding, words=reason)
    case = _finish_task(holding, Outcome.QUERY, actor=actor, now=now, key=key)
    sent_back = ApplicationSentBack(case_id=case.id, reference=case.reference, fields=named)
    _note_act(case, "cases.send-back", actor=actor, now=now, details={"fields": named}, event=sent_back)
    _tell_applicant(case, "cases.sent-back", actor=actor, now=now)
    return case


@operation(ACT_ON_TASK)
def forward(*, actor: Actor, now: datetime, task_id: UUID, note: str = "", key: str) -> Case:
    """Finish the task and pass the case on, with a note if there is something to say.

    Safe to repeat with the same key. Raises CaseUnknown, PressUnclear, TaskTaken, OutcomeNotOffered, NoPostForRole.
    """
    holding = _lock_task(task_id)
    authorise(actor, ACT_ON_TASK, holding)
    key = _read_key(key)
    case = holding.case
    outcome = Outcome.COMPLETE if Outcome.COMPLETE in holding.outcomes else Outcome.FORWARD
    if _was_done_already(holding, outcome=outcome, actor=actor, key=key):
        return case
    if note.strip():
        _note(case, actor=actor, now=now, text=_words(note, field="note", missing=""), key=key)
    _write_entry(case, EntryKind.FORWARDED, actor=actor, now=now, holding=holding)
    forwarded = CaseForwarded(case_id=case.id, reference=case.reference, step=holding.node)
    _note_act(case, "cases.forward", actor=actor, now=now, details={"step": holding.node}, event=forwarded)
    return _finish_task(holding, outcome, actor=actor, now=now, key=key)


@operation(ACT_ON_TASK)
def refuse(*, actor: Actor, now: datetime, task_id: UUID, reason: str, words: str, key: str) -> Case:
    """Refuse the application: a reason of the service's catalogue and the officer's own words.

    The process then decides whether the case ends at once; when it does, the applicant is told. Safe to repeat
    with the same key. Raises CaseUnknown, FieldsRefused, PressUnclear, TaskTaken, OutcomeNotOffered.
    """
    holding = _lock_task(task_id)
    authorise(actor, ACT_ON_TASK, holding)
    key = _read_key(key)
    case = holding.case
    if _was_done_already(holding, outcome=Outcome.REFUSE, actor=actor, key=key):
        return case
    if reason not in refusal_reasons(case):
        raise FieldsRefused({"reason": FieldError(N_("Choose the reason for the refusal."))})
    words = _words(words, field="words", missing=N_("Explain the refusal so that the applicant understands it."))
    decision = Decision(id=new_id(now), case=case, task_id=holding.id, granted=False, at=now, **_who(actor))
    decision.reason, decision.words = reason, words
    decision.save(force_insert=True)
    _note_act(case, "cases.refuse", actor=actor, now=now, details={"reason": reason})
    return _finish_task(holding, Outcome.REFUSE, actor=actor, now=now, key=key)


def _note(case: Case, *, actor: Actor, now: datetime, text: str, key: str) -> Note:
    """The case is locked, so numbers follow one another without gaps.

    Raises PressUnclear when the key came with other words before: a page from the browser's history, written anew.
    """
    written = Note.objects.filter(case=case, key=key).first()
    if written is not None and (written.text, written.person_id) != (text, actor.person_id):
        raise PressUnclear
    if written is not None:
        return written
    number = Note.objects.filter(case=case).count() + 1
    note = Note.objects.create(id=new_id(now), case=case, number=number, text=text, key=key, at=now, **_who(actor))
    _note_act(case, "cases.add-note", actor=actor, now=now, details={"number": number})
    return note


def _words(text: str, *, field: str, missing: str) -> str:
    text = text.strip()
    if not text:
        raise FieldsRefused({field: FieldError(missing)})
    if len(text) > WORDS_AT_MOST:
        raise FieldsRefused({field: FieldError(TOO_LONG, {"most": WORDS_AT_MOST})})
    return text


def _who(actor: Actor) -> dict[str, UUID]:
    """Post and person of an officer; the permission has seen to it that both are there."""
    assert actor.post_id is not None
    assert actor.person_id is not None
    return {"post_id": actor.post_id, "person_id": actor.person_id}
