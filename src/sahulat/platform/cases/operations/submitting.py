"""A finished draft becomes a case: sealed, numbered, in an office's hands, the applicant told; all at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor, Basis, Grounds
from sahulat.foundation.languages.public import fold
from sahulat.foundation.numbering.public import next_reference
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_
from sahulat.kernel.text import Text
from sahulat.platform.cases.events import ApplicationSubmitted
from sahulat.platform.cases.models import Answers, Case
from sahulat.platform.cases.operations.moving import _note_act, _settle, _tell_applicant, _write_entry
from sahulat.platform.cases.permissions import APPLY
from sahulat.platform.cases.queries.days import promised_day
from sahulat.platform.cases.types import EntryKind, Receipt, State
from sahulat.platform.catalogue.public import package
from sahulat.platform.catalogue.types import Definition
from sahulat.platform.forms.public import seal_draft
from sahulat.platform.forms.types import Sealed
from sahulat.platform.organisations.public import posts_for
from sahulat.platform.people.public import name_of
from sahulat.platform.places.public import path_to
from sahulat.platform.places.types import PlaceAt
from sahulat.platform.processes.public import start
from sahulat.platform.processes.types import NoPostForRole


@operation(APPLY)
def submit_application(*, actor: Actor, now: datetime, draft_id: UUID) -> Receipt:
    """Turn the actor's draft into a case. Safe to repeat: the same draft gives the same receipt.

    Raises what sealing raises (DraftUnknown, DraftIncomplete) and NoPostForRole; then the draft is as it was.
    """
    authorise(actor, APPLY)
    sealed = seal_draft(actor=actor, now=now, draft_id=draft_id)
    known = Case.objects.filter(draft_id=draft_id, applicant_id=actor.person_id).first()
    if known is not None:
        return _receipt(known)
    case = _open_case(sealed, actor=actor, now=now)
    start(
        actor=actor,
        now=now,
        case_ref=case.id,
        version_id=sealed.version_id,
        applicant_person_id=sealed.person_id,
    )
    _write_entry(case, EntryKind.RECEIVED, actor=actor, now=now)
    case = _settle(case.id, actor=actor, now=now)
    submitted = ApplicationSubmitted(
        case_id=case.id,
        reference=case.reference,
        version_id=sealed.version_id,
        promised_on=case.promised_on.isoformat(),
    )
    details = {"answers": sealed.sha256}
    _note_act(case, "cases.submit", actor=actor, now=now, details=details, event=submitted)
    _tell_applicant(case, "cases.received", actor=actor, now=now)
    return _receipt(case)


def _open_case(sealed: Sealed, *, actor: Actor, now: datetime) -> Case:
    definition = package(sealed.version_id).definition
    where, agency_id = _office(definition, sealed, now)
    grounds = Grounds(N_("to send your application"), Basis.SELF)
    names = name_of(sealed.person_id, actor=actor, now=now, grounds=grounds)
    reference = str(next_reference("case"))
    case = Case.objects.create(
        id=new_id(now),
        reference=reference,
        draft_id=sealed.draft_id,
        version_id=sealed.version_id,
        service_key=definition.key,
        applicant_id=sealed.person_id,
        agency_id=agency_id,
        place_id=where.id,
        name=names,
        search_text=_search_text(names, reference),
        state=State.WITH_OFFICE.value,
        submitted_at=now,
        promised_on=promised_day(now, definition.time_limit.working_days),
        promised_days=definition.time_limit.working_days,
        key_id=sealed.data_key_id,
        data_class=definition.data_class,
    )
    Answers.objects.create(
        id=new_id(now),
        case=case,
        number=1,
        canonical=sealed.canonical.decode(),
        sha256=sealed.sha256,
        sealed_at=now,
    )
    return case


def _office(definition: Definition, sealed: Sealed, now: datetime) -> tuple[PlaceAt, UUID]:
    """The place and the agency that the case belongs to: those of the first lane that a post works."""
    for role in definition.roles.values():
        if role.role is None or role.place is None:
            continue
        around = path_to(str(sealed.answers[role.place]))
        for each in reversed(around):
            found = posts_for(role.role, each.id, now)
            if found:
                return around[-1], found[0].agency_id
    raise NoPostForRole


def _search_text(names: Text, reference: str) -> str:
    return fold(" ".join([*names.values(), reference, reference.replace("-", "")]))


def _receipt(case: Case) -> Receipt:
    return Receipt(case.id, case.reference, case.submitted_at, case.promised_on)
