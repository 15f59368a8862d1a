"""Freezing, signing, recording and revoking documents."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.platform.documents.models import IssuedDocument
from sahulat.platform.documents.types import Contents, Frozen, Issuer


def freeze(
    *,
    actor: Actor,
    now: datetime,
    case_ref: UUID,
    version_id: UUID,
    kind: str,
    contents: Contents,
    issuer: Issuer,
    holder_person_id: UUID,
    data_key_id: UUID,
    valid_from: date,
) -> Frozen:
    """Render the document and keep exactly these bytes.

    A step of the caller's operation, which authorises. Same contents as the newest frozen one: that one again, so
    it is safe to repeat. Number and check code stay the same through all revisions. Raises RenderingFailed.
    """
    raise NotImplementedError


def issue(*, actor: Actor, now: datetime, frozen_id: UUID, sha256: str) -> None:
    """Let a job sign the frozen bytes and record the issued document. A step of the caller's operation.

    `sha256` is the hash that was approved. Safe to repeat. Raises FrozenChanged when it isn't the frozen one's,
    or a newer revision exists. When done, the event DocumentIssued tells.
    """
    raise NotImplementedError


def record_issued(*, actor: Actor, now: datetime, frozen_id: UUID, signed: bytes) -> IssuedDocument:
    """Record the signed document as issued. Safe to repeat: the first one stays."""
    raise NotImplementedError


def revoke(*, actor: Actor, now: datetime, document_id: UUID, reason: str) -> None:
    """Withdraw an issued document; the check page says so from now on. Raises AlreadyRevoked."""
    raise NotImplementedError
