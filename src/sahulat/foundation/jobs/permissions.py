"""Who may have a failed job tried again: whoever runs the installation."""

from __future__ import annotations

from sahulat.foundation.access.public import Permission, everything, nothing
from sahulat.foundation.access.types import Actor, Channel


def _runs_installation(actor: Actor) -> bool:
    return actor.channel is Channel.COMMAND or actor.is_system


RETRY = Permission(
    name="jobs.retry",
    allows=lambda actor, obj: _runs_installation(actor),
    visible=lambda actor: everything(actor) if _runs_installation(actor) else nothing(actor),
    at_door=_runs_installation,
)
