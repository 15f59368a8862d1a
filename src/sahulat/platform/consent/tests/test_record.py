"""A person sees who looked at their data, and nobody else's record."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from sahulat.foundation.access.public import SignInNeeded
from sahulat.foundation.access.types import Actor, Basis, Grounds
from sahulat.platform.accounts.testing import actor_of, an_account, signed_in
from sahulat.platform.consent.queries import looks_at_me
from sahulat.platform.consent.types import Who
from sahulat.platform.organisations.testing import a_post, appointed
from sahulat.platform.people.queries import name_of, person_summary

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DECIDING = Grounds("To decide on your application", Basis.LAW)


def test_a_clerks_look_shows_with_post_purpose_and_basis() -> None:
    citizen, clerk, post = an_account(NOW), an_account(NOW, mobile="0300 0000009"), a_post(NOW)
    appointed(NOW, clerk.person_id, post)
    person_summary(citizen.person_id, actor=actor_of(clerk, post_id=post), now=NOW, grounds=DECIDING)
    [look] = looks_at_me(actor_of(citizen))
    assert look.post_title is not None
    assert (look.who, look.post_title["en"], look.purpose, look.basis) == (
        Who.POST,
        "Clerk, Multan",
        "To decide on your application",
        Basis.LAW,
    )


def test_ones_own_looks_stand_back_unless_asked_for() -> None:
    citizen = an_account(NOW)
    actor = actor_of(citizen)
    name_of(citizen.person_id, actor=actor, now=NOW, grounds=Grounds("To show you your page", Basis.SELF))
    assert looks_at_me(actor) == []
    assert [look.who for look in looks_at_me(actor, with_own=True)] == [Who.SELF]


def test_nobody_sees_the_record_of_another() -> None:
    citizen, other = an_account(NOW), an_account(NOW, mobile="0300 0000009")
    name_of(citizen.person_id, actor=Actor.system(request_id="test"), now=NOW, grounds=DECIDING)
    assert looks_at_me(actor_of(other)) == []
    with pytest.raises(SignInNeeded):
        looks_at_me(Actor.anonymous(request_id="test"))


def test_the_page_says_who_why_and_on_what_basis(client: Client) -> None:
    citizen, clerk, post = an_account(NOW), an_account(NOW, mobile="0300 0000009"), a_post(NOW)
    appointed(NOW, clerk.person_id, post)
    person_summary(citizen.person_id, actor=actor_of(clerk, post_id=post), now=NOW, grounds=DECIDING)
    signed_in(client, citizen, NOW)
    page = client.get("/en/my/record/").content.decode()
    for words in ("Clerk, Multan", "District Administration Multan", "To decide on your application", "A law asks"):
        assert words in page
    assert "کلرک، ملتان" in client.get("/ur/my/record/").content.decode()
    assert Client().get("/en/my/record/").status_code == 401
