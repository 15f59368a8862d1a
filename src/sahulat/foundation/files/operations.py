"""Storing files, holding them, and letting go of those whose time is over."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from uuid import UUID

from sahulat.foundation.access.public import EVERYONE, SYSTEM, authorise, operation
from sahulat.foundation.access.types import Actor, DataClass
from sahulat.foundation.files.models import File
from sahulat.foundation.files.queries import FIELD, shelf
from sahulat.foundation.files.rules.contents import CHECKS, media_type_of
from sahulat.foundation.files.rules.names import safe_name
from sahulat.foundation.files.types import Allowed, StoredFile
from sahulat.foundation.keys.public import encrypt
from sahulat.foundation.languages.public import zone
from sahulat.kernel.ids import new_id

ORPHANS_STAY = timedelta(days=1)


@operation(EVERYONE)
def store(
    *,
    actor: Actor,
    now: datetime,
    content: bytes,
    name: str,
    allowed: Allowed,
    key_id: UUID | None,
    data_class: DataClass,
    dispose_on: date | None = None,
) -> StoredFile:
    """Keep a content: checked, encrypted under `key_id` if one is given, on the disk before its row commits.

    A step of other operations, which ask their own permission and write the audit row: hence for everyone.
    Raises FileTooLarge, FileTypeMismatch, FileUnreadable, FileUnsafe, KeyShredded. Repeating it makes
    another row; plain bytes are kept once however often they come.
    """
    authorise(actor, EVERYONE)
    media_type = media_type_of(content, allowed)
    address = shelf().put(content if key_id is None else encrypt(key_id, content, field=FIELD))
    row = File.objects.create(
        id=new_id(now),
        name=safe_name(name, CHECKS[media_type].ending),
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).digest(),
        address=address,
        key_id=key_id,
        data_class=data_class,
        stored_at=now,
        dispose_on=dispose_on,
    )
    return StoredFile(id=row.id, sha256=bytes(row.sha256), media_type=media_type, size=row.size, name=row.name)


@operation(SYSTEM)
def hold(*, actor: Actor, now: datetime, file_id: UUID, held: bool) -> None:
    """Put a file under legal hold, which keeps it past its disposal date, or end the hold. Safe to repeat."""
    authorise(actor, SYSTEM)
    File.objects.filter(id=file_id, disposed_at__isnull=True).update(legal_hold=held)


@operation(SYSTEM)
def dispose_of_due(*, actor: Actor, now: datetime, batch: int = 1000) -> int:
    """Mark files whose disposal date is over, except those under legal hold; count them. Safe to repeat.

    From then on they can't be read; the next `sweep` removes bytes that no other file shares.
    """
    authorise(actor, SYSTEM)
    today = now.astimezone(zone()).date()
    due = File.objects.filter(dispose_on__lt=today, disposed_at__isnull=True, legal_hold=False)
    ids = list(due.select_for_update(skip_locked=True).values_list("id", flat=True)[:batch])
    return File.objects.filter(id__in=ids).update(disposed_at=now)


@operation(SYSTEM)
def sweep(*, actor: Actor, now: datetime) -> int:
    """Remove stored bytes without a living row that are older than a day; count them. Safe to repeat."""
    authorise(actor, SYSTEM)
    return shelf().sweep((now - ORPHANS_STAY).timestamp(), _has_a_row)


def _has_a_row(address: bytes) -> bool:
    return File.objects.filter(address=address, disposed_at__isnull=True).exists()
