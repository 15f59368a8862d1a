"""Who may register, change, see and erase persons. Higher rooms ask their own, narrower permissions first."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import Permission, everything, nothing
from sahulat.foundation.access.types import Actor, Channel
from sahulat.platform.people.models import Person


def _self_or_post(actor: Actor, person: Person | None) -> bool:
    if actor.is_system or actor.post_id is not None:
        return True
    return person is not None and actor.person_id is not None and person.id == actor.person_id


def _visible_to_self_or_post(actor: Actor) -> Q:
    if actor.is_system or actor.post_id is not None:
        return everything(actor)
    return Q(pk=actor.person_id) if actor.person_id is not None else nothing(actor)


def _trusted(actor: Actor, person: Person | None) -> bool:
    return actor.is_system or (actor.channel is Channel.COMMAND and actor.account_id is None)


def _visible_to_trusted(actor: Actor) -> Q:
    return everything(actor) if _trusted(actor, None) else nothing(actor)


# Whoever signs up registers themselves before an account exists, so nobody is turned away here; what keeps
# strangers from filling the table is that `accounts` counts tries and proves the phone first.
REGISTER = Permission(
    name="people.register-person",
    allows=lambda actor, obj: True,
    visible=everything,
    at_door=lambda actor: True,
)

# Which persons an officer may see is decided by higher rooms (cases); here a post, the person or the system passes.
SEE = Permission(name="people.see-person", allows=_self_or_post, visible=_visible_to_self_or_post)

CHANGE = Permission(name="people.change-person", allows=_self_or_post, visible=_visible_to_self_or_post)

# Erasing is decided elsewhere (retention, a data protection officer) and carried out by the installation.
ERASE = Permission(
    name="people.erase-person", allows=_trusted, visible=_visible_to_trusted, at_door=lambda actor: False
)

IMPORT = Permission(
    name="people.import-people", allows=_trusted, visible=_visible_to_trusted, at_door=lambda actor: False
)
