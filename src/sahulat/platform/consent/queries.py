"""Who looked at the actor's own data."""

from __future__ import annotations

from uuid import UUID

from sahulat.foundation.access.public import SignInNeeded, authorise
from sahulat.foundation.access.types import Actor
from sahulat.foundation.audit.public import looks_at
from sahulat.foundation.audit.types import Look
from sahulat.platform.consent.permissions import OWN_RECORD
from sahulat.platform.consent.types import LookView, Who
from sahulat.platform.organisations.public import posts
from sahulat.platform.organisations.types import PostView

A_PAGE = 100


def looks_at_me(
    actor: Actor, *, before: UUID | None = None, limit: int = A_PAGE, with_own: bool = False
) -> list[LookView]:
    """Who looked at the actor's data, latest first: of the latest `limit` looks, those by others (or all).

    `before` is the id of the last one seen, for the next page. Raises SignInNeeded.
    """
    authorise(actor, OWN_RECORD)
    if actor.person_id is None:
        raise SignInNeeded
    looks = looks_at(actor.person_id, limit, before=before)
    shown = [look for look in looks if with_own or _who(look) is not Who.SELF]
    known = posts({look.post_id for look in shown if look.post_id is not None})
    return [_view(look, known) for look in shown]


def _view(look: Look, known: dict[UUID, PostView]) -> LookView:
    post = known.get(look.post_id) if look.post_id is not None else None
    return LookView(
        id=look.id,
        at=look.at,
        who=_who(look),
        post_title=post.title if post else None,
        agency_names=post.agency_names if post else None,
        purpose=look.purpose,
        basis=look.basis,
        subject_type=look.subject_type,
    )


def _who(look: Look) -> Who:
    if look.post_id is not None:
        return Who.POST
    if look.actor_person_id == look.person_id:
        return Who.SELF
    return Who.SYSTEM if look.account_id is None else Who.PERSON
