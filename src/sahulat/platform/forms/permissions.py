"""Who may fill forms: whoever is signed in as a person, their own drafts only."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import Permission, nothing
from sahulat.foundation.access.types import Actor
from sahulat.platform.forms.models import Draft


def _owns(actor: Actor, draft: Draft) -> bool:
    return actor.person_id is not None and draft.person_id == actor.person_id


def _own(actor: Actor) -> Q:
    return Q(person_id=actor.person_id) if actor.person_id is not None else nothing()


START_DRAFT = Permission(
    name="forms.start-draft",
    allows=lambda actor, obj: actor.person_id is not None,
    visible=lambda actor: Q() if actor.person_id is not None else nothing(),
)
OWN_DRAFT = Permission(
    name="forms.own-draft",
    allows=_owns,
    visible=_own,
    # Each view asks again with the draft; the page itself keeps what was typed before it asks for a sign-in.
    at_door=lambda actor: True,
)
