"""Reading documents. No function authorises unless it says so: ask before calling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.platform.documents.types import Frozen, Issued, SignatureVerdict


def frozen(frozen_id: UUID) -> Frozen:
    """A frozen document."""
    raise NotImplementedError


def frozen_content(frozen_id: UUID) -> bytes:
    """Its PDF."""
    raise NotImplementedError


def frozen_pictures(frozen_id: UUID) -> tuple[bytes, ...]:
    """Its pages as SVG, to show the officer without a PDF reader."""
    raise NotImplementedError


def my_documents(*, actor: Actor, now: datetime) -> tuple[Issued, ...]:
    """The documents that the actor holds, newest first. Authorises: SIGNED_IN."""
    raise NotImplementedError


def issued_for(*, case_ref: UUID) -> tuple[Issued, ...]:
    """What a case issued."""
    raise NotImplementedError


def download_link(*, document_id: UUID, now: datetime) -> str:
    """A short-lived address of the signed PDF."""
    raise NotImplementedError


def issued_content(document_id: UUID) -> bytes:
    """The signed PDF."""
    raise NotImplementedError


def issued_documents() -> Iterator[tuple[Issued, bytes]]:
    """Every issued document with its signed PDF, oldest first; for `sahulat demo documents DIR`."""
    raise NotImplementedError


def document_by_code(*, token: str, number: str | None = None) -> Issued:
    """The issued document behind a check code. Raises DocumentUnknown, the same for each reason."""
    raise NotImplementedError


def verify_signature(pdf: bytes) -> SignatureVerdict:
    """Whether the PDF is signed by this installation's authority and unchanged since."""
    raise NotImplementedError
