"""Who may publish services: the installation's own command line, until authors sign in (studio)."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import Permission, nothing
from sahulat.foundation.access.types import Actor


def _publishes(actor: Actor, obj: object = None) -> bool:
    return actor.is_system


PUBLISH = Permission(
    name="catalogue.publish",
    allows=_publishes,
    visible=lambda actor: Q() if _publishes(actor) else nothing(),
    at_door=_publishes,
)
