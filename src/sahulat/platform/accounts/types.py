"""Values of the accounts room: purposes of codes, limits, sessions as their owner sees them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sahulat.foundation.access.types import Assurance
from sahulat.kernel.text import Text


class Purpose(StrEnum):
    """What a one-time code is for; a code serves no other purpose."""

    SIGN_UP = "sign-up"
    SIGN_IN = "sign-in"
    STEP_UP = "step-up"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` within the last `within`, counted apart for each key; what succeeded counts or does not."""

    name: str
    times: int
    within: timedelta
    failures_only: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Proof that a sign-in succeeded: which account, whose, how surely; after a sign-up, if it was there before."""

    account_id: UUID
    person_id: UUID
    assurance: Assurance
    at: datetime
    known_before: bool = False


@dataclass(frozen=True, slots=True)
class AccountChoice:
    """One of the accounts that share a phone, shown only after the phone was proved."""

    account_id: UUID
    names: Text


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session as its owner sees it in the list."""

    id: UUID
    device: str
    created_at: datetime
    last_seen_at: datetime
    is_this: bool
