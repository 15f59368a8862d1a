"""Reactions to what the rooms below tell."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.types import Envelope
from sahulat.platform.accounts.operations import forget_account


def on_person_erased(envelope: Envelope, *, now: datetime) -> None:
    """An erased person's account lets nobody in any more."""
    actor = Actor.system(request_id=envelope.correlation)
    forget_account(actor=actor, now=now, person_id=UUID(str(envelope.body["person_id"])))
