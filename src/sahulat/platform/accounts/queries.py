"""Reading accounts and sessions."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import SignInNeeded, authorise, nothing
from sahulat.foundation.access.types import Actor
from sahulat.platform.accounts.models import Account, Session
from sahulat.platform.accounts.permissions import OWN
from sahulat.platform.accounts.types import AccountChoice, SessionView
from sahulat.platform.people.public import own_names


def accounts_with(contact_hash: bytes) -> list[Account]:
    """The open accounts that sign in with a phone, oldest first; several where a phone is shared."""
    return list(Account.objects.filter(mobile_hash=contact_hash, closed_at__isnull=True).order_by("id"))


def own_account(actor: Actor) -> Account:
    """The actor's own account. Raises SignInNeeded."""
    account = Account.objects.filter(OWN.visible(actor)).first()
    if account is None:
        raise SignInNeeded
    authorise(actor, OWN, account)
    return account


def choices(contact_hash: bytes) -> tuple[AccountChoice, ...]:
    """The accounts of a shared phone with their names, for whoever just proved to hold it."""
    accounts = accounts_with(contact_hash)
    names = own_names([account.person_id for account in accounts], contact_hash)
    return tuple(
        AccountChoice(account.id, names[account.person_id]) for account in accounts if account.person_id in names
    )


def this_session(actor: Actor) -> Q:
    """The condition on the session in which the actor acts; none meets it outside a session."""
    return Q(pk=actor.session_id) if actor.session_id else nothing(actor)


def sessions_of(actor: Actor) -> list[SessionView]:
    """The actor's own sessions, last seen first. Raises SignInNeeded."""
    account = own_account(actor)
    rows = Session.objects.filter(account=account).order_by("-last_seen_at")
    return [
        SessionView(
            id=row.id,
            device=row.device,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            is_this=str(row.id) == actor.session_id,
        )
        for row in rows
    ]
