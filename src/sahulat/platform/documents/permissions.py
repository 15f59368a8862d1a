"""Who may see, download and withdraw documents."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import Permission, nothing
from sahulat.foundation.access.types import Actor
from sahulat.platform.documents.models import IssuedDocument


def _holds(actor: Actor, document: IssuedDocument) -> bool:
    return actor.person_id is not None and document.holder_person_id == actor.person_id


def _held(actor: Actor) -> Q:
    return Q(holder_person_id=actor.person_id) if actor.person_id is not None else nothing()


def _issued(actor: Actor, document: IssuedDocument) -> bool:
    return actor.is_system or (actor.post_id is not None and document.frozen.issuer_post_id == actor.post_id)


def _by_post(actor: Actor) -> Q:
    if actor.is_system:
        return Q()
    return Q(frozen__issuer_post_id=actor.post_id) if actor.post_id is not None else nothing()


OWN_DOCUMENT = Permission(name="documents.own-document", allows=_holds, visible=_held)
REVOKE = Permission(
    name="documents.revoke",
    allows=_issued,
    visible=_by_post,
    at_door=lambda actor: actor.post_id is not None or actor.is_system,
)
