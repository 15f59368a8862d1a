"""Who may see, download and withdraw documents."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import Permission, nothing
from sahulat.foundation.access.types import Actor
from sahulat.platform.documents.models import IssuedDocument
from sahulat.platform.organisations.public import posts


def _holds(actor: Actor, document: IssuedDocument) -> bool:
    return actor.person_id is not None and document.holder_person_id == actor.person_id


def _held(actor: Actor) -> Q:
    return Q(holder_person_id=actor.person_id) if actor.person_id is not None else nothing()


def _is_issuer(actor: Actor, document: IssuedDocument) -> bool:
    """The post that issued it, or one of the same role, agency and place, such as its successor."""
    return actor.is_system or IssuedDocument.objects.filter(_by_issuer(actor), id=document.id).exists()


def _by_issuer(actor: Actor) -> Q:
    if actor.is_system:
        return Q()
    own = posts([actor.post_id]).get(actor.post_id) if actor.post_id is not None else None
    if own is None:
        return nothing()
    return Q(
        frozen__issuer_post__role=own.role,
        frozen__issuer_post__agency=own.agency_id,
        frozen__issuer_post__place=own.place_id,
    )


OWN_DOCUMENT = Permission(name="documents.own-document", allows=_holds, visible=_held)
REVOKE = Permission(
    name="documents.revoke",
    allows=_is_issuer,
    visible=_by_issuer,
    at_door=lambda actor: actor.post_id is not None or actor.is_system,
)
