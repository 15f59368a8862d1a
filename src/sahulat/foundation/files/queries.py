"""Reading stored files, and signed links to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from sahulat.foundation.files.models import File
from sahulat.foundation.files.rules import links
from sahulat.foundation.files.rules.contents import CHECKS, max_megabytes
from sahulat.foundation.files.rules.names import safe_name
from sahulat.foundation.files.rules.shelf import Shelf
from sahulat.foundation.files.types import Allowed, FileGone, FileTooLarge, StoredFile
from sahulat.foundation.keys.public import decrypt, mac, verify_mac

FIELD = "files.content"
LINK_PURPOSE = "files.link"
LINK_LASTS = timedelta(minutes=10)


def shelf() -> Shelf:
    """This installation's shelf."""
    return Shelf(Path(settings.SAHULAT_STATE) / "files")


def stored_file(file_id: UUID) -> StoredFile:
    """What is known of a file without opening it."""
    row = File.objects.get(id=file_id)
    return StoredFile(id=row.id, sha256=bytes(row.sha256), media_type=row.media_type, size=row.size, name=row.name)


def read(file_id: UUID) -> bytes:
    """A file's content, decrypted. It authorises nobody: ask before calling.

    Raises FileGone after disposal, KeyShredded when its key was; FileDamaged for missing or altered bytes.
    """
    return content_of(File.objects.get(id=file_id))


def content_of(row: File) -> bytes:
    """As `read`, of a row at hand."""
    if row.disposed_at is not None:
        raise FileGone
    stored = shelf().get(bytes(row.address))
    return stored if row.key_id is None else decrypt(row.key_id, stored, field=FIELD)


def link(file_id: UUID, *, now: datetime, name: str | None = None) -> str:
    """An address on the files' own origin that opens this file for ten minutes, for whoever holds it.

    `name` is what the browser saves it as. Ask permission and record the look before giving it out.
    """
    row = File.objects.get(id=file_id)
    shown = safe_name(name or row.name, CHECKS[row.media_type].ending)
    start = links.head(row.id, now + LINK_LASTS)
    token = links.token(start, mac(LINK_PURPOSE, links.signed_part(start, shown)))
    return f"{settings.SAHULAT_FILES_ORIGIN}/f/{token}/{quote(shown)}"


def file_behind(token: str, name: str, *, now: datetime) -> File | None:
    """The file that a link opens, or None when it is forged, over or its file disposed of."""
    claim = links.read_token(token, name)
    if claim is None or not verify_mac(LINK_PURPOSE, claim.signed, claim.mac) or now.timestamp() >= claim.expires_at:
        return None
    return File.objects.filter(id=claim.file_id, disposed_at__isnull=True).first()


def uploaded_content(upload: UploadedFile[bytes], allowed: Allowed) -> bytes:
    """The bytes of an upload in request.FILES. Raises FileTooLarge, also for one dropped as it came."""
    if upload.file is None or (upload.size or 0) > allowed.max_bytes:
        raise FileTooLarge(max_mb=max_megabytes(allowed.max_bytes))
    content: bytes = upload.read()
    return content
