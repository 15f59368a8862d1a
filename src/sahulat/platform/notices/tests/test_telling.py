"""Telling a person something: in their language, once, readable by nobody else."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from sahulat.foundation.access.public import SignInNeeded
from sahulat.foundation.access.types import Actor
from sahulat.foundation.messaging.public import Address, AddressKind, handset_messages
from sahulat.kernel.identifiers import Mobile
from sahulat.kernel.text import Text
from sahulat.platform.accounts.testing import MOBILE, actor_of, an_account, signed_in
from sahulat.platform.notices.models import Notice
from sahulat.platform.notices.operations import tell
from sahulat.platform.notices.permissions import READ
from sahulat.platform.notices.queries import own_notices
from sahulat.platform.notices.rules.registry import register_notice
from sahulat.platform.people.operations import erase_person
from sahulat.platform.people.testing import a_person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SYSTEM = Actor.system(request_id="test")
KIND = "test.sent-back"
PLACE = Text({"en": "Multan", "ur": "ملتان"})

register_notice(KIND, Text({"en": "%(office)s wants one answer again: %(field)s.", "ur": "%(office)s: %(field)s"}))


def say(person_id: object, reference: str = "PB-1") -> object:
    """Tell the test's notice."""
    return tell(
        actor=SYSTEM,
        now=NOW,
        person_id=person_id,
        notice=KIND,
        params={"office": PLACE, "field": "address"},
        reference=reference,
    )


def on_the_phone() -> list[str]:
    """Texts on the test's handset."""
    return [each.text for each in handset_messages(Address(kind=AddressKind.MOBILE, value=Mobile.parse(MOBILE).e164))]


def test_a_person_is_told_in_their_language_on_their_phone() -> None:
    say(a_person(NOW, mobile=MOBILE, language="ur"))
    assert on_the_phone() == ["ملتان: address"]


def test_telling_twice_tells_once() -> None:
    person = a_person(NOW, mobile=MOBILE)
    assert say(person) == say(person)
    say(person, reference="PB-2")
    assert (Notice.objects.count(), len(on_the_phone())) == (2, 2)


def test_whoever_has_no_phone_finds_it_among_their_messages() -> None:
    account = an_account(NOW, person_id=a_person(NOW))
    say(account.person_id)
    assert on_the_phone() == []
    assert [each.text for each in own_notices(actor_of(account), ["en"])] == ["Multan wants one answer again: address."]


def test_what_was_told_is_not_stored_in_clear_and_goes_with_the_person() -> None:
    account = an_account(NOW)
    say(account.person_id)
    assert b"address" not in bytes(Notice.objects.get().sealed)
    erase_person(actor=SYSTEM, now=NOW, person_id=account.person_id)
    assert [each.text for each in own_notices(actor_of(account), ["en"])] == [""]
    assert say(account.person_id, reference="PB-2") is None


def test_nobody_reads_the_messages_of_another() -> None:
    first, second = an_account(NOW), an_account(NOW, mobile="0300 0000009")
    say(first.person_id)
    assert own_notices(actor_of(second), ["en"]) == []
    with pytest.raises(SignInNeeded):
        own_notices(Actor.anonymous(request_id="test"), ["en"])


def test_a_missing_parameter_is_loud() -> None:
    with pytest.raises(KeyError):
        tell(actor=SYSTEM, now=NOW, person_id=a_person(NOW), notice=KIND, params={}, reference="PB-1")


def test_the_messages_page_shows_them_in_the_pages_language(client: Client) -> None:
    account = an_account(NOW)
    say(account.person_id)
    signed_in(client, account, NOW)
    assert "Multan wants one answer again" in client.get("/en/my/messages/").content.decode()
    assert "ملتان: address" in client.get("/ur/my/messages/").content.decode()
    assert Client().get("/en/my/messages/").status_code == 401


def test_the_two_questions_about_a_notice_agree() -> None:
    accounts = [an_account(NOW), an_account(NOW, mobile="0300 0000009")]
    for account in accounts:
        say(account.person_id)
    for actor in (SYSTEM, Actor.anonymous(request_id="test"), *(actor_of(each) for each in accounts)):
        seen = set(Notice.objects.filter(READ.visible(actor)))
        assert seen == {each for each in Notice.objects.all() if READ.allows(actor, each)}
