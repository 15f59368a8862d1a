"""Ending sessions, and acting in a post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from sahulat.foundation.access.public import SIGNED_IN, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.kernel.refusals import N_, Refusal
from sahulat.platform.accounts.models import Account, Session
from sahulat.platform.accounts.permissions import OWN
from sahulat.platform.accounts.queries import this_session
from sahulat.platform.organisations.public import holds_post


class NotYourPost(Refusal):
    """The person doesn't hold that post now."""

    code = "accounts.not-your-post"
    status = 403
    message = N_("You do not hold this post now. Choose one of your own, or ask the office that appointed you.")


@operation(SIGNED_IN)
def sign_out(*, actor: Actor, now: datetime) -> None:
    """End the actor's session. Safe to repeat."""
    authorise(actor, SIGNED_IN)
    _end(actor, now, "accounts.sign-out", _own(actor).filter(this_session(actor)))


@operation(SIGNED_IN)
def end_session(*, actor: Actor, now: datetime, session_id: UUID) -> None:
    """End one of the actor's own sessions; somebody else's id ends nothing. Safe to repeat."""
    authorise(actor, SIGNED_IN)
    _end(actor, now, "accounts.end-session", _own(actor).filter(id=session_id))


@operation(OWN)
def sign_out_everywhere(*, actor: Actor, now: datetime, keep_this: bool = True) -> int:
    """End all the actor's sessions, but this one if it is to be kept; count them. Safe to repeat."""
    account = Account.objects.select_for_update().filter(OWN.visible(actor)).first()
    authorise(actor, OWN, account)
    rows = Session.objects.filter(account=account)
    if keep_this:
        rows = rows.exclude(this_session(actor))
    return _end(actor, now, "accounts.sign-out-everywhere", rows)


@operation(SIGNED_IN)
def choose_post(*, actor: Actor, now: datetime, post_id: UUID | None) -> None:
    """Note that the actor acts in a post from now on, or for themselves (None). Raises NotYourPost.

    The session remembers it; each later request asks again whether the post is still held.
    """
    authorise(actor, SIGNED_IN)
    if actor.account_id is None or actor.person_id is None:
        return
    if post_id is not None and not holds_post(actor.person_id, post_id, now):
        raise NotYourPost
    details = {"post": str(post_id) if post_id else None}
    _record(actor, now, "accounts.choose-post", details)


def _own(actor: Actor) -> QuerySet[Session]:
    return Session.objects.filter(account__in=Account.objects.filter(OWN.visible(actor)))


def _end(actor: Actor, now: datetime, action: str, rows: QuerySet[Session]) -> int:
    ended = rows.delete()[0]
    if ended:
        _record(actor, now, action, {"sessions": ended})
    return ended


def _record(actor: Actor, now: datetime, action: str, details: Mapping[str, object]) -> None:
    if actor.account_id is None:
        return
    record(
        actor=actor,
        now=now,
        action=action,
        subject_type="accounts.account",
        subject_id=actor.account_id,
        person_id=actor.person_id,
        details=details,
    )
