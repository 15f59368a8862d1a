"""A thousand guesses at once don't all find the counter at nought."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from sahulat.foundation.access.types import Actor
from sahulat.platform.accounts.models import Try
from sahulat.platform.accounts.operations.limits import TooManyTries, spend_tries
from sahulat.platform.accounts.types import Limit

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
FIVE = Limit("race", 5, timedelta(minutes=15))


def guess(number: int) -> bool:
    """Spend one try, in a connection of its own; was it allowed?"""
    try:
        spend_tries(actor=Actor.anonymous(request_id=str(number)), now=NOW, tries=[(FIVE, "one phone")])
    except TooManyTries:
        return False
    finally:
        connection.close()
    return True


@pytest.mark.usefixtures("committed")
def test_of_many_tries_at_once_five_are_allowed() -> None:
    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(guess, range(24)))
    assert sum(allowed) == Try.objects.count() == 5
