"""What a visitor may do to the demo itself: push its clock, ask for a new start."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from sahulat.foundation.access.public import EVERYONE, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.foundation.tables.public import ensure_partitions
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_, Refusal
from sahulat.platform.accounts.public import sign_in_for_demo
from sahulat.platform.accounts.types import SignedIn
from sahulat.platform.people.public import choose_language
from sahulat.project.demo.clock import PushedClock
from sahulat.project.demo.models import Figure
from sahulat.project.demo.queries import actor_of

STEPS = {"day": timedelta(days=1), "three-days": timedelta(days=3), "month": timedelta(days=30)}
FARTHEST = timedelta(days=3650)
RESET_FILE = "demo-start-anew"


class NotADemo(Refusal):
    """The installation isn't a demo."""

    code = "demo.not-a-demo"
    status = 404
    message = N_("This is not a demo.")


class TooFarAhead(Refusal):
    """The clock was pushed ten years already."""

    code = "demo.too-far-ahead"
    status = 422
    message = N_("The demo is ten years ahead already. Start anew to come back to today.")


@operation(EVERYONE)
def be(*, actor: Actor, now: datetime, persona: Figure, language: str) -> SignedIn:
    """Sign in as one of those at the door; a citizen is told things in the door's language from now on.

    Safe to repeat. Raises NoDemo of the accounts room elsewhere.
    """
    authorise(actor, EVERYONE)
    signed_in = sign_in_for_demo(actor=actor, now=now, account_id=persona.account_id)
    if persona.post_id is None:
        choose_language(actor=actor_of(persona), now=now, person_id=persona.person_id, language=language)
    return signed_in


@operation(EVERYONE)
def push_clock(*, actor: Actor, now: datetime, by: timedelta) -> datetime:
    """Move the demo's clock forward and return its new instant. Not safe to repeat: pushes again.

    Raises NotADemo, TooFarAhead.
    """
    authorise(actor, EVERYONE)
    clock = _clock()
    if clock.ahead() + by > FARTHEST:
        raise TooFarAhead
    _record(actor, now, "demo.push-clock", {"seconds": int(by.total_seconds())})
    ensure_partitions(now + by)
    return clock.push(by)


@operation(EVERYONE)
def start_anew(*, actor: Actor, now: datetime) -> None:
    """Ask the supervisor to throw the demo's data away and load it again. Safe to repeat. Raises NotADemo."""
    authorise(actor, EVERYONE)
    _clock()
    _record(actor, now, "demo.start-anew", {})
    _reset_file(settings.SAHULAT_STATE).touch()


def _reset_file(state: Path) -> Path:
    """The file by which web asks the supervisor for a new start."""
    return state / RESET_FILE


def _clock() -> PushedClock:
    if not settings.SAHULAT_DEMO:
        raise NotADemo
    return PushedClock(settings.SAHULAT_STATE)


def _record(actor: Actor, now: datetime, action: str, details: dict[str, object]) -> None:
    record(
        actor=actor,
        now=now,
        action=action,
        subject_type="demo.country",
        subject_id=new_id(now),
        details=details,
    )
