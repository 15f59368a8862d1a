"""What the tests of this room stand on: a published service, officers at two places, applications on their way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.foundation.jobs.testing import settle
from sahulat.kernel.ids import new_id
from sahulat.kernel.text import Text
from sahulat.platform.accounts.models import Account
from sahulat.platform.accounts.testing import actor_of, an_account
from sahulat.platform.cases import operations
from sahulat.platform.cases.models import Case, Holding, Pile
from sahulat.platform.cases.testing import PASSWORD, an_applicant, an_officer_at, an_upload, raw_inputs, service_folder
from sahulat.platform.catalogue.public import publish
from sahulat.platform.forms.public import form_of, save_page, start_draft
from sahulat.platform.people.testing import a_person
from sahulat.platform.places.testing import load_country

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
MULTAN, LAHORE = "pk-punjab-multan-multan-city", "pk-punjab-lahore-lahore-city"
SYSTEM = Actor.system(request_id="test")
ANSWERS: dict[str, object] = {
    "name": "Ayesha Bano",
    "name_ur": "عائشہ بانو",
    "father": "Ghulam Rasool",
    "father_ur": "غلام رسول",
    "cnic": "00000-0001234-5",
    "born_on": "2001-03-14",
    "district": "pk-punjab-multan",
    "tehsil": MULTAN,
    "address": {"line": "House 14", "area": "Gulgasht Colony"},
    "address_ur": "مکان 14، گلگشت",
    "lived_since": "2015-03",
    "house": "own",
    "parents_have_domicile": False,
    "no_other_domicile": True,
}


@dataclass(slots=True)
class Office:
    """A place with its clerk and its assistant commissioner, as they act."""

    clerk: Actor
    commissioner: Actor


@dataclass(slots=True)
class Made:
    """What was made."""

    citizen: Actor
    offices: dict[str, Office]
    service: str
    version: UUID
    accounts: list[Account] = field(default_factory=list)

    @property
    def clerk(self) -> Actor:
        """The clerk of Multan City."""
        return self.offices[MULTAN].clerk

    @property
    def commissioner(self) -> Actor:
        """The assistant commissioner of Multan City."""
        return self.offices[MULTAN].commissioner


def make(now: datetime = NOW, *, places: tuple[str, ...] = (MULTAN, LAHORE)) -> Made:
    """The service, officers at the places, one citizen."""
    load_country(now)
    folder = service_folder("domicile-certificate")
    version = publish(actor=SYSTEM, now=now, folder=folder)
    offices = {place: Office(*(_officer(role, place, now) for role in ROLES)) for place in places}
    citizen = actor_of(an_applicant(now))
    return Made(citizen, offices, "/".join(folder.parts[-3:]), version.id)


ROLES = ("clerk", "assistant-commissioner")


def _officer(role: str, place: str, now: datetime) -> Actor:
    mobile = f"0300 10{(hash_of(role + place)):05}"
    person = a_person(now, names=Text({"en": f"{role} {place}", "ur": "افسر"}))
    account = an_account(now, mobile=mobile, password=PASSWORD, person_id=person)
    return actor_of(account, post_id=an_officer_at(role, place, account, now))


def hash_of(text: str) -> int:
    """A number of five digits that stays the same for the same text."""
    return sum(ord(char) * (at + 7) for at, char in enumerate(text)) % 100_000


def a_draft(made: Made, *, citizen: Actor | None = None, now: datetime = NOW, **answers: object) -> UUID:
    """A filled draft, ready to be sent."""
    actor = citizen or made.citizen
    draft = start_draft(actor=actor, now=now, service_key=made.service)
    given = {**ANSWERS, **answers}
    for page in form_of(made.version).pages:
        uploads = {each.name: an_upload("bill.pdf") for each in page.fields if each.name == "proof_of_address"}
        saved = save_page(
            actor=actor, now=now, draft_id=draft.id, page=page.name, raw=raw_inputs(page.fields, given), uploads=uploads
        )
        assert not saved.errors, {name: str(error) for name, error in saved.errors.items()}
    return draft.id


def a_case(made: Made, *, citizen: Actor | None = None, now: datetime = NOW, **answers: object) -> Case:
    """A submitted application, with the clerk."""
    actor = citizen or made.citizen
    receipt = operations.submit_application(
        actor=actor, now=now, draft_id=a_draft(made, citizen=actor, now=now, **answers)
    )
    return Case.objects.get(id=receipt.case_id)


def task_of(case: Case) -> Holding:
    """The case's open task."""
    return Holding.objects.select_related("case").get(case=case, pile=Pile.OPEN)


def a_key(now: datetime = NOW) -> str:
    """The key of one press of a button."""
    return str(new_id(now))


def forwarded(made: Made, case: Case, now: datetime = NOW + timedelta(hours=1)) -> Holding:
    """The case, passed on by the clerk; the commissioner's task."""
    operations.forward(actor=made.clerk, now=now, task_id=task_of(case).id, key=a_key(now))
    return task_of(case)


def worked_off(now: datetime) -> None:
    """Do what a worker would do."""
    settle(now)
