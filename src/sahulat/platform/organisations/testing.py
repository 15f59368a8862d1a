"""Agencies and posts for tests."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.kernel.text import Text
from sahulat.platform.organisations.operations import appoint, establish_agency, establish_post

SYSTEM = Actor.system(request_id="test")


def an_agency(now: datetime, *, code: str = "district-administration-multan") -> UUID:
    """An agency; the same one for the same code."""
    names = Text({"en": "District Administration Multan", "ur": "ضلعی انتظامیہ ملتان"})
    return establish_agency(actor=SYSTEM, now=now, code=code, names=names)


def a_post(now: datetime, *, role: str = "clerk", place_id: UUID | None = None, code: str | None = None) -> UUID:
    """A post of that agency; the same one for the same code."""
    return establish_post(
        actor=SYSTEM,
        now=now,
        code=code or f"multan-{role}",
        agency_id=an_agency(now),
        role=role,
        title=Text({"en": f"{role.capitalize()}, Multan", "ur": "کلرک، ملتان"}),
        place_id=place_id,
    )


def appointed(now: datetime, person_id: UUID, post_id: UUID, *, acting: bool = False) -> UUID:
    """Put a person in a post from `now` on; the appointment's id."""
    return appoint(actor=SYSTEM, now=now, post_id=post_id, person_id=person_id, starts_at=now, acting=acting)
