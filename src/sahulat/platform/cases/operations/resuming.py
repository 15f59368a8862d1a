"""A case whose process stood still goes on, once the rule that had no answer has one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import SYSTEM, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.platform.cases.operations.moving import _lock_case, _note_act, _settle
from sahulat.platform.processes.public import resume, standing_still


@operation(SYSTEM)
def resume_case(*, actor: Actor, now: datetime, case_id: UUID) -> bool:
    """Ask the process of a case again what it couldn't answer; whether the case goes on now.

    Safe to repeat. Raises CaseUnknown.
    """
    authorise(actor, SYSTEM)
    case = _lock_case(case_id)
    if not standing_still([case.id]):
        return True
    resume(actor=actor, now=now, case_ref=case.id)
    if standing_still([case.id]):
        return False
    case = _settle(case.id, actor=actor, now=now)
    _note_act(case, "cases.resume", actor=actor, now=now)
    return True
