"""Who may tell a person something, and who may read what they were told."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import Permission, everything, nothing
from sahulat.foundation.access.types import Actor
from sahulat.platform.notices.models import Notice


def _may_tell(actor: Actor, obj: object | None) -> bool:
    return actor.is_system or actor.is_signed_in


# A step of other rooms' operations, which decide who is told what.
TELL = Permission(
    name="notices.tell",
    allows=_may_tell,
    visible=lambda actor: everything(actor) if _may_tell(actor, None) else nothing(actor),
)


def _own(actor: Actor, notice: Notice | None) -> bool:
    return actor.person_id is not None and (notice is None or notice.person_id == actor.person_id)


READ = Permission(
    name="notices.read-own",
    allows=_own,
    visible=lambda actor: Q(person_id=actor.person_id) if actor.person_id is not None else nothing(actor),
)
