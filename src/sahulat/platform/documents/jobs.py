"""Signing approved documents, outside any transaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.foundation.files.public import read
from sahulat.foundation.jobs.public import job
from sahulat.foundation.keys.public import signer
from sahulat.platform.documents.models import FrozenDocument, IssuedDocument
from sahulat.platform.documents.operations import SIGN_JOB, record_issued
from sahulat.platform.documents.rules.signing import sign_pdf


@job(name=SIGN_JOB, queue="documents", retries=8)
def sign(*, now: datetime, frozen_id: str) -> None:
    """Sign the frozen bytes and record the document as issued. Safe to repeat: the first one recorded stays."""
    row = FrozenDocument.objects.get(id=UUID(frozen_id))
    if IssuedDocument.objects.filter(case_ref=row.case_ref, kind=row.kind).exists():
        return
    signed = sign_pdf(
        read(row.file_id),
        key=signer("documents"),
        at=now,
        name=row.issuer_title["en"],
        reason=f"{row.title['en']} {row.number}",
        location=row.agency["en"],
    )
    record_issued(actor=Actor.system(request_id=f"sign {frozen_id}"), now=now, frozen_id=row.id, signed=signed)
