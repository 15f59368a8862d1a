"""Values and refusals of the files room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sahulat.kernel.refusals import N_, Refusal


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an upload may be: media types out of rules.contents.CHECKS, and its size in bytes."""

    media_types: frozenset[str]
    max_bytes: int


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file. `sha256` and `size` are those of the content, not of its encrypted form."""

    id: UUID
    sha256: bytes
    media_type: str
    size: int
    name: str


class FileTooLarge(Refusal):
    """More bytes than allowed."""

    code = "files.too-large"
    status = 413
    message = N_("The file must be smaller than %(max_mb)s MB. Scan it again at a lower quality.")


class FileTypeMismatch(Refusal):
    """The content is of no allowed kind, whatever its name says."""

    code = "files.type-mismatch"
    status = 422
    message = N_("The file must be one of: %(allowed)s. Save it as one of these and upload it again.")


class FileUnreadable(Refusal):
    """The content begins as it should and can't be read to its end."""

    code = "files.unreadable"
    status = 422
    message = N_("We can't open this file: it is damaged or locked. Scan it again and upload the new file.")


class FileUnsafe(Refusal):
    """The content carries a program."""

    code = "files.unsafe"
    status = 422
    message = N_("This file has a program inside, so we can't take it. Print it, scan it, upload the scan.")


class FileGone(Refusal):
    """The bytes were disposed of when their time was over."""

    code = "files.gone"
    status = 410
    message = N_("This file was deleted when its keeping time was over.")


class FileDamaged(Exception):
    """Stored bytes are missing or differ from their address: loud, since something broke or was altered."""
