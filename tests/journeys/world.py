"""What the whole journeys need: a country, a published service, officers in their posts, and who answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sahulat.foundation.access.types import Actor
from sahulat.foundation.messaging.public import Address, AddressKind, handset_messages
from sahulat.kernel.identifiers import Mobile
from sahulat.kernel.text import Text
from sahulat.platform.accounts.models import Account
from sahulat.platform.accounts.testing import an_account
from sahulat.platform.cases.testing import PASSWORD, an_officer_at, service_folder
from sahulat.platform.catalogue.public import publish
from sahulat.platform.people.testing import a_person
from sahulat.platform.places.testing import load_country

SERVICE = "punjab/district-administration/domicile-certificate"
TEHSIL = "pk-punjab-multan-multan-city"
ELSEWHERE = "pk-punjab-lahore-lahore-city"
CITIZEN_MOBILE = "0300 0000001"
ANSWERS: dict[str, str] = {
    "name": "Ayesha Bano",
    "name_ur": "عائشہ بانو",
    "father": "Ghulam Rasool",
    "father_ur": "غلام رسول",
    "cnic": "00000-0001234-5",
    "born_on-day": "14",
    "born_on-month": "3",
    "born_on-year": "2001",
    "district": "pk-punjab-multan",
    "tehsil": TEHSIL,
    "address-line": "House 14, Street 3",
    "address-area": "Gulgasht Colony",
    "address-postal": "60700",
    "address_ur": "مکان 14، گلی 3، گلگشت کالونی",
    "lived_since-month": "3",
    "lived_since-year": "2015",
    "house": "own",
    "parents_have_domicile": "no",
    "no_other_domicile": "yes",
}
"""What the citizen writes, by input."""

OFFICERS = {
    "clerk": (Text({"en": "Rashid Mehmood", "ur": "راشد محمود"}), "0300 0000002"),
    "assistant-commissioner": (Text({"en": "Hina Qureshi", "ur": "حنا قریشی"}), "0300 0000003"),
}


@dataclass(slots=True)
class World:
    """Who is there: the officers' accounts by role."""

    now: datetime
    officers: dict[str, Account] = field(default_factory=dict)


def a_world(now: datetime, *, place: str = TEHSIL) -> World:
    """Load the country, publish the service, put officers into the posts of a tehsil."""
    load_country(now)
    publish(actor=Actor.system(request_id="test"), now=now, folder=service_folder("domicile-certificate"))
    world = World(now)
    for role, (names, mobile) in OFFICERS.items():
        person = a_person(now, names=names, mobile=mobile)
        account = an_account(now, mobile=mobile, password=PASSWORD, person_id=person)
        an_officer_at(role, place, account, now)
        world.officers[role] = account
    return world


def newest_code(mobile: str) -> str:
    """The code in the newest message on a phone."""
    text = newest_message(mobile)
    found = re.search(r"\b[0-9]{6}\b", text)
    assert found is not None, text
    return found.group()


def newest_message(mobile: str) -> str:
    """The newest message on a phone."""
    messages: Any = handset_messages(Address(AddressKind.MOBILE, Mobile.parse(mobile).e164), limit=1)
    return str(messages[0].text)
