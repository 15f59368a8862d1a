"""Data keys for many owners at once: one COPY instead of a statement for each, and the fresh keys at hand to use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sahulat.foundation.keys.models.folder import binding, current_master
from sahulat.foundation.keys.models.rows import DataKey
from sahulat.foundation.keys.rules import ciphers
from sahulat.foundation.tables.public import copy_rows
from sahulat.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class FreshKey:
    """A data key just made, still in memory, so that what is sealed with it needs no look at the table."""

    id: UUID
    _key: bytes = field(repr=False)

    def encrypt(self, data: bytes, *, field: str = "") -> bytes:
        """What `encrypt(key_id, data, field=field)` gives."""
        return ciphers.seal_data(self._key, self.id, data, field)


def new_data_keys(*, now: datetime, owners: Sequence[str]) -> list[FreshKey]:
    """A key for each owner (at most 100 characters each), in the same order.

    As strong as single ones: each is random and wrapped on its own. Not safe to repeat: new keys each time.
    """
    number, master = current_master()
    wrapping = ciphers.derive(master, "wrap")
    fresh, rows = [], []
    for owner in owners:
        key_id, key = new_id(now), ciphers.new_key()
        wrapped = ciphers.wrap_with(wrapping, number, key, binding(key_id, owner))
        fresh.append(FreshKey(key_id, key))
        rows.append(DataKey(id=key_id, owner=owner, wrapped=wrapped, created_at=now))
    copy_rows(rows)
    return fresh
