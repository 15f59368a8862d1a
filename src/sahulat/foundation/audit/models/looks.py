"""Recording that somebody looked at a person's data, and that somebody was refused."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sahulat.foundation.access.public import Denial
from sahulat.foundation.access.types import Actor, Grounds
from sahulat.foundation.audit.models.entry import entry, write
from sahulat.foundation.audit.types import Kind


def record_look(
    *,
    actor: Actor,
    now: datetime,
    person_id: UUID,
    subject_type: str,
    subject_id: UUID | None,
    grounds: Grounds,
    action: str = "look",
) -> None:
    """Leave an entry that `actor` saw data of `person_id`: `subject_type` and `subject_id` say what was seen.

    Called by every query that returns personal data, before it returns them; each call is one look. The person
    may read it. Outside a transaction it is committed at once.
    """
    write(
        entry(
            actor=actor,
            now=now,
            kind=Kind.LOOK,
            action=action,
            subject_type=subject_type,
            subject_id=subject_id,
            person_id=person_id,
            grounds=grounds,
        )
    )


def record_denial(denial: Denial) -> None:
    """Leave an entry of an act that was refused, after its rollback, in a transaction of its own."""
    with transaction.atomic():
        write(
            entry(
                actor=denial.actor,
                now=denial.now,
                kind=Kind.DENIED,
                action=denial.operation,
                subject_type=denial.subject_type,
                subject_id=denial.subject_id,
                details={"permission": denial.permission},
            )
        )
