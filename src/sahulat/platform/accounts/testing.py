"""Accounts for tests: made, signed in, acting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.test import Client

from sahulat.foundation.access.types import Actor, Assurance, Channel
from sahulat.kernel.identifiers import Mobile
from sahulat.platform.accounts.models import Account
from sahulat.platform.accounts.models.sessions import SessionStore, enter_session
from sahulat.platform.accounts.operations import open_account
from sahulat.platform.accounts.types import SignedIn
from sahulat.platform.people.testing import a_person

MOBILE = "0300 0000001"


def an_account(now: datetime, *, mobile: str = MOBILE, password: str = "", person_id: UUID | None = None) -> Account:
    """An account of a person, who is made if not given."""
    owner = person_id or a_person(now, mobile=mobile)
    account_id = open_account(
        actor=Actor.system(request_id="test"),
        now=now,
        person_id=owner,
        mobile=Mobile.parse(mobile),
        password=password,
    )
    return Account.objects.get(id=account_id)


def actor_of(
    account: Account,
    *,
    post_id: UUID | None = None,
    session_id: str = "0195f000-0000-7000-8000-000000000000",
    assurance: Assurance = Assurance.CODE,
) -> Actor:
    """The account's owner acting by the web, in a post if one is named."""
    return Actor(
        account_id=account.id,
        person_id=account.person_id,
        post_id=post_id,
        on_behalf_of=None,
        channel=Channel.WEB,
        assurance=assurance,
        session_id=session_id,
        request_id="test",
    )


def signed_in(client: Client, account: Account, now: datetime, *, post_id: UUID | None = None) -> Client:
    """The same client, with a session of the account, acting in a post if one is named."""
    store = SessionStore()
    given = SignedIn(account.id, account.person_id, Assurance.CODE, now)
    enter_session(store, given, device="Firefox, Android", post_id=post_id)
    store.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(store.session_key)
    return client
