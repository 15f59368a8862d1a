"""Forgetting what has run out: tries that no window reaches, codes, proofs, sessions."""

from __future__ import annotations

from datetime import datetime, timedelta

from sahulat.foundation.access.public import SYSTEM, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.platform.accounts.models import OneTimeCode, Session, StepUpProof, Try
from sahulat.platform.accounts.rules.limits import LONGEST_WINDOW

# Long after anything of it works: what is left over an incident's first day is worth having.
CODES_KEPT = timedelta(days=1)


@operation(SYSTEM)
def forget_what_ran_out(*, actor: Actor, now: datetime) -> int:
    """Delete old tries, codes with what was asked with them, proofs and sessions; count them. Safe to repeat."""
    authorise(actor, SYSTEM)
    old = (
        Try.objects.filter(at__lte=now - LONGEST_WINDOW),
        OneTimeCode.objects.filter(expires_at__lte=now - CODES_KEPT),
        StepUpProof.objects.filter(made_at__lte=now - CODES_KEPT),
        Session.objects.filter(expires_at__lte=now),
    )
    return sum(rows.delete()[0] for rows in old)
