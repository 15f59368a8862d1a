"""Permissions: what one may do to which thing, and the same question put to the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q

from sahulat.foundation.access.types import Actor
from sahulat.kernel.refusals import N_, Refusal


class Forbidden(Refusal):
    """The actor is known and may not do this."""

    code: ClassVar[str] = "access.forbidden"
    status: ClassVar[int] = 403
    message: ClassVar[str] = N_("You cannot do this. If you think you should be able to, ask the office in charge.")


class SignInNeeded(Refusal):
    """Nobody has signed in, and this needs somebody who has."""

    code: ClassVar[str] = "access.sign-in-needed"
    status: ClassVar[int] = 401
    message: ClassVar[str] = N_("Sign in first. Then you can go on from here.")


def everything(actor: Actor) -> Q:
    """The condition that every row meets."""
    return Q()


def nothing(actor: Actor | None = None) -> Q:
    """The condition that no row meets; for `visible` of actors who may see nothing."""
    return Q(pk__in=())


def _signed_in(actor: Actor) -> bool:
    return actor.is_signed_in


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission, asked in two ways that a test compares.

    `allows(actor, obj)`: may the actor do it to this object (None: the act has no object).
    `visible(actor)`: the condition on the rows for which `allows` says yes.
    `at_door(actor)`: may the actor come as far as the page, before any object is known. Without it, whoever
    is signed in may: the page's operation or query then asks `allows` with the object.
    """

    name: str
    allows: Callable[[Actor, Any], bool]
    visible: Callable[[Actor], Q]
    at_door: Callable[[Actor], bool] = _signed_in


EVERYONE = Permission(
    name="access.everyone", allows=lambda actor, obj: True, visible=everything, at_door=lambda actor: True
)
SIGNED_IN = Permission(
    name="access.signed-in",
    allows=lambda actor, obj: actor.is_signed_in,
    visible=lambda actor: everything(actor) if actor.is_signed_in else nothing(actor),
)
SYSTEM = Permission(
    name="access.system",
    allows=lambda actor, obj: actor.is_system,
    visible=lambda actor: everything(actor) if actor.is_system else nothing(actor),
    at_door=lambda actor: False,
)
