"""For tests: entries of the audit."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.foundation.audit.models.entry import entry, write
from sahulat.foundation.audit.types import Kind
from sahulat.kernel.ids import new_id


def write_entry(now: datetime, *, actor: Actor | None = None, action: str = "test.act", **more: object) -> UUID:
    """Write an entry of an act; its id."""
    made = entry(
        actor=actor or Actor.system(request_id="test"),
        now=now,
        kind=Kind.ACT,
        action=action,
        subject_type="thing",
        subject_id=new_id(now),
        details=more,
    )
    write(made)
    return made.id
