"""A country for the kill tests: the service, offices with officers and one citizen each, all with one password."""

from __future__ import annotations

from sahulat.foundation.access.types import Actor
from sahulat.kernel import clock
from sahulat.kernel.text import Text
from sahulat.platform.accounts.testing import an_account
from sahulat.platform.cases.testing import PASSWORD, an_officer_at, service_folder
from sahulat.platform.catalogue.public import publish
from sahulat.platform.organisations.public import holds_post
from sahulat.platform.organisations.testing import appointed
from sahulat.platform.people.testing import a_person
from sahulat.platform.places.public import districts, tehsils
from sahulat.platform.places.testing import load_country

ROLES = ("citizen", "clerk", "assistant-commissioner")


def mobile_of(office: int, role: str) -> str:
    """The number of somebody in an office."""
    return f"0300 1{office:03}{ROLES.index(role):03}"


def fill(offices: int) -> list[tuple[str, str]]:
    """Offices in the first tehsils of Punjab, in the order of their codes; district and tehsil of each."""
    now = clock.now()
    load_country(now)
    publish(actor=Actor.system(request_id="races"), now=now, folder=service_folder("domicile-certificate"))
    places = [(district.code, tehsil.code) for district in districts("pk-punjab") for tehsil in tehsils(district.code)]
    for office, (_, tehsil) in enumerate(places[:offices]):
        for role in ROLES:
            mobile = mobile_of(office, role)
            person = a_person(now, names=Text({"en": f"Person {office} {role}", "ur": "کوئی"}), mobile=mobile)
            account = an_account(now, mobile=mobile, password=PASSWORD, person_id=person)
            if role != ROLES[0]:
                post_id = an_officer_at(role, tehsil, account, now)
                if not holds_post(person, post_id, now):  # in a demo somebody holds it
                    appointed(now, person, post_id, acting=True)
    return places[:offices]
