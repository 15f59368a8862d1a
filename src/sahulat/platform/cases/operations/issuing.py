"""The document is signed and in its holder's hands: the case goes on to its end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import SYSTEM, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.platform.cases.models import Case
from sahulat.platform.cases.operations.moving import _lock_case, _settle
from sahulat.platform.cases.types import ISSUE_ACTION, State
from sahulat.platform.processes.public import complete_automatic


@operation(SYSTEM)
def record_issued(*, actor: Actor, now: datetime, case_id: UUID) -> Case:
    """Carry the case's process on after its document was issued. Safe to repeat. Raises CaseUnknown."""
    authorise(actor, SYSTEM)
    case = _lock_case(case_id)
    if case.standing is not State.ISSUING:
        return case
    complete_automatic(actor=actor, now=now, case_ref=case.id, action=ISSUE_ACTION)
    return _settle(case.id, actor=actor, now=now)
