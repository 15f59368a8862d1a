"""Finding persons and reading what is known of them. Each look at a person's data leaves an audit row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.public import authorise
from sahulat.foundation.access.types import Actor, Grounds
from sahulat.foundation.audit.public import record_look
from sahulat.foundation.keys.public import decrypt, keyed_hash
from sahulat.foundation.languages.public import fold
from sahulat.kernel.identifiers import Cnic, Mobile, Ntn
from sahulat.kernel.text import Text
from sahulat.platform.people.models import ContactPoint, Identifier, Person
from sahulat.platform.people.permissions import SEE
from sahulat.platform.people.rules import value_of
from sahulat.platform.people.types import ContactKind, IdentifierKind, PersonSummary, Sex

IDENTIFIER_FIELD = "people.identifier"
CONTACT_FIELD = "people.contact"
SUBJECT = "people.person"
MOST_FOUND = 50


def identifier_hash(value: Cnic | Ntn) -> bytes:
    """By which persons with this number are found."""
    return keyed_hash(f"people.{value.kind}", value.value)


def mobile_hash(mobile: Mobile) -> bytes:
    """By which persons with this mobile number are found."""
    return keyed_hash("people.mobile", mobile.e164)


def key_owner(person_id: UUID) -> str:
    """How a person's key names its owner."""
    return f"people.person:{person_id}"


def folded_names(names: Text) -> str:
    """The search column: every name of a person, folded, parted by a line."""
    return "\n".join(dict.fromkeys(fold(name) for name in names.values()))


def person_summary(person_id: UUID, *, actor: Actor, now: datetime, grounds: Grounds) -> PersonSummary:
    """What is known of one person; numbers print masked. Records the look.

    Raises Forbidden or SignInNeeded; Person.DoesNotExist for an id that nobody has.
    """
    person = _looked_at(person_id, actor=actor, now=now, grounds=grounds)
    cnic = _identifier(person, IdentifierKind.CNIC)
    return PersonSummary(
        id=person.id,
        names=person.names,
        born_on=person.born_on,
        sex=Sex(person.sex) if person.sex else None,
        language=person.language,
        cnic=cnic if isinstance(cnic, Cnic) else None,
        mobile=_mobile(person),
        erased=person.erased_at is not None,
    )


def name_of(person_id: UUID, *, actor: Actor, now: datetime, grounds: Grounds) -> Text:
    """One person's names. Records the look. Raises as `person_summary` does."""
    return _looked_at(person_id, actor=actor, now=now, grounds=grounds).names


def mobile_of(person_id: UUID, *, actor: Actor, now: datetime, grounds: Grounds) -> Mobile | None:
    """The newest mobile number that the person proved to hold, or None. Records the look."""
    return _mobile(_looked_at(person_id, actor=actor, now=now, grounds=grounds))


def find_persons(text: str, *, actor: Actor, now: datetime, grounds: Grounds) -> list[PersonSummary]:
    """Persons whose name in either script holds the words, in any order, however spelled; at most 50.

    Folded search over the stored column. Each person found counts as looked at.
    """
    words = fold(text).split()
    if not words:
        return []
    rows = Person.objects.filter(SEE.visible(actor), erased_at__isnull=True)
    for word in words:
        rows = rows.filter(folded__contains=word)
    return [
        person_summary(row.id, actor=actor, now=now, grounds=grounds)
        for row in rows.order_by("folded", "id")[:MOST_FOUND]
    ]


def persons_with(value: Cnic | Ntn | Mobile) -> list[UUID]:
    """Ids of the persons who have this number, oldest record first; more than one may.

    It answers with ids alone, so it leaves no look: whoever then reads a person leaves one.
    """
    if isinstance(value, Mobile):
        contacts = ContactPoint.objects.filter(value_hash=mobile_hash(value), ended_at__isnull=True)
        return list(contacts.order_by("person_id").values_list("person_id", flat=True).distinct())
    numbers = Identifier.objects.filter(value_hash=identifier_hash(value), kind=value.kind)
    return list(numbers.order_by("person_id").values_list("person_id", flat=True).distinct())


def language_of(person_id: UUID) -> str:
    """The code of the language that the person wants to be told in."""
    return Person.objects.values_list("language", flat=True).get(id=person_id)


def office_names(person_ids: Iterable[UUID]) -> dict[UUID, Text]:
    """Names of persons as holders of a public post, which the public may know: no look is recorded.

    For `organisations`, which knows who holds a post. Never ask it for anyone else.
    """
    return dict(Person.objects.filter(id__in=list(person_ids)).values_list("id", "names"))


def own_names(person_ids: Sequence[UUID], contact_hash: bytes) -> dict[UUID, Text]:
    """Names of those of the persons who can be reached by a mobile, for whoever just proved to hold it."""
    held = ContactPoint.objects.filter(person_id__in=person_ids, value_hash=contact_hash, ended_at__isnull=True)
    return dict(Person.objects.filter(id__in=held.values("person_id")).values_list("id", "names"))


def open_for_person(person_id: UUID, sealed: bytes, *, field: str) -> bytes:
    """Read what `seal_for_person` sealed. Raises KeyShredded after the person was erased."""
    key_id = Person.objects.values_list("data_key_id", flat=True).get(id=person_id)
    if key_id is None:
        raise LookupError(f"person {person_id} has no key, so nothing was sealed for them")
    return decrypt(key_id, bytes(sealed), field=field)


def _looked_at(person_id: UUID, *, actor: Actor, now: datetime, grounds: Grounds) -> Person:
    person = Person.objects.get(id=person_id)
    authorise(actor, SEE, person)
    record_look(
        actor=actor,
        now=now,
        person_id=person_id,
        subject_type=SUBJECT,
        subject_id=person_id,
        grounds=grounds,
    )
    return person


def _identifier(person: Person, kind: IdentifierKind) -> Cnic | Ntn | Mobile | None:
    row = person.identifiers.filter(kind=kind, ends_on__isnull=True).order_by("-id").first()
    if row is None or person.erased_at is not None or person.data_key_id is None:
        return None
    return value_of(kind, decrypt(person.data_key_id, bytes(row.sealed), field=IDENTIFIER_FIELD).decode())


def _mobile(person: Person) -> Mobile | None:
    rows = person.contacts.filter(kind=ContactKind.MOBILE, ended_at__isnull=True, verified_at__isnull=False)
    row = rows.order_by("-id").first()
    if row is None or person.erased_at is not None or person.data_key_id is None:
        return None
    return Mobile(decrypt(person.data_key_id, bytes(row.sealed), field=CONTACT_FIELD).decode())
