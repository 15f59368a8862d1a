"""How an entry is written: as pieces of one SQL statement, with its MAC and its to-do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from sahulat.foundation.access.types import Actor, Grounds
from sahulat.foundation.audit.rules.encoding import FieldValue, as_detail, canonical_entry, session_name
from sahulat.foundation.audit.types import Kind
from sahulat.foundation.keys.public import mac
from sahulat.kernel.ids import new_id

MAC_PURPOSE = "audit"
FIELDS = (
    "id", "at", "kind", "action", "subject_type", "subject_id", "person_id", "account_id", "actor_person_id",
    "post_id", "on_behalf_of", "channel", "assurance", "session", "request_id", "purpose", "basis", "details",
)  # fmt: skip
_INSERT = (
    f"audit_entry AS (INSERT INTO audit_row ({', '.join(FIELDS)}, mac) "  # noqa: S608 - names of this file
    f"VALUES ({', '.join(['%s'] * (len(FIELDS) + 1))})), "
    "audit_entry_to_do AS (INSERT INTO audit_to_do (id) VALUES (%s))"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry ready to be written: `ctes` go behind WITH in one statement, with `params`."""

    id: UUID
    ctes: str
    params: tuple[Any, ...]


def entry(
    *,
    actor: Actor,
    now: datetime,
    kind: Kind,
    action: str,
    subject_type: str,
    subject_id: UUID | None,
    person_id: UUID | None = None,
    details: Mapping[str, object] | None = None,
    grounds: Grounds | None = None,
) -> Entry:
    """Make an entry, with its MAC, for the caller to write. Each call makes another entry.

    `details` hold no personal value. Raises TypeError for a detail that JSON would not keep exactly.
    """
    kept = as_detail(details or {})
    fields: dict[str, FieldValue] = {
        "id": new_id(now),
        "at": now,
        "kind": kind.value,
        "action": action,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "person_id": person_id,
        "account_id": actor.account_id,
        "actor_person_id": actor.person_id,
        "post_id": actor.post_id,
        "on_behalf_of": actor.on_behalf_of,
        "channel": actor.channel.value,
        "assurance": int(actor.assurance),
        "session": session_name(actor.session_id),
        "request_id": actor.request_id,
        "purpose": grounds.purpose if grounds else "",
        "basis": grounds.basis.value if grounds else "",
        "details": kept if isinstance(kept, dict) else {},
    }
    values = [Jsonb(value) if isinstance(value, dict) else value for value in fields.values()]
    return Entry(
        id=fields["id"],  # type: ignore[arg-type]
        ctes=_INSERT,
        params=(*values, mac(MAC_PURPOSE, canonical_entry(fields)), fields["id"]),
    )


def write(made: Entry) -> None:
    """Write an entry that stands alone, without an event."""
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {made.ctes} SELECT 1", made.params)
