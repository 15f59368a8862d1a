"""The token of a short-lived link: file id, expiry, MAC over both and over the name in the address."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

ID_BYTES, EXPIRY_BYTES = 16, 5
HEAD_BYTES = ID_BYTES + EXPIRY_BYTES


@dataclass(frozen=True, slots=True)
class Claim:
    """What a token says, before its MAC is looked at."""

    file_id: UUID
    expires_at: int  # seconds since 1970; unbounded until the MAC is known to hold, so no datetime
    signed: bytes
    mac: bytes


def head(file_id: UUID, expires_at: datetime) -> bytes:
    """The part of a token that says which file and until when."""
    return file_id.bytes + int(expires_at.timestamp()).to_bytes(EXPIRY_BYTES, "big")


def signed_part(head_bytes: bytes, name: str) -> bytes:
    """What the MAC is made over."""
    return head_bytes + name.encode()


def token(head_bytes: bytes, mac: bytes) -> str:
    """The text that stands in the address."""
    return base64.urlsafe_b64encode(head_bytes + mac).rstrip(b"=").decode()


def read_token(text: str, name: str) -> Claim | None:
    """The claim of a token, or None when it isn't one at all."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) <= HEAD_BYTES:
        return None
    start = raw[:HEAD_BYTES]
    return Claim(
        file_id=UUID(bytes=start[:ID_BYTES]),
        expires_at=int.from_bytes(start[ID_BYTES:], "big"),
        signed=signed_part(start, name),
        mac=raw[HEAD_BYTES:],
    )
