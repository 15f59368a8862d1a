"""The demo's offices: for each lane of each published service, a post with an officer in every place that needs one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.kernel.text import Text
from sahulat.platform.accounts.public import open_account
from sahulat.platform.catalogue.public import package
from sahulat.platform.catalogue.types import Definition, Role
from sahulat.platform.organisations.public import appoint, establish_agency, establish_post
from sahulat.platform.people.public import register_person
from sahulat.platform.people.types import NewPerson
from sahulat.platform.places.public import districts, provinces, tehsils
from sahulat.platform.places.types import PlaceAt, PlaceKind
from sahulat.project.demo.models import Figure
from sahulat.project.demo.names import InventedPerson, Names

REGIONS = {
    "pk-punjab": "punjab",
    "pk-sindh": "sindh",
    "pk-khyber-pakhtunkhwa": "kpk",
    "pk-balochistan": "balochistan",
}
AT_THE_DOOR = {
    ("clerk", "pk-punjab-multan-multan-city"): "clerk",
    ("assistant-commissioner", "pk-punjab-multan-multan-city"): "commissioner",
}
"""Officers whom a visitor can be, by their post: their names are fixed."""
KEYS = frozenset({"citizen", *AT_THE_DOOR.values()})
JOINER = {"en": ", ", "ur": "، "}


@dataclass(slots=True)
class Population:
    """Draws people one after another, each with numbers of his or her own."""

    names: Names
    today: date
    next_number: int = 1

    def draw(self, region: str) -> tuple[int, InventedPerson]:
        """The next number and its person."""
        number = self.next_number
        self.next_number += 1
        return number, self.names.person(number, region, self.today)

    def settle(self, region: str, place: PlaceAt, *, actor: Actor, now: datetime, language: str = "ur") -> Figure:
        """Register the next person with an account, living at a district or tehsil."""
        number, person = self.draw(region)
        person_id = register_person(actor=actor, now=now, person=as_stated(person, now, language))
        account_id = open_account(actor=actor, now=now, person_id=person_id, mobile=person.mobile)
        tehsil = place.code if place.kind == PlaceKind.TEHSIL else ""
        return Figure.objects.create(
            number=number,
            key=region if region in KEYS else None,
            region=region,
            account_id=account_id,
            person_id=person_id,
            district=(place.parent_code or "") if tehsil else place.code,
            tehsil=tehsil,
        )


def region_of(province: PlaceAt) -> str:
    """From which list of family names a province's people are drawn."""
    return REGIONS.get(province.code, "elsewhere")


def open_offices(
    version_ids: list[UUID], population: Population, *, home: str, everywhere: bool, actor: Actor, now: datetime
) -> Iterator[Figure]:
    """Open posts for the lanes of services and fill each; yields the officers as they are appointed.

    Each district of a service's province gets its posts, and in the district `home` each tehsil; the first service's
    offices are opened in every province. Not `everywhere` means the home district alone. A tehsil without posts of
    its own is served by its district's.
    """
    seen: set[tuple[str, str]] = set()
    for number, version_id in enumerate(version_ids):
        definition = package(version_id).definition
        roles = [role for role in definition.roles.values() if role.role is not None and role.place is not None]
        for province in provinces():
            if number and province.code != definition.jurisdiction:
                continue
            for place in _places(province, home, everywhere=everywhere):
                for role in roles:
                    if (str(role.role), place.code) not in seen:
                        seen.add((str(role.role), place.code))
                        yield _office(definition, role, place, province, population, actor=actor, now=now)


def _places(province: PlaceAt, home: str, *, everywhere: bool) -> Iterator[PlaceAt]:
    for district in districts(province.code) or [province]:
        if district.code == home:
            yield from tehsils(home)
        elif everywhere:
            yield district


def at(what: Text, place: PlaceAt) -> Text:
    """ "Clerk, domicile branch" and Multan make "Clerk, domicile branch, Multan", in both scripts."""
    return Text({lang: f"{what[lang]}{JOINER[lang]}{place.names[lang]}" for lang in ("en", "ur")})


def _office(
    definition: Definition,
    role: Role,
    place: PlaceAt,
    province: PlaceAt,
    population: Population,
    *,
    actor: Actor,
    now: datetime,
) -> Figure:
    assert role.role is not None
    agency_id = establish_agency(
        actor=actor,
        now=now,
        code=f"{definition.agency_code}.{place.code}",
        names=at(definition.agency, place),
        place_id=place.id,
    )
    post_id = establish_post(
        actor=actor,
        now=now,
        code=f"{role.role}.{place.code}",
        agency_id=agency_id,
        role=role.role,
        title=at(role.name, place),
        place_id=place.id,
    )
    region = AT_THE_DOOR.get((role.role, place.code), region_of(province))
    figure = population.settle(region, place, actor=actor, now=now)
    appoint(actor=actor, now=now, post_id=post_id, person_id=figure.person_id, starts_at=now)
    figure.post_id = post_id
    figure.save(update_fields=["post_id"])
    return figure


def as_stated(person: InventedPerson, now: datetime, language: str) -> NewPerson:
    """What an invented person states when registered."""
    return NewPerson(
        names=person.name,
        born_on=person.born_on,
        language=language,
        cnic=person.cnic,
        mobile=person.mobile,
        mobile_verified_at=now,
    )
