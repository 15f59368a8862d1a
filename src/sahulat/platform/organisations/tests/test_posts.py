"""Who holds which post when."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sahulat.foundation.access.public import Forbidden
from sahulat.foundation.access.types import Actor
from sahulat.kernel.ids import new_id
from sahulat.kernel.text import Text
from sahulat.platform.organisations import operations, queries
from sahulat.platform.organisations.models import Appointment, Post
from sahulat.platform.organisations.testing import SYSTEM, a_post, appointed
from sahulat.platform.people.testing import a_person
from sahulat.platform.places.queries import place
from sahulat.platform.places.testing import load_country

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def test_a_post_has_one_substantive_holder_at_a_time() -> None:
    post = a_post(NOW)
    appointed(NOW, a_person(NOW), post)
    with pytest.raises(operations.PostHeld):
        appointed(LATER, a_person(NOW), post)


def test_the_database_has_the_last_word_on_two_holders() -> None:
    post = a_post(NOW)
    appointed(NOW, a_person(NOW), post)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(id=new_id(NOW), post_id=post, person_id=a_person(NOW), starts_at=LATER)


def test_the_next_holder_starts_at_the_instant_at_which_the_last_one_ends() -> None:
    post, first, second = a_post(NOW), a_person(NOW), a_person(NOW, names=Text({"en": "Zahra"}))
    appointment = appointed(NOW, first, post)
    operations.end_appointment(actor=SYSTEM, now=NOW, appointment_id=appointment, ends_at=LATER)
    appointed(LATER, second, post)
    before, at = queries.holder_of(post, LATER - timedelta(microseconds=1)), queries.holder_of(post, LATER)
    assert before is not None
    assert at is not None
    assert (before.person_id, at.person_id) == (first, second)


def test_an_acting_holder_stands_beside_and_goes_before() -> None:
    post, holder, acting = a_post(NOW), a_person(NOW), a_person(NOW, names=Text({"en": "Zahra"}))
    appointed(NOW, holder, post)
    appointed(LATER, acting, post, acting=True)
    at = queries.holder_of(post, LATER)
    assert at is not None
    assert (at.person_id, at.acting, at.names["en"]) == (acting, True, "Zahra")
    assert queries.holds_post(holder, post, LATER)


def test_a_vacant_post_has_no_holder() -> None:
    assert queries.holder_of(a_post(NOW), NOW) is None


def test_posts_of_a_person_end_with_the_appointment() -> None:
    post, person = a_post(NOW), a_person(NOW)
    appointment = appointed(NOW, person, post)
    assert [each.id for each in queries.posts_of_person(person, NOW)] == [post]
    operations.end_appointment(actor=SYSTEM, now=NOW, appointment_id=appointment, ends_at=LATER)
    assert queries.posts_of_person(person, LATER) == []


def test_an_appointment_that_is_over_is_not_ended_again() -> None:
    appointment = appointed(NOW, a_person(NOW), a_post(NOW))
    operations.end_appointment(actor=SYSTEM, now=NOW, appointment_id=appointment, ends_at=LATER)
    operations.end_appointment(actor=SYSTEM, now=NOW, appointment_id=appointment, ends_at=LATER)
    with pytest.raises(operations.AppointmentOver):
        operations.end_appointment(actor=SYSTEM, now=NOW, appointment_id=appointment, ends_at=LATER + timedelta(days=1))


def test_a_role_and_a_place_give_the_posts_filled_ones_first() -> None:
    load_country(NOW)
    multan, lahore = place("pk-punjab-multan").id, place("pk-punjab-lahore").id
    vacant = a_post(NOW, place_id=multan, code="a-first-by-code")
    filled = a_post(NOW, place_id=multan, code="b-second-by-code")
    a_post(NOW, place_id=lahore, code="c-elsewhere")
    appointed(NOW, a_person(NOW), filled)
    assert [each.id for each in queries.posts_for("clerk", multan, NOW)] == [filled, vacant]
    assert queries.posts_for("clerk", None, NOW) == []


def test_establishing_twice_makes_one_post_and_mends_its_title() -> None:
    first = a_post(NOW)
    row = Post.objects.get(id=first)
    again = operations.establish_post(
        actor=SYSTEM, now=NOW, code=row.code, agency_id=row.agency_id, role="clerk", title=Text({"en": "Senior clerk"})
    )
    assert (again, queries.post(first).title["en"]) == (first, "Senior clerk")


def test_nobody_but_the_installation_appoints() -> None:
    someone = dataclasses.replace(
        Actor.anonymous(request_id="test"), account_id=new_id(NOW), person_id=new_id(NOW), post_id=new_id(NOW)
    )
    with pytest.raises(Forbidden):
        operations.appoint(actor=someone, now=NOW, post_id=a_post(NOW), person_id=a_person(NOW), starts_at=NOW)
