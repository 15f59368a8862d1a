"""Counting tries in a plain table, in a sliding window. A try is spent and committed before it is judged.

So a refusal, which rolls its operation back, still costs a try, and a thousand guesses sent at once don't all
find the counter at nought.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection

from sahulat.foundation.access.public import EVERYONE, authorise, operation
from sahulat.foundation.access.types import Actor
from sahulat.foundation.keys.public import keyed_hash
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_, Refusal
from sahulat.platform.accounts.models import Try
from sahulat.platform.accounts.rules.limits import KeyOf
from sahulat.platform.accounts.types import Limit

P = ParamSpec("P")
R = TypeVar("R")


class TooManyTries(Refusal):
    """The limit is used up for now."""

    code = "accounts.too-many-tries"
    status = 429
    message = N_("That was tried too often. Wait %(minutes)s minutes, then try again.")


class Limited:
    """Decorator above `@operation`: spend a try of each limit first, in a transaction of its own.

    Where a limit counts failures only, the try comes back when the operation succeeds: an officer who signs forty
    papers in an hour guesses nothing. Each key function gets the operation's arguments and says what is counted
    apart: a phone, a code, an address. Such an operation must be the outermost: nested in another, a refusal would
    give its tries back.
    """

    def __init__(self, *limits: tuple[Limit, KeyOf]) -> None:
        self.limits = limits

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            given: Any = kwargs
            common: dict[str, Any] = {"actor": given["actor"], "now": given["now"]}
            tries = [(limit, key) for limit, key_of in self.limits if (key := key_of(given))]
            spent = spend_tries(tries=tries, **common)
            result = function(*args, **kwargs)
            if spent:
                give_back(try_ids=spent, **common)
            return result

        return run

    @staticmethod
    def give_back_at(limits: Iterable[Limit], key: str, at: datetime) -> None:
        """Forget, as a step of the operation that runs, the try of each limit under a key that was spent at `at`."""
        for limit in limits:
            spent = Try.objects.filter(bucket=_bucket(limit, key), at=at).values("id")[:1]
            Try.objects.filter(id__in=spent).delete()


@operation(EVERYONE)
def spend_tries(*, actor: Actor, now: datetime, tries: list[tuple[Limit, str]]) -> list[UUID]:
    """Spend a try of each limit under its key. Raises TooManyTries, and then none of them is spent.

    Returns the ids of those that come back when what was tried succeeds.
    """
    authorise(actor, EVERYONE)
    returnable: list[UUID] = []
    for limit, bucket in sorted(((each, _bucket(each, key)) for each, key in tries), key=lambda pair: pair[1]):
        _lock(bucket)
        since = now - limit.within
        spent = list(Try.objects.filter(bucket=bucket, at__gt=since).order_by("-at").values_list("at", flat=True))
        if len(spent) >= limit.times:
            wait = spent[limit.times - 1] + limit.within - now
            raise TooManyTries(minutes=max(1, math.ceil(wait / timedelta(minutes=1))))
        one = Try.objects.create(id=new_id(now), bucket=bucket, at=now)
        if limit.failures_only:
            returnable.append(one.id)
    return returnable


@operation(EVERYONE)
def give_back(*, actor: Actor, now: datetime, try_ids: list[UUID]) -> None:
    """Forget tries that succeeded. Safe to repeat; when a crash keeps it from happening they stay spent."""
    authorise(actor, EVERYONE)
    Try.objects.filter(id__in=try_ids).delete()


def _bucket(limit: Limit, key: str) -> bytes:
    return keyed_hash(f"accounts.try.{limit.name}", key)


def _lock(bucket: bytes) -> None:
    # Two tries of one bucket at once wait for one another; the buckets come sorted, so nobody waits in a ring.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(bucket[:8], "big", signed=True)])
