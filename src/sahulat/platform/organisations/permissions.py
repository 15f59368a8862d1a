"""Who may make agencies and posts and appoint to them: for now the installation alone."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import Permission, everything, nothing
from sahulat.foundation.access.types import Actor, Channel


def _installation(actor: Actor, obj: object | None) -> bool:
    return actor.is_system or (actor.channel is Channel.COMMAND and actor.account_id is None)


def _visible(actor: Actor) -> Q:
    return everything(actor) if _installation(actor, None) else nothing(actor)


ESTABLISH = Permission(
    name="organisations.establish", allows=_installation, visible=_visible, at_door=lambda actor: False
)
APPOINT = Permission(name="organisations.appoint", allows=_installation, visible=_visible, at_door=lambda actor: False)
