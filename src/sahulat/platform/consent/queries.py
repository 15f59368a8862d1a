"""Who looked at the actor's own data."""

from __future__ import annotations

from uuid import UUID

from sahulat.foundation.access.public import SignInNeeded, authorise
from sahulat.foundation.access.types import Actor
from sahulat.foundation.audit.public import looks_at
from sahulat.foundation.audit.types import Look
from sahulat.platform.consent.permissions import OWN_RECORD
from sahulat.platform.consent.types import LooksPage, LookView, Who
from sahulat.platform.organisations.public import posts
from sahulat.platform.organisations.types import PostView

A_PAGE = 50


def looks_at_me(
    actor: Actor,
    *,
    before: UUID | None = None,
    after: UUID | None = None,
    limit: int = A_PAGE,
    with_own: bool = False,
) -> LooksPage:
    """Who looked at the actor's data, latest first: at most `limit` looks by others (or by anybody).

    `before` or `after` is the id of a look, for the next page of older or of newer ones. Raises SignInNeeded.
    """
    authorise(actor, OWN_RECORD)
    if actor.person_id is None:
        raise SignInNeeded
    # One more than is shown tells whether the way goes on.
    found = looks_at(actor.person_id, limit + 1, before=before, after=after, with_own=with_own)
    more = len(found) > limit
    looks = found[-limit:] if after is not None else found[:limit]
    has_older, has_newer = (bool(looks), more) if after is not None else (more, before is not None)
    known = posts({look.post_id for look in looks if look.post_id is not None})
    return LooksPage(
        looks=tuple(_view(look, known) for look in looks),
        older=looks[-1].id if looks and has_older else None,
        newer=looks[0].id if looks and has_newer else None,
    )


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
