"""Who may do what with an account: its owner."""

from __future__ import annotations

from django.db.models import Q

from sahulat.foundation.access.public import Permission, everything, nothing
from sahulat.foundation.access.types import Actor, Channel
from sahulat.platform.accounts.models import Account


def _own(actor: Actor, account: Account | None) -> bool:
    return actor.account_id is not None and (account is None or account.id == actor.account_id)


def _visible(actor: Actor) -> Q:
    return Q(pk=actor.account_id) if actor.account_id is not None else nothing(actor)


OWN = Permission(name="accounts.own", allows=_own, visible=_visible)


def _installation(actor: Actor, account: Account | None) -> bool:
    return actor.is_system or (actor.channel is Channel.COMMAND and actor.account_id is None)


# Whoever wants an account for themselves signs up, and proves the phone.
OPEN_FOR_ANOTHER = Permission(
    name="accounts.open-for-another",
    allows=_installation,
    visible=lambda actor: everything(actor) if _installation(actor, None) else nothing(actor),
    at_door=lambda actor: False,
)
