"""Reading documents. No function authorises unless it says so: ask before calling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.contrib.staticfiles import finders
from django.db.models import QuerySet

from sahulat.foundation.access.public import SIGNED_IN, authorise
from sahulat.foundation.access.types import Actor
from sahulat.foundation.files.public import link, read
from sahulat.foundation.keys.public import trust_root
from sahulat.kernel.references import MistypedReference, Reference
from sahulat.platform.documents.models import FrozenDocument, IssuedDocument
from sahulat.platform.documents.permissions import OWN_DOCUMENT, REVOKE
from sahulat.platform.documents.rules.codes import read_code
from sahulat.platform.documents.rules.verifying import verify_pdf
from sahulat.platform.documents.types import DocumentUnknown, Frozen, Issued, SignatureVerdict

ONE_FONT = "ui/built/print/NotoNaskhArabic-Regular.ttf"


def font_folder() -> Path | None:
    """Where the fonts for print lie; None until `make` has built them."""
    found = finders.find(ONE_FONT)
    return Path(found).parent if isinstance(found, str) else None


def as_frozen(row: FrozenDocument) -> Frozen:
    """The row as a value."""
    return Frozen(
        id=row.id,
        case_ref=row.case_ref,
        kind=row.kind,
        number=row.number,
        sha256=row.sha256,
        file_id=row.file_id,
        frozen_at=row.frozen_at,
        pages=len(row.picture_ids),
    )


def as_issued(row: IssuedDocument) -> Issued:
    """The row, with its frozen one, as a value."""
    return Issued(
        id=row.id,
        case_ref=row.case_ref,
        kind=row.kind,
        title=row.frozen.title,
        number=row.number,
        token=row.token,
        holder_person_id=row.holder_person_id,
        issuer_title=row.frozen.issuer_title,
        agency=row.frozen.agency,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        issued_at=row.issued_at,
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
        file_id=row.file_id,
        sha256=row.sha256,
    )


def newest_frozen(case_ref: UUID, kind: str) -> FrozenDocument | None:
    """The newest revision of a case's document."""
    return FrozenDocument.objects.filter(case_ref=case_ref, kind=kind).order_by("-revision").first()


def frozen(frozen_id: UUID) -> Frozen:
    """A frozen document."""
    return as_frozen(FrozenDocument.objects.get(id=frozen_id))


def frozen_content(frozen_id: UUID) -> bytes:
    """Its PDF."""
    return read(FrozenDocument.objects.get(id=frozen_id).file_id)


def frozen_picture(frozen_id: UUID, page: int) -> bytes | None:
    """One of its pages (from 0) as PNG, drawn with the PDF from the same data; None beyond the last.

    For officers without a PDF reader. No other page is read.
    """
    pictures = FrozenDocument.objects.get(id=frozen_id).picture_ids
    return read(UUID(pictures[page])) if 0 <= page < len(pictures) else None


def _issued() -> QuerySet[IssuedDocument]:
    return IssuedDocument.objects.select_related("frozen")


def my_documents(*, actor: Actor, now: datetime) -> tuple[Issued, ...]:
    """The documents that the actor holds, newest first. Authorises: SIGNED_IN."""
    authorise(actor, SIGNED_IN)
    return tuple(as_issued(row) for row in _issued().filter(OWN_DOCUMENT.visible(actor)).order_by("-id"))


def my_document_link(*, actor: Actor, now: datetime, document_id: UUID) -> str:
    """A short-lived address of the actor's own document. Authorises. Raises DocumentUnknown, Forbidden."""
    row = _issued().filter(id=document_id).first()
    if row is None:
        raise DocumentUnknown
    authorise(actor, OWN_DOCUMENT, row)
    return download_link(document_id=document_id, now=now)


def issued_for(*, case_ref: UUID) -> tuple[Issued, ...]:
    """What a case issued."""
    return tuple(as_issued(row) for row in _issued().filter(case_ref=case_ref).order_by("id"))


def download_link(*, document_id: UUID, now: datetime) -> str:
    """A short-lived address of the signed PDF."""
    row = IssuedDocument.objects.get(id=document_id)
    return link(row.file_id, now=now, name=f"{row.number}.pdf")


def issued_here(*, actor: Actor, number: str = "", at_most: int = 50) -> tuple[Issued, ...]:
    """What the actor may withdraw, newest first; only the one with this number, where one is given.

    Nobody who holds no post finds any.
    """
    rows = _issued().filter(REVOKE.visible(actor)).order_by("-id")
    if number.strip():
        rows = rows.filter(number=tidy_number(number))
    return tuple(as_issued(row) for row in rows[:at_most])


def issued_at_desk(*, actor: Actor, document_id: UUID) -> Issued:
    """One that the actor may withdraw. Authorises. Raises DocumentUnknown, Forbidden, SignInNeeded."""
    row = _issued().filter(id=document_id).first()
    if row is None:
        raise DocumentUnknown
    authorise(actor, REVOKE, row)
    return as_issued(row)


def document_by_number(number: str) -> Issued:
    """The issued document of a number, for the command line. Raises DocumentUnknown."""
    row = _issued().filter(number=tidy_number(number)).first()
    if row is None:
        raise DocumentUnknown
    return as_issued(row)


def tidy_number(typed: str) -> str:
    """A number as it is kept; what can't be one stays as it was typed, and finds nothing."""
    try:
        return str(Reference.parse(typed))
    except MistypedReference:
        return typed


def issued_content(document_id: UUID) -> bytes:
    """The signed PDF."""
    return read(IssuedDocument.objects.get(id=document_id).file_id)


def issued_documents() -> Iterator[tuple[Issued, bytes]]:
    """Every issued document with its signed PDF, oldest first; for `sahulat demo documents DIR`."""
    for row in _issued().order_by("id").iterator(chunk_size=200):
        yield as_issued(row), read(row.file_id)


def document_by_code(*, token: str, number: str | None = None) -> Issued:
    """The issued document behind a check code, as scanned or typed; with its number where that was typed too.

    For everyone: whoever has the code has the paper. Raises DocumentUnknown, the same for each reason.
    """
    return as_issued(_by_code(token, number))


def shown_lines(document_id: UUID) -> list[dict[str, dict[str, str]]]:
    """What a stranger with the code may compare: [{"label": {…}, "value": {…}}], masked."""
    shown: list[dict[str, dict[str, str]]] = _issued().get(id=document_id).frozen.shown
    return shown


def _by_code(token: str, number: str | None) -> IssuedDocument:
    code = read_code(token)
    row = _issued().filter(token=code).first() if code is not None else None
    if row is None or (number is not None and not _same_number(number, row.number)):
        raise DocumentUnknown
    return row


def _same_number(typed: str, number: str) -> bool:
    return tidy_number(typed) == number


def document_by_content(sha256: str) -> Issued | None:
    """The issued document with exactly these bytes."""
    row = _issued().filter(sha256=sha256).first()
    return as_issued(row) if row is not None else None


def verify_signature(pdf: bytes, *, now: datetime) -> SignatureVerdict:
    """Whether the PDF is signed by this installation's authority and unchanged since. Never raises for a bad PDF."""
    return verify_pdf(pdf, root=trust_root(), now=now)
