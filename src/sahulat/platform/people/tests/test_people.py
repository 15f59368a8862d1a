"""Registering, finding, looking at and erasing persons."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from sahulat.foundation.access.public import Forbidden, SignInNeeded
from sahulat.foundation.access.types import Actor, Basis, Grounds
from sahulat.foundation.audit.public import acts_on, looks_at
from sahulat.foundation.keys.public import KeyShredded
from sahulat.kernel.identifiers import Cnic, Mobile
from sahulat.kernel.ids import new_id
from sahulat.kernel.text import Text
from sahulat.platform.people import operations, queries
from sahulat.platform.people.models import ContactPoint, Identifier, Person
from sahulat.platform.people.permissions import CHANGE, SEE
from sahulat.platform.people.testing import AYESHA, a_person
from sahulat.platform.people.types import NewPerson, Sex

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SYSTEM = Actor.system(request_id="test")
GROUNDS = Grounds("To test", Basis.PUBLIC_TASK)
CNIC, MOBILE = "00000-0000012-3", "0300 0000012"


def citizen(person_id: object) -> Actor:
    """A citizen acting for themselves."""
    return dataclasses.replace(
        Actor.anonymous(request_id="test"), account_id=new_id(NOW), person_id=person_id, session_id="s"
    )


def officer() -> Actor:
    """Somebody acting in a post."""
    return dataclasses.replace(citizen(new_id(NOW)), post_id=new_id(NOW))


def test_a_person_needs_no_number_no_phone_no_birthday_and_no_sex() -> None:
    person_id = a_person(NOW, names=Text({"ur": "گمنام"}))
    shown = queries.person_summary(person_id, actor=SYSTEM, now=NOW, grounds=GROUNDS)
    assert (shown.cnic, shown.mobile, shown.born_on, shown.sex) == (None, None, None, None)


def test_sex_is_never_derived_from_a_number() -> None:
    for last in "1234":
        person_id = a_person(NOW, cnic=f"00000-0000012-{last}")
        assert Person.objects.get(id=person_id).sex is None
    stated = a_person(NOW, cnic=CNIC, sex=Sex.X)
    assert queries.person_summary(stated, actor=SYSTEM, now=NOW, grounds=GROUNDS).sex is Sex.X


def test_a_birthday_in_the_future_is_refused() -> None:
    with pytest.raises(operations.ImpossibleBirth):
        a_person(NOW, born_on=date(2026, 11, 25))


def test_somebody_born_today_in_pakistan_is_registered_although_utc_is_behind() -> None:
    late = datetime(2026, 11, 24, 20, tzinfo=UTC)
    assert a_person(late, born_on=date(2026, 11, 25))


def test_a_person_is_found_by_number_and_the_number_is_stored_nowhere_in_clear() -> None:
    person_id = a_person(NOW, cnic=CNIC, mobile=MOBILE)
    assert queries.persons_with(Cnic.parse(CNIC)) == [person_id]
    assert queries.persons_with(Mobile.parse(MOBILE)) == [person_id]
    for row in (Identifier.objects.get(), ContactPoint.objects.get()):
        stored = bytes(row.sealed) + bytes(row.value_hash)
        assert b"0000012" not in stored


def test_two_people_share_a_phone() -> None:
    first, second = a_person(NOW, mobile=MOBILE), a_person(NOW, mobile=MOBILE, names=Text({"en": "Zahra"}))
    assert set(queries.persons_with(Mobile.parse(MOBILE))) == {first, second}


def test_numbers_print_masked() -> None:
    person_id = a_person(NOW, cnic=CNIC, mobile=MOBILE)
    shown = repr(queries.person_summary(person_id, actor=SYSTEM, now=NOW, grounds=GROUNDS))
    assert "0000012" not in shown.replace("-", "")


def test_each_look_leaves_who_why_and_on_what_basis() -> None:
    person_id, clerk = a_person(NOW), officer()
    queries.person_summary(person_id, actor=clerk, now=NOW, grounds=GROUNDS)
    queries.name_of(person_id, actor=clerk, now=NOW, grounds=GROUNDS)
    looks = looks_at(person_id, 10)
    assert [(look.purpose, look.basis, look.post_id) for look in looks] == [
        ("To test", Basis.PUBLIC_TASK, clerk.post_id)
    ] * 2


def test_a_citizen_sees_themselves_and_nobody_else() -> None:
    mine, other = a_person(NOW), a_person(NOW, names=Text({"en": "Zahra"}))
    assert queries.name_of(mine, actor=citizen(mine), now=NOW, grounds=GROUNDS) == AYESHA
    with pytest.raises(Forbidden):
        queries.name_of(other, actor=citizen(mine), now=NOW, grounds=GROUNDS)
    with pytest.raises(SignInNeeded):
        queries.name_of(other, actor=Actor.anonymous(request_id="test"), now=NOW, grounds=GROUNDS)


def test_the_two_questions_of_each_permission_agree() -> None:
    people = [Person.objects.get(id=a_person(NOW)) for _ in range(3)]
    actors = [SYSTEM, Actor.anonymous(request_id="test"), officer(), *(citizen(each.id) for each in people)]
    for permission in (SEE, CHANGE):
        for actor in actors:
            seen = set(Person.objects.filter(permission.visible(actor)).values_list("id", flat=True))
            assert seen == {each.id for each in people if permission.allows(actor, each)}


def test_a_name_is_found_however_it_is_spelled() -> None:
    person_id = a_person(NOW)
    a_person(NOW, names=Text({"en": "Zahra", "ur": "زہرا"}))
    for words in ("ayesha", "BIBI Ayesha", "عائشه", "عائشہ بي بي"):
        found = queries.find_persons(words, actor=officer(), now=NOW, grounds=GROUNDS)
        assert [each.id for each in found] == [person_id], words


def test_identifying_twice_keeps_one_number() -> None:
    person_id = a_person(NOW)
    ids = {operations.identify(actor=SYSTEM, now=NOW, person_id=person_id, value=Cnic.parse(CNIC)) for _ in range(2)}
    assert len(ids) == Identifier.objects.count() == 1


def test_a_contact_added_again_with_proof_becomes_proved() -> None:
    person_id, mobile = a_person(NOW), Mobile.parse(MOBILE)
    operations.add_contact(actor=SYSTEM, now=NOW, person_id=person_id, mobile=mobile)
    assert queries.mobile_of(person_id, actor=SYSTEM, now=NOW, grounds=GROUNDS) is None
    operations.add_contact(actor=SYSTEM, now=NOW, person_id=person_id, mobile=mobile, verified_at=NOW)
    assert queries.mobile_of(person_id, actor=SYSTEM, now=NOW, grounds=GROUNDS) == mobile


def test_erasing_shreds_what_was_sealed_and_forgets_what_was_readable() -> None:
    person_id = a_person(NOW, cnic=CNIC, mobile=MOBILE, born_on=date(1990, 1, 1))
    sealed = operations.seal_for_person(actor=SYSTEM, now=NOW, person_id=person_id, data=b"answers", field="test")
    assert queries.open_for_person(person_id, sealed, field="test") == b"answers"

    operations.erase_person(actor=SYSTEM, now=NOW, person_id=person_id)
    operations.erase_person(actor=SYSTEM, now=NOW + timedelta(days=1), person_id=person_id)

    with pytest.raises(KeyShredded):
        queries.open_for_person(person_id, sealed, field="test")
    assert queries.persons_with(Cnic.parse(CNIC)) == queries.persons_with(Mobile.parse(MOBILE)) == []
    shown = queries.person_summary(person_id, actor=SYSTEM, now=NOW, grounds=GROUNDS)
    assert (shown.erased, shown.born_on, shown.cnic, shown.mobile) == (True, None, None, None)
    assert "Ayesha" not in str(shown.names)
    assert queries.find_persons("ayesha", actor=SYSTEM, now=NOW, grounds=GROUNDS) == []
    assert [act.action for act in acts_on("people.person", person_id)].count("people.erase-person") == 1


def test_nothing_of_an_erased_person_is_left_in_the_tables_of_this_room() -> None:
    person_id = a_person(NOW, cnic=CNIC, mobile=MOBILE, born_on=date(1990, 1, 1))
    operations.erase_person(actor=SYSTEM, now=NOW, person_id=person_id)
    with connection.cursor() as cursor:
        for table in ("people_person", "people_identifier", "people_contact_point"):
            cursor.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text ~* 'ayesha|عائشہ|1990-01-01'")  # noqa: S608
            assert cursor.fetchone() == (0,)


def test_a_record_under_legal_hold_is_not_erased() -> None:
    person_id = a_person(NOW)
    operations.hold(actor=SYSTEM, now=NOW, person_id=person_id, held=True)
    with pytest.raises(operations.UnderLegalHold):
        operations.erase_person(actor=SYSTEM, now=NOW, person_id=person_id)
    operations.hold(actor=SYSTEM, now=NOW, person_id=person_id, held=False)
    operations.erase_person(actor=SYSTEM, now=NOW, person_id=person_id)


def test_a_citizen_does_not_erase() -> None:
    person_id = a_person(NOW)
    with pytest.raises(Forbidden):
        operations.erase_person(actor=citizen(person_id), now=NOW, person_id=person_id)


def test_the_database_refuses_a_sex_that_nobody_can_state() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(id=a_person(NOW)).update(sex="m")


def test_anyone_may_register_themselves() -> None:
    person = NewPerson(names=AYESHA)
    assert operations.register_person(actor=Actor.anonymous(request_id="test"), now=NOW, person=person)


def test_many_are_imported_as_if_each_had_been_registered() -> None:
    people = [
        NewPerson(names=AYESHA, cnic=Cnic.parse(CNIC), mobile=Mobile.parse(MOBILE), mobile_verified_at=NOW),
        NewPerson(names=Text({"en": "Zahra"})),
    ]
    first, second = operations.import_people(actor=SYSTEM, now=NOW, people=people)
    assert queries.persons_with(Cnic.parse(CNIC)) == queries.persons_with(Mobile.parse(MOBILE)) == [first]
    assert queries.mobile_of(first, actor=SYSTEM, now=NOW, grounds=GROUNDS) == Mobile.parse(MOBILE)
    assert [each.id for each in queries.find_persons("zahra", actor=SYSTEM, now=NOW, grounds=GROUNDS)] == [second]
    operations.erase_person(actor=SYSTEM, now=NOW, person_id=first)
    assert queries.person_summary(first, actor=SYSTEM, now=NOW, grounds=GROUNDS).mobile is None


def test_an_import_with_one_impossible_person_imports_nobody() -> None:
    people = [NewPerson(names=AYESHA), NewPerson(names=AYESHA, born_on=date(2027, 1, 1))]
    with pytest.raises(operations.ImpossibleBirth):
        operations.import_people(actor=SYSTEM, now=NOW, people=people)
    assert Person.objects.count() == 0


def test_only_the_installation_imports() -> None:
    with pytest.raises(Forbidden):
        operations.import_people(actor=officer(), now=NOW, people=[NewPerson(names=AYESHA)])
