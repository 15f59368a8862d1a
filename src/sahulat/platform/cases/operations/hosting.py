"""What the cases do for their processes: answer conditions, name places, take up tasks, issue, end.

Every method runs inside an operation of this room (or of `record_issued`), which has locked the case and
authorised; each writes with its own instance of the case, and the operation reads it again afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.platform.cases.models import Case, Decision, Holding, Pile
from sahulat.platform.cases.operations.moving import _end
from sahulat.platform.cases.queries.definitions import sealed_answers
from sahulat.platform.cases.types import ISSUE_ACTION, Outcome, State
from sahulat.platform.documents.public import issue
from sahulat.platform.forms.public import feel_context, form_of
from sahulat.platform.organisations.public import post
from sahulat.platform.places.public import place
from sahulat.platform.processes.types import OpenTask


class CaseHost:
    """The Host that `plugin` registers with the processes room."""

    def data(self, *, case_ref: UUID) -> Mapping[str, Any]:
        """The case's latest sealed answers as FEEL values."""
        case = Case.objects.get(id=case_ref)
        return feel_context(form_of(case.version_id), sealed_answers(case))

    def place(self, *, case_ref: UUID, answer: str) -> UUID | None:
        """The place whose code stands in that answer."""
        code = sealed_answers(Case.objects.get(id=case_ref)).get(answer)
        return place(code).id if isinstance(code, str) else None

    def on_opened(self, *, task: OpenTask, now: datetime) -> None:
        """Put the case into the hands of the task's post, or of the applicant."""
        case = Case.objects.get(id=task.case_ref)
        office = post(task.post_id) if task.post_id is not None else None
        last = Holding.objects.filter(case=case, closed_at__isnull=False).order_by("-closed_at", "-id").first()
        if task.post_id is not None:
            Holding.objects.filter(case=case, post_id=task.post_id, pile=Pile.WAITING).update(pile=Pile.PAST)
        Holding.objects.create(
            id=task.id,
            case=case,
            node=task.node,
            step=task.name,
            role=task.role,
            post_id=task.post_id,
            office_agency_id=office.agency_id if office else None,
            office_place_id=office.place_id if office else None,
            from_post_id=last.post_id if last else None,
            from_person_id=last.closed_by_id if last else None,
            outcomes=list(task.outcomes),
            since=now,
            due_on=case.promised_on,
        )

    def on_automatic(self, *, task: OpenTask, now: datetime) -> bool:
        """Have what was approved signed; the process goes on when the document is issued."""
        if task.action != ISSUE_ACTION:
            raise NotImplementedError(f"a case has no action {task.action!r}")
        case = Case.objects.get(id=task.case_ref)
        decision = Decision.objects.filter(case=case, granted=True).order_by("-id").first()
        if decision is None or decision.frozen_id is None:
            raise LookupError(f"nothing was approved that could be issued for case {case.id}")
        actor = Actor.system(request_id=f"case {case.id}")
        issue(actor=actor, now=now, frozen_id=decision.frozen_id, sha256=decision.sha256)
        case.state = State.ISSUING.value
        case.decided_at = now
        case.stopped_at = None
        case.save(update_fields=["state", "decided_at", "stopped_at"])
        return False

    def on_ended(self, *, case_ref: UUID, instance_id: UUID, outcome: str, now: datetime) -> None:
        """The process has ended: refused when the last word was a refusal, else granted."""
        case = Case.objects.get(id=case_ref)
        if not case.is_open:
            return
        last = Decision.objects.filter(case=case).order_by("-id").first()
        refused = outcome == Outcome.REFUSE or (last is not None and not last.granted)
        _end(case, State.REFUSED if refused else State.GRANTED, now=now)

    def on_incident(self, *, case_ref: UUID, instance_id: UUID, why: str, now: datetime) -> None:
        """Leave a trace that somebody must look; the case stays where it is."""
        record(
            actor=Actor.system(request_id=f"case {case_ref}"),
            now=now,
            action="cases.incident",
            subject_type="case",
            subject_id=case_ref,
            details={"instance": str(instance_id)},
        )
