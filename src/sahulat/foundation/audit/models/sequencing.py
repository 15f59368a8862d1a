"""The sequencer's step: entries not yet chained get their place in the log, and the log a signed checkpoint."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sahulat.foundation.access.public import crash_point
from sahulat.foundation.audit.models.entry import FIELDS, MAC_PURPOSE
from sahulat.foundation.audit.models.rows import AuditRow, CheckpointRow
from sahulat.foundation.audit.rules.encoding import canonical_entry, checkpoint_text, leaf_data
from sahulat.foundation.audit.rules.merkle import Frontier, leaf_hash
from sahulat.foundation.keys.public import signer, verify_mac

log = logging.getLogger(__name__)

_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('sahulat audit sequencer', 0))"
_TAKE = """
DELETE FROM audit_to_do WHERE id IN (SELECT id FROM audit_to_do ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING id
"""
_LINK = """
INSERT INTO audit_chain (position, audit_id, leaf)
SELECT %s + new.number - 1, new.id, new.leaf
FROM unnest(%s::uuid[], %s::bytea[]) WITH ORDINALITY AS new (id, leaf, number)
"""
# With bounds, so that only the partitions of these ids are looked into.
_ENTRIES = "SELECT * FROM audit_row WHERE id BETWEEN %s AND %s AND id = ANY(%s)"


def sequence(now: datetime, batch: int = 5000) -> int:
    """Chain up to `batch` entries and sign a checkpoint; how many were chained.

    Works off the to-do rows, so a late commit is never missed. One at a time: 0 while another is at work. An entry
    whose MAC is wrong, or that was deleted before it got its place, is chained all the same with a loud log line,
    so that `verify` finds it for good. Safe to repeat and to kill.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_LOCK)
            if not cursor.fetchone()[0]:
                return 0
            cursor.execute(_TAKE, [batch])
            ids = sorted(row[0] for row in cursor.fetchall())
        chained = _chain(ids, now) if ids else 0
        crash_point("sequence:before_commit")
    crash_point("sequence:after_commit")
    return chained


def frontier_now() -> Frontier:
    """Where the log ends, by its last checkpoint."""
    last = CheckpointRow.objects.order_by("-size").first()
    return Frontier() if last is None else Frontier.from_bytes(last.size, bytes(last.frontier))


def fields_of(row: AuditRow) -> Mapping[str, Any]:
    """The fields that an entry's MAC covers, as they stand in the database."""
    return {name: getattr(row, name) for name in FIELDS}


def leaf_of(row: AuditRow) -> tuple[bytes, bool]:
    """The leaf hash of an entry, and whether its MAC is right."""
    canonical, made = canonical_entry(fields_of(row)), bytes(row.mac)
    return leaf_hash(leaf_data(canonical, made)), verify_mac(MAC_PURPOSE, canonical, made)


def _chain(ids: Sequence[UUID], now: datetime) -> int:
    rows = {row.id: row for row in AuditRow.objects.raw(_ENTRIES, [ids[0], ids[-1], list(ids)])}
    before = frontier_now()
    leaves = [_checked_leaf(id, rows.get(id)) for id in ids]
    with connection.cursor() as cursor:
        cursor.execute(_LINK, [before.size, list(ids), leaves])
    _sign(before.extended(leaves), now)
    return len(leaves)


def _checked_leaf(id: UUID, row: AuditRow | None) -> bytes:
    if row is None:
        log.error("Audit entry %s was deleted before it was chained", id)
        return leaf_hash(b"deleted " + id.bytes)
    leaf, is_ours = leaf_of(row)
    if not is_ours:
        log.error("Audit entry %s has a wrong MAC", id)
    return leaf


def _sign(frontier: Frontier, now: datetime) -> None:
    own = signer("audit")
    CheckpointRow.objects.create(
        size=frontier.size,
        root=frontier.root,
        frontier=frontier.to_bytes(),
        at=now,
        key_id=own.key_id,
        signature=own.sign(checkpoint_text(frontier.size, frontier.root, now)),
    )
    # The log line is the witness outside the database: see `verify`.
    log.info("Audit checkpoint: size %d, root %s", frontier.size, frontier.root.hex())
