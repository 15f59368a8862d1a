"""The bytes that stand for an entry, a leaf and a checkpoint. Changing one needs a new version number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias
from uuid import UUID

from sahulat.foundation.audit.types import Detail
from sahulat.kernel.clock import in_utc

FieldValue: TypeAlias = str | int | UUID | datetime | Mapping[str, Detail] | None


def as_detail(value: object) -> Detail:
    """A value as JSON keeps it: ids, dates and enumerations become strings, tuples lists.

    Raises TypeError for anything else, floats included: the database might give them back differently.
    """
    if isinstance(value, Enum):
        return as_detail(value.value)
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return in_utc(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_detail(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_detail(each) for each in (sorted(value) if isinstance(value, set | frozenset) else value)]
    raise TypeError(f"not a value to keep in the audit or an event: {type(value).__name__}")


def canonical_entry(fields: Mapping[str, FieldValue]) -> bytes:
    """All fields of an entry as sorted JSON without spaces, in UTF-8, with the version of this encoding."""
    return json.dumps(
        {"v": 1, **{name: as_detail(value) for name, value in fields.items()}},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    ).encode()


def leaf_data(entry: bytes, mac: bytes) -> bytes:
    """What is hashed into the tree for an entry: its canonical bytes and its MAC."""
    return len(mac).to_bytes(2, "big") + mac + entry


def checkpoint_text(size: int, root: bytes, at: datetime) -> bytes:
    """What a checkpoint's signature covers."""
    return f"sahulat audit checkpoint v1\n{size}\n{root.hex()}\n{in_utc(at).isoformat()}\n".encode()


def session_name(session_id: str | None) -> str:
    """By which a session is found again in the audit, which never holds what would let one use it."""
    return hashlib.sha256(session_id.encode()).hexdigest()[:32] if session_id else ""
