"""What a content is, by looking into it: its name and the browser's word count for nothing.

Each kind has a signature, which says that it claims to be of that kind, and a check, which reads it
whole. Kinds aren't guessed beyond the allowed ones: what no allowed signature fits is refused.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from sahulat.foundation.files.rules.checking import check_apart
from sahulat.foundation.files.types import Allowed, FileTooLarge, FileTypeMismatch, FileUnreadable, FileUnsafe

MOST_ZIP_ENTRIES = 10_000
MOST_ZIP_GROWTH = 200  # unpacked bytes per packed byte
MEGABYTE = 1_000_000
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Kind:
    """One media type: its short name for people, its file ending, its signature and its check."""

    label: str
    ending: str
    claims: Callable[[bytes], bool]
    check: Callable[[bytes], None]


def _check_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if len(entries) > MOST_ZIP_ENTRIES or unpacked > MOST_ZIP_GROWTH * len(content):
                raise FileUnsafe
            if any(entry.filename.startswith("/") or ".." in entry.filename.split("/") for entry in entries):
                raise FileUnsafe
            if archive.testzip() is not None:
                raise FileUnreadable
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as why:
        raise FileUnreadable from why


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _check_json(content: bytes) -> None:
    try:
        json.loads(content)
    except (ValueError, RecursionError) as why:
        raise FileUnreadable from why


def _fine(content: bytes) -> None:
    """Nothing more to look at than the signature did."""


CHECKS: dict[str, Kind] = {
    "application/pdf": Kind("PDF", ".pdf", lambda c: c.startswith(b"%PDF-"), check_apart("PDF")),
    "image/jpeg": Kind("JPG", ".jpg", lambda c: c.startswith(b"\xff\xd8\xff"), check_apart("JPEG")),
    "image/png": Kind("PNG", ".png", lambda c: c.startswith(b"\x89PNG\r\n\x1a\n"), check_apart("PNG")),
    "image/webp": Kind("WebP", ".webp", lambda c: c.startswith(b"RIFF") and c[8:12] == b"WEBP", check_apart("WEBP")),
    "application/zip": Kind("ZIP", ".zip", lambda c: c.startswith(ZIP_STARTS), _check_zip),
    "application/json": Kind("JSON", ".json", lambda c: c.lstrip()[:1] in (b"{", b"["), _check_json),
    "text/plain": Kind("TXT", ".txt", _is_text, _fine),
}


def media_type_of(content: bytes, allowed: Allowed) -> str:
    """Which allowed media type the content truly is.

    Raises FileTooLarge, FileTypeMismatch (an .exe named .pdf, an empty file), FileUnreadable, FileUnsafe.
    """
    if len(content) > allowed.max_bytes:
        raise FileTooLarge(max_mb=max_megabytes(allowed.max_bytes))
    kinds = {media_type: kind for media_type, kind in CHECKS.items() if media_type in allowed.media_types}
    for media_type, kind in kinds.items():
        if content and kind.claims(content):
            kind.check(content)
            return media_type
    raise FileTypeMismatch(allowed=", ".join(kind.label for kind in kinds.values()))


def max_megabytes(max_bytes: int) -> str:
    """A limit for people to read: in MB, with a decimal only below 1."""
    size = max_bytes / MEGABYTE
    return f"{size:.1f}" if size < 1 else str(int(size))
