"""Who may see who looked: the person whose data it is."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import Permission, nothing
from sahulat.foundation.access.types import Actor
from sahulat.foundation.audit.types import Look


def _own(actor: Actor, look: Look | None) -> bool:
    return actor.person_id is not None and (look is None or look.person_id == actor.person_id)


OWN_RECORD = Permission(
    name="consent.own-record",
    allows=_own,
    visible=lambda actor: Q(person_id=actor.person_id) if actor.person_id is not None else nothing(actor),
)
