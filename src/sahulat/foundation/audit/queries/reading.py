"""Who looked at a person, what was done to a thing, how much waits to be chained."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.types import Basis, Channel
from sahulat.foundation.audit.models import AuditRow, ToDo
from sahulat.foundation.audit.types import Act, Kind, Look
from sahulat.kernel.ids import floor


def looks_at(
    person_id: UUID,
    limit: int = 100,
    *,
    before: UUID | None = None,
    after: UUID | None = None,
    since: datetime | None = None,
    with_own: bool = True,
) -> list[Look]:
    """Who looked at data of a person, latest first.

    `before` an entry's id gives the `limit` looks next older than it, `after` those next newer. Without the
    person's own, only looks by others count towards the limit, so that many own ones hide nobody.
    The caller (consent) asks the permission: only the person and auditors may see this.
    """
    rows = AuditRow.objects.filter(person_id=person_id, kind=Kind.LOOK)
    if before is not None:
        rows = rows.filter(id__lt=before)
    if since is not None:
        rows = rows.filter(id__gte=floor(since))
    if not with_own:
        # In a post somebody looks as an office, even at themselves.
        rows = rows.exclude(actor_person_id=person_id, post_id__isnull=True)
    if after is not None:
        ids = rows.filter(id__gt=after).order_by("id").values_list("id", flat=True)[:limit]
        rows = rows.filter(id__in=list(ids))
    return [
        Look(
            id=row.id,
            at=row.at,
            person_id=person_id,
            subject_type=row.subject_type,
            subject_id=row.subject_id,
            purpose=row.purpose,
            basis=Basis(row.basis),
            channel=Channel(row.channel),
            account_id=row.account_id,
            actor_person_id=row.actor_person_id,
            post_id=row.post_id,
            on_behalf_of=row.on_behalf_of,
        )
        for row in rows.order_by("-id")[:limit]
    ]


def acts_on(subject_type: str, subject_id: UUID, limit: int = 100) -> list[Act]:
    """What was done to one thing, latest first, denied acts left out. The caller asks the permission."""
    rows = AuditRow.objects.filter(subject_id=subject_id, subject_type=subject_type, kind=Kind.ACT)
    return [
        Act(
            id=row.id,
            at=row.at,
            action=row.action,
            subject_type=row.subject_type,
            subject_id=row.subject_id,
            details=row.details,
            channel=Channel(row.channel),
            account_id=row.account_id,
            actor_person_id=row.actor_person_id,
            post_id=row.post_id,
        )
        for row in rows.order_by("-id")[:limit]
    ]


def waiting() -> int:
    """How many entries are not chained yet. For `doctor` and metrics."""
    return ToDo.objects.count()
