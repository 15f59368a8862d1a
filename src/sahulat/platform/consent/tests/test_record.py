"""A person sees who looked at their data, and nobody else's record."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

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
    [look] = looks_at_me(actor_of(citizen)).looks
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
    assert looks_at_me(actor).looks == ()
    assert [look.who for look in looks_at_me(actor, with_own=True).looks] == [Who.SELF]


def test_ones_own_many_looks_hide_nobody_elses() -> None:
    citizen = an_account(NOW)
    actor = actor_of(citizen)
    name_of(citizen.person_id, actor=Actor.system(request_id="test"), now=NOW, grounds=DECIDING)
    for minute in range(1, 6):
        grounds = Grounds("To show you your page", Basis.SELF)
        name_of(citizen.person_id, actor=actor, now=NOW + timedelta(minutes=minute), grounds=grounds)
    assert [look.who for look in looks_at_me(actor, limit=3).looks] == [Who.SYSTEM]


def test_paging_shows_every_look_once_there_and_back() -> None:
    citizen = an_account(NOW)
    actor = actor_of(citizen)
    for minute in range(7):
        at = NOW + timedelta(minutes=minute)
        name_of(citizen.person_id, actor=Actor.system(request_id="test"), now=at, grounds=DECIDING)
    pages = [looks_at_me(actor, limit=3)]
    while pages[-1].older is not None:
        pages.append(looks_at_me(actor, limit=3, before=pages[-1].older))
    assert [[look.at.minute for look in page.looks] for page in pages] == [[6, 5, 4], [3, 2, 1], [0]]
    assert pages[0].newer is None
    back = looks_at_me(actor, limit=3, after=pages[2].newer)
    assert back.looks == pages[1].looks
    first = looks_at_me(actor, limit=3, after=back.newer)
    assert (first.looks, first.older, first.newer) == (pages[0].looks, pages[0].older, None)


def test_the_page_links_to_older_and_newer_looks(client: Client) -> None:
    citizen = an_account(NOW)
    for minute in range(52):
        at = NOW + timedelta(minutes=minute)
        name_of(citizen.person_id, actor=Actor.system(request_id="test"), now=at, grounds=DECIDING)
    signed_in(client, citizen, NOW)
    first = client.get("/en/my/record/").content.decode()
    [older] = re.findall(r'href="(\?before=[0-9a-f-]+)"', first)
    assert "?after=" not in first
    second = client.get(f"/en/my/record/{older}").content.decode()
    assert (first.count('class="s-row"'), second.count('class="s-row"')) == (50, 2)
    [newer] = re.findall(r'href="(\?after=[0-9a-f-]+)"', second)
    assert client.get(f"/en/my/record/{newer}").content.decode().count('class="s-row"') == 50
    assert "Nobody has looked" not in client.get(f"/en/my/record/?before={UUID(int=0)}").content.decode()
    assert client.get("/en/my/record/?before=nonsense").status_code == 200


def test_nobody_sees_the_record_of_another() -> None:
    citizen, other = an_account(NOW), an_account(NOW, mobile="0300 0000009")
    name_of(citizen.person_id, actor=Actor.system(request_id="test"), now=NOW, grounds=DECIDING)
    assert looks_at_me(actor_of(other)).looks == ()
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
