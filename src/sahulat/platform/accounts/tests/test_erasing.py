"""Of an erased person's account nothing is left that identifies them or lets anybody in."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from sahulat.foundation.access.types import Actor
from sahulat.foundation.events.public import dispatch
from sahulat.kernel.identifiers import Mobile
from sahulat.platform.accounts import operations
from sahulat.platform.accounts.models import Account, OneTimeCode, Session
from sahulat.platform.accounts.testing import MOBILE, actor_of, an_account, signed_in
from sahulat.platform.people.public import erase_person

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
SYSTEM = Actor.system(request_id="test")
PASSWORD = "three mangoes a day"


@pytest.mark.usefixtures("committed")
def test_erasing_a_person_ends_the_sessions_and_empties_the_account() -> None:
    account, other = an_account(NOW, password=PASSWORD), an_account(NOW, mobile="0300 0000009", password=PASSWORD)
    signed_in(Client(), account, NOW)
    signed_in(Client(), other, NOW)
    operations.request_step_up_code(actor=actor_of(account), now=NOW, language="en")
    erase_person(actor=SYSTEM, now=NOW, person_id=account.person_id)
    while dispatch(NOW, 100):
        pass
    left = Account.objects.get(id=account.id)
    assert (bytes(left.mobile_hash), left.password, left.closed_at) == (b"", "", NOW)
    assert [row.account_id for row in Session.objects.all()] == [other.id]
    assert OneTimeCode.objects.count() == 0
    with pytest.raises(operations.WrongSignIn):
        operations.sign_in_by_password(
            actor=Actor.anonymous(request_id="test"),
            now=NOW,
            mobile=Mobile.parse(MOBILE),
            password=PASSWORD,
            network="n",
        )
    operations.forget_account(actor=SYSTEM, now=NOW, person_id=account.person_id)
