"""What changes persons: registering, adding numbers, holding, erasing, importing many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from sahulat.foundation.access.public import EVERYONE, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import record
from sahulat.foundation.keys.public import encrypt, new_data_key, new_data_keys, shred
from sahulat.foundation.languages.public import zone
from sahulat.foundation.tables.public import copy_rows
from sahulat.kernel.identifiers import Cnic, Mobile, Ntn
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_, Refusal
from sahulat.kernel.text import Text
from sahulat.platform.people.events import PersonErased, PersonRegistered
from sahulat.platform.people.models import ContactPoint, Identifier, Person
from sahulat.platform.people.permissions import CHANGE, ERASE, IMPORT, REGISTER
from sahulat.platform.people.queries import (
    CONTACT_FIELD,
    IDENTIFIER_FIELD,
    SUBJECT,
    folded_names,
    identifier_hash,
    key_owner,
    mobile_hash,
)
from sahulat.platform.people.rules import ISSUERS, possible_birth
from sahulat.platform.people.types import ContactKind, NewPerson

ERASED_NAME = Text({"en": "Erased person", "ur": "مٹایا گیا ریکارڈ"})


class Seal(Protocol):
    """Encrypts under one person's key."""

    def __call__(self, data: bytes, *, field: str) -> bytes: ...


class ImpossibleBirth(Refusal):
    """Nobody alive was born on that day."""

    code = "people.impossible-birth"
    status = 422
    message = N_("Enter the day of birth as it is: it can't be in the future or more than 123 years ago.")


class UnderLegalHold(Refusal):
    """The record is kept for a court or an inquiry."""

    code = "people.under-legal-hold"
    status = 409
    message = N_("This record is under a legal hold. Lift the hold first, then erase it.")


@operation(REGISTER)
def register_person(*, actor: Actor, now: datetime, person: NewPerson) -> UUID:
    """Register a person with whatever is stated and return the id. Not safe to repeat: registers another.

    That somebody with the same number is registered already refuses nothing: phones are shared and numbers
    mistyped; `persons_with` tells who. Raises ImpossibleBirth.
    """
    authorise(actor, REGISTER)
    if person.born_on is not None and not possible_birth(person.born_on, now.astimezone(zone()).date()):
        raise ImpossibleBirth
    row = _row(person, now)
    row.save(force_insert=True)
    if person.cnic is not None:
        _keep_identifier(row, person.cnic, now)
    if person.mobile is not None:
        _keep_mobile(row, person.mobile, now, person.mobile_verified_at)
    record(
        actor=actor,
        now=now,
        action="people.register-person",
        subject_type=SUBJECT,
        subject_id=row.id,
        person_id=row.id,
        event=PersonRegistered(person_id=row.id),
    )
    return row.id


@operation(IMPORT)
def import_people(*, actor: Actor, now: datetime, people: Sequence[NewPerson]) -> list[UUID]:
    """Register many at once, as the installation alone may, and return their ids in the same order.

    One audit row tells of all; no event goes out, since rooms above learn of an import as a whole. Not safe to
    repeat. Raises ImpossibleBirth, and then nobody is imported.
    """
    authorise(actor, IMPORT)
    today = now.astimezone(zone()).date()
    if any(each.born_on is not None and not possible_birth(each.born_on, today) for each in people):
        raise ImpossibleBirth
    rows = [_row(each, now) for each in people]
    keyed = [i for i, each in enumerate(people) if each.cnic is not None or each.mobile is not None]
    fresh = new_data_keys(now=now, owners=[key_owner(rows[i].id) for i in keyed])
    numbers, contacts = [], []
    for i, key in zip(keyed, fresh, strict=True):
        row, each = rows[i], people[i]
        row.data_key_id = key.id
        if each.cnic is not None:
            numbers.append(_identifier(row, each.cnic, now, key.encrypt))
        if each.mobile is not None:
            contacts.append(_contact(row, each.mobile, now, each.mobile_verified_at, key.encrypt))
    copy_rows(rows)
    copy_rows(numbers)
    copy_rows(contacts)
    if rows:
        record(
            actor=actor,
            now=now,
            action="people.import-people",
            subject_type=SUBJECT,
            subject_id=rows[0].id,
            details={"count": len(rows)},
        )
    return [row.id for row in rows]


@operation(CHANGE)
def identify(*, actor: Actor, now: datetime, person_id: UUID, value: Cnic | Ntn) -> UUID:
    """Add a number to a person and return the identifier's id. Safe to repeat: the first one stands."""
    person = _locked(person_id)
    authorise(actor, CHANGE, person)
    known = person.identifiers.filter(kind=value.kind, value_hash=identifier_hash(value)).first()
    if known is not None:
        return known.id
    row = _keep_identifier(person, value, now)
    _record(actor, now, "people.identify", person, {"kind": value.kind})
    return row.id


