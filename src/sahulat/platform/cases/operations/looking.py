"""Looking at a case: who may see it sees it, and the look stays on record for the applicant to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sahulat.foundation.access.public import authorise, operation
from sahulat.foundation.access.types import Actor, Basis, Grounds
from sahulat.foundation.audit.public import record_look
from sahulat.kernel.identifiers import Cnic
from sahulat.kernel.refusals import N_
from sahulat.platform.cases.models import Case, Holding
from sahulat.platform.cases.permissions import ACT_ON_TASK, SEE_CASE_AT_DESK, SEE_OWN_CASE
from sahulat.platform.cases.queries.definitions import sealed_answers
from sahulat.platform.cases.types import CaseUnknown, Outcome, OutcomeNotOffered, TaskTaken
from sahulat.platform.forms.public import form_of
from sahulat.platform.forms.types import Field, Kind

SUBJECT = "case"
IDENTIFIER = "case.identifier"
OWN = Grounds(N_("to see where the application is"), Basis.SELF)
WORK = Grounds(N_("to work on your application"), Basis.PUBLIC_TASK)
COMPARE = Grounds(N_("to compare the identity number"), Basis.PUBLIC_TASK)


@operation(SEE_OWN_CASE)
def look_at_case(*, actor: Actor, now: datetime, reference: str) -> Case:
    """The actor's own case. Leaves a look. Raises CaseUnknown; Forbidden, recorded, for somebody else's."""
    case = Case.objects.filter(reference=reference).first()
    if case is None:
        raise CaseUnknown
    authorise(actor, SEE_OWN_CASE, case)
    _record(case, actor=actor, now=now, grounds=OWN)
    return case


@operation(SEE_CASE_AT_DESK)
def look_at_task(*, actor: Actor, now: datetime, task_id: UUID) -> Holding:
    """A task of a case that the actor's office has or had, with its case. Leaves a look.

    Raises CaseUnknown; Forbidden, recorded, for another office's.
    """
    holding = _task(task_id)
    authorise(actor, SEE_CASE_AT_DESK, holding.case)
    _record(holding.case, actor=actor, now=now, grounds=WORK)
    return holding


@operation(ACT_ON_TASK)
def look_at_decision(*, actor: Actor, now: datetime, task_id: UUID) -> Holding:
    """An open task in the actor's hands that can end in approval, with what was frozen last. Leaves a look.

    Raises CaseUnknown; Forbidden, recorded, for whoever else; TaskTaken, OutcomeNotOffered.
    """
    holding = _task(task_id)
    authorise(actor, ACT_ON_TASK, holding)
    if holding.closed_at is not None:
        raise TaskTaken
    if Outcome.APPROVE not in holding.outcomes:
        raise OutcomeNotOffered
    _record(holding.case, actor=actor, now=now, grounds=WORK)
    return holding


@operation(SEE_CASE_AT_DESK)
def show_identifier(*, actor: Actor, now: datetime, task_id: UUID, field: str) -> str:
    """An identity number in full, as a look of its own; `field` is its name, or group-number-name inside a group.

    Raises CaseUnknown; Forbidden for another office's.
    """
    holding = _task(task_id)
    authorise(actor, SEE_CASE_AT_DESK, holding.case)
    answers = sealed_answers(holding.case)
    number = _identifier_at(form_of(holding.case.version_id).fields, answers, field.split("-"))
    record_look(
        actor=actor,
        now=now,
        person_id=holding.case.applicant_id,
        subject_type=IDENTIFIER,
        subject_id=holding.case.id,
        grounds=COMPARE,
    )
    return Cnic.parse(number).formatted


def _identifier_at(fields: Sequence[Field], answers: Mapping[str, Any], path: list[str]) -> str:
    """The identity number that stands there. Raises CaseUnknown when nothing, or something else, does."""
    found = next((each for each in fields if each.name == path[0]), None)
    value = answers.get(path[0])
    if found is None or value is None:
        raise CaseUnknown
    if found.kind is Kind.CNIC and len(path) == 1:
        return str(value)
    if found.kind is Kind.GROUP and len(path) == 3 and path[1] in {str(number) for number in range(len(value))}:
        return _identifier_at(found.fields, value[int(path[1])], path[2:])
    raise CaseUnknown


def _task(task_id: UUID) -> Holding:
    holding = Holding.objects.select_related("case").filter(id=task_id).first()
    if holding is None:
        raise CaseUnknown
    return holding


def _record(case: Case, *, actor: Actor, now: datetime, grounds: Grounds) -> None:
    record_look(
        actor=actor,
        now=now,
        person_id=case.applicant_id,
        subject_type=SUBJECT,
        subject_id=case.id,
        grounds=grounds,
    )
