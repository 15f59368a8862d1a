"""Ids: UUID version 7 (RFC 9562, 5.7 and 6.2 method 3), made from the operation's own `now`.

Layout: 48 bits of milliseconds | version | 12 bits of the millisecond's fraction | variant | 14 bits counting
this process's ids | 48 random bits. So ids sort by time to the microsecond; those made in one process for one
instant sort in the order of making, but for one step in 16,384 where the counter starts anew.
"""

from __future__ import annotations

import itertools
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sahulat.kernel.clock import in_utc

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_counter = itertools.count()


def new_id(now: datetime) -> UUID:
    """A new id of the instant `now` (aware). Raises ValueError for a naive instant or one before 1970."""
    tail = (next(_counter) & 0x3FFF) << 48 | secrets.randbits(48)
    return UUID(int=floor(now).int | tail)


def floor(at: datetime) -> UUID:
    """The lowest id of an instant: `id >= floor(at)` holds for exactly the ids made at `at` or later."""
    microseconds = (in_utc(at) - _EPOCH) // _MICROSECOND
    if microseconds < 0:
        raise ValueError("ids start in 1970")
    millis, rest = divmod(microseconds, 1000)
    return UUID(int=millis << 80 | 7 << 76 | (rest * 4096 // 1000) << 64 | 0b10 << 62)


def instant_of(id: UUID) -> datetime:
    """The instant an id was made for, to the microsecond. Raises ValueError unless it is a version 7 UUID."""
    if id.version != 7:
        raise ValueError(f"not a version 7 UUID: {id}")
    millis = id.int >> 80
    fraction = id.int >> 64 & 0xFFF
    return _EPOCH + timedelta(microseconds=millis * 1000 + -(-fraction * 1000 // 4096))