@operation(CHANGE)
def add_contact(
    *, actor: Actor, now: datetime, person_id: UUID, mobile: Mobile, verified_at: datetime | None = None
) -> UUID:
    """Add a mobile number and return the contact's id. Safe to repeat; a repetition may add the verification."""
    person = _locked(person_id)
    authorise(actor, CHANGE, person)
    known = person.contacts.filter(
        kind=ContactKind.MOBILE, value_hash=mobile_hash(mobile), ended_at__isnull=True
    ).first()
    if known is None:
        row = _keep_mobile(person, mobile, now, verified_at)
    elif known.verified_at is None and verified_at is not None:
        row = known
        row.verified_at = verified_at
        row.save(update_fields=["verified_at"])
    else:
        return known.id
    _record(actor, now, "people.add-contact", person, {"verified": verified_at is not None})
    return row.id


@operation(CHANGE)
def choose_language(*, actor: Actor, now: datetime, person_id: UUID, language: str) -> None:
    """Note in which language the person wants to be told things. Safe to repeat."""
    person = _locked(person_id)
    authorise(actor, CHANGE, person)
    if person.language == language:
        return
    person.language = language
    person.save(update_fields=["language"])
    _record(actor, now, "people.choose-language", person, {"language": language})


@operation(EVERYONE)
def seal_for_person(*, actor: Actor, now: datetime, person_id: UUID, data: bytes, field: str) -> bytes:
    """Encrypt data of another room under a person's key, made if there is none, so that erasing shreds it too.

    A step of that room's operation, which asks its own permission and leaves the audit row: hence for
    everyone. `open_for_person` reads it.
    """
    authorise(actor, EVERYONE)
    person = Person.objects.select_for_update().get(id=person_id)
    return encrypt(_key_of(person, now), data, field=field)


@operation(ERASE)
def hold(*, actor: Actor, now: datetime, person_id: UUID, held: bool) -> None:
    """Put a person's record under a legal hold, or lift it. Safe to repeat."""
    person = _locked(person_id)
    authorise(actor, ERASE, person)
    if person.legal_hold == held:
        return
    person.legal_hold = held
    person.save(update_fields=["legal_hold"])
    _record(actor, now, "people.hold" if held else "people.lift-hold", person)


@operation(ERASE)
def erase_person(*, actor: Actor, now: datetime, person_id: UUID) -> None:
    """Destroy a person's key and what is readable of them; the row stays so that the ledger stays provable.

    Whatever any room sealed under the key is gone with it. The hashes go too, since a number can be guessed
    against them by whoever has the search key. Safe to repeat. Raises UnderLegalHold.
    """
    person = _locked(person_id)
    authorise(actor, ERASE, person)
    if person.legal_hold:
        raise UnderLegalHold
    if person.erased_at is not None:
        return
    if person.data_key_id is not None:
        shred(person.data_key_id, now=now)
    person.identifiers.update(value_hash=None)
    person.contacts.update(value_hash=None, ended_at=now)
    person.names, person.folded = ERASED_NAME, ""
    person.born_on, person.sex, person.erased_at = None, None, now
    person.save(update_fields=["names", "folded", "born_on", "sex", "erased_at"])
    _record(actor, now, "people.erase-person", person, event=PersonErased(person_id=person.id))


def _locked(person_id: UUID) -> Person:
    return Person.objects.select_for_update().get(id=person_id)


def _sealing(person: Person, now: datetime) -> Seal:
    return partial(encrypt, _key_of(person, now))


def _key_of(person: Person, now: datetime) -> UUID:
    if person.data_key_id is None:
        person.data_key_id = new_data_key(now=now, owner=key_owner(person.id))
        person.save(update_fields=["data_key"])
    return person.data_key_id


def _row(person: NewPerson, now: datetime) -> Person:
    return Person(
        id=new_id(now),
        names=person.names,
        folded=folded_names(person.names),
        born_on=person.born_on,
        sex=person.sex,
        language=person.language,
        registered_at=now,
    )


def _identifier(person: Person, value: Cnic | Ntn, now: datetime, seal: Seal) -> Identifier:
    return Identifier(
        id=new_id(now),
        person=person,
        kind=value.kind,
        issuer=ISSUERS[value.kind],
        value_hash=identifier_hash(value),
        sealed=seal(value.value.encode(), field=IDENTIFIER_FIELD),
        added_at=now,
    )


def _contact(person: Person, mobile: Mobile, now: datetime, verified_at: datetime | None, seal: Seal) -> ContactPoint:
    return ContactPoint(
        id=new_id(now),
        person=person,
        kind=ContactKind.MOBILE,
        value_hash=mobile_hash(mobile),
        sealed=seal(mobile.e164.encode(), field=CONTACT_FIELD),
        verified_at=verified_at,
        added_at=now,
    )


def _keep_identifier(person: Person, value: Cnic | Ntn, now: datetime) -> Identifier:
    row = _identifier(person, value, now, _sealing(person, now))
    row.save(force_insert=True)
    return row


def _keep_mobile(person: Person, mobile: Mobile, now: datetime, verified_at: datetime | None) -> ContactPoint:
    row = _contact(person, mobile, now, verified_at, _sealing(person, now))
    row.save(force_insert=True)
    return row


def _record(
    actor: Actor,
    now: datetime,
    action: str,
    person: Person,
    details: dict[str, object] | None = None,
    event: PersonErased | None = None,
) -> None:
    record(
        actor=actor,
        now=now,
        action=action,
        subject_type=SUBJECT,
        subject_id=person.id,
        person_id=person.id,
        details=details or {},
        event=event,
    )
