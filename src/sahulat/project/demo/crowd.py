"""A crowd: invented people of all provinces, by the hundred thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from sahulat.foundation.access.types import Actor
from sahulat.platform.people.public import import_people
from sahulat.platform.people.types import NewPerson
from sahulat.project.demo.models import Country
from sahulat.project.demo.names import Names
from sahulat.project.demo.offices import as_stated

BATCH = 5_000
FIRST_NUMBER = 1_000_000
SHARES = ("punjab",) * 53 + ("sindh",) * 23 + ("kpk",) * 17 + ("balochistan",) * 6 + ("elsewhere",)
"""Shares of the 2023 census, rounded to a hundredth (PBS, 7th Population and Housing Census)."""
SYSTEM = Actor.system(request_id="demo")


def add_people(count: int, *, seed: int, now: datetime, data: Path, say: Callable[[str], None]) -> int:
    """Register `count` more people; each batch is kept when it is done, so a crash loses the last one at most."""
    names = Names(data / "demo" / "names.yaml", seed)
    people = _people(count, names, now)
    done = 0
    while batch := list(islice(people, BATCH)):
        with transaction.atomic():
            import_people(actor=SYSTEM, now=now, people=batch)
            Country.objects.update(people=_numbered() + len(batch))
        done += len(batch)
        say(f"{done} of {count} people")
    return done


def _numbered() -> int:
    return Country.objects.aggregate(most=Max("people"))["most"] or 0


def _people(count: int, names: Names, now: datetime) -> Iterator[NewPerson]:
    first = FIRST_NUMBER + _numbered()
    for number in range(first, first + count):
        region = SHARES[number % len(SHARES)]
        yield as_stated(names.person(number, region, now.date()), now, "ur")
