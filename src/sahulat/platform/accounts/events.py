"""What happened to accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sahulat.foundation.events.types import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(Event):
    """A person signed up."""

    type: ClassVar[str] = "accounts.account-opened.v1"
    account_id: UUID
    person_id: UUID

    @property
    def key(self) -> UUID:
        """Events of one account stay in order."""
        return self.account_id
