"""People for tests and the demo."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.kernel.identifiers import Cnic, Mobile
from sahulat.kernel.text import Text
from sahulat.platform.people.operations import register_person
from sahulat.platform.people.types import NewPerson, Sex

AYESHA = Text({"en": "Ayesha Bibi", "ur": "عائشہ بی بی"})


def a_person(
    now: datetime,
    *,
    names: Text = AYESHA,
    cnic: str | None = None,
    mobile: str | None = None,
    born_on: date | None = None,
    sex: Sex | None = None,
    language: str = "ur",
) -> UUID:
    """Register somebody; a mobile counts as proved."""
    return register_person(
        actor=Actor.system(request_id="test"),
        now=now,
        person=NewPerson(
            names=names,
            born_on=born_on,
            sex=sex,
            language=language,
            cnic=Cnic.parse(cnic) if cnic else None,
            mobile=Mobile.parse(mobile) if mobile else None,
            mobile_verified_at=now if mobile else None,
        ),
    )
