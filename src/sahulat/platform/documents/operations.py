"""Freezing, issuing, recording and revoking documents."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from sahulat.foundation.access.public import EVERYONE, SYSTEM, authorise, operation
from sahulat.foundation.access.types import Actor, DataClass
from sahulat.foundation.events.public import record
from sahulat.foundation.files.public import Allowed, store
from sahulat.foundation.jobs.public import defer
from sahulat.foundation.languages.public import day_text
from sahulat.foundation.numbering.public import next_reference
from sahulat.kernel.ids import new_id
from sahulat.kernel.refusals import N_, FieldError, FieldsRefused
from sahulat.kernel.text import Text
from sahulat.platform.catalogue.public import package
from sahulat.platform.catalogue.types import Output
from sahulat.platform.documents.events import DocumentIssued, DocumentRevoked
from sahulat.platform.documents.models import FrozenDocument, IssuedDocument
from sahulat.platform.documents.permissions import REVOKE
from sahulat.platform.documents.queries import as_frozen, font_folder, newest_frozen
from sahulat.platform.documents.rules.codes import grouped, new_code, square_code
from sahulat.platform.documents.rules.drawing import DrawingFailed
from sahulat.platform.documents.rules.drawn import draw_document
from sahulat.platform.documents.rules.templates import inputs
from sahulat.platform.documents.types import (
    AlreadyRevoked,
    Contents,
    DocumentUnknown,
    Frozen,
    FrozenChanged,
    Issuer,
    RenderingFailed,
    Template,
)

TEMPLATE = "document.typ"
SIGN_JOB = "documents.sign"
PDF = Allowed(media_types=frozenset({"application/pdf"}), max_bytes=20_000_000)
PICTURE = Allowed(media_types=frozenset({"image/png"}), max_bytes=20_000_000)
NO_REASON = N_("Say why it is withdrawn. The reason is kept with the document.")
NO_END = Text({"en": "No end", "ur": "ہمیشہ کے لیے"})


@operation(EVERYONE)
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

    A step of the caller's operation, which has authorised, locked the case and writes the audit row. Safe to repeat:
    the same contents are the same document. All revisions have one number and code. Raises RenderingFailed.
    """
    authorise(actor, EVERYONE)
    sealed = package(version_id)
    output = sealed.definition.output(kind)
    last = newest_frozen(case_ref, kind)
    row = FrozenDocument(
        id=new_id(now),
        case_ref=case_ref,
        kind=kind,
        revision=last.revision + 1 if last else 1,
        version_id=version_id,
        title=output.name,
        number=last.number if last else str(_number(output, valid_from)),
        token=last.token if last else new_code(),
        holder_person_id=holder_person_id,
        issuer_post_id=issuer.post_id,
        issuer_title=issuer.title,
        agency=issuer.agency,
        holder_of_post=issuer.holder_name,
        shown=_shown(contents),
        valid_from=valid_from,
        valid_to=_years_later(valid_from, output.valid_years),
        data_key_id=data_key_id,
        data_class=sealed.definition.data_class,
        frozen_at=now,
    )
    data = _inputs(row, sealed.parts[TEMPLATE], contents, issuer)
    row.contents_sha256 = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    if last is not None and last.contents_sha256 == row.contents_sha256:
        return as_frozen(last)
    _draw(row, sealed.parts[TEMPLATE], data, actor=actor, now=now)
    row.save(force_insert=True)
    return as_frozen(row)


def _shown(contents: Contents) -> list[dict[str, dict[str, str]]]:
    """What the public check page may show of the contents."""
    lines = [(line.label, line.masked) for line in contents.lines]
    return [{"label": label.to_json(), "value": masked.to_json()} for label, masked in lines if masked is not None]


def _number(output: Output, valid_from: date) -> Any:
    prefix = f"{settings.SAHULAT_PREFIX}-{output.prefix}-{valid_from:%y}"
    return next_reference(f"document-{output.prefix.lower()}-{valid_from:%y}", prefix=prefix, digits=output.digits)


def _years_later(start: date, years: int | None) -> date | None:
    if years is None:
        return None
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return start.replace(year=start.year + years, month=3, day=1)


def _inputs(row: FrozenDocument, template: Template, contents: Contents, issuer: Issuer) -> dict[str, Any]:
    origin: str = settings.SAHULAT_ORIGIN
    until = NO_END if row.valid_to is None else _in_languages(row.valid_to)
    return inputs(
        template,
        title=row.title,
        agency=issuer.agency,
        government=issuer.government,
        number=row.number,
        code=grouped(row.token),
        verify=f"{origin.partition('://')[2]}/verify",
        qr=square_code(f"{origin}/v/{row.token}"),
        demo=settings.SAHULAT_DEMO,
        answers={name: value.to_json() for name, value in contents.values.items()},
        issuer={"title": issuer.title.to_json(), "holder": issuer.holder_name.to_json()},
        since=_in_languages(row.valid_from),
        until=until,
    )


def _in_languages(day: date) -> Text:
    return Text({code: day_text(day, code) for code in settings.SAHULAT_LANGUAGES})


def _draw(row: FrozenDocument, template: Template, data: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    fonts = font_folder()
    if fonts is None:
        raise RenderingFailed
    try:
        drawn = draw_document(template.source, data, fonts=fonts, at=now)
    except DrawingFailed as failed:
        raise RenderingFailed from failed
    row.sha256 = hashlib.sha256(drawn.pdf).hexdigest()
    row.file_id = _keep(row, drawn.pdf, PDF, f"{row.number}.pdf", actor=actor, now=now)
    row.picture_ids = [
        str(_keep(row, picture, PICTURE, f"{row.number}-{page}.png", actor=actor, now=now))
        for page, picture in enumerate(drawn.pictures, 1)
    ]


def _keep(row: FrozenDocument, content: bytes, allowed: Allowed, name: str, *, actor: Actor, now: datetime) -> UUID:
    return store(
        actor=actor,
        now=now,
        content=content,
        name=name,
        allowed=allowed,
        key_id=row.data_key_id,
        data_class=DataClass(row.data_class),
    ).id


@operation(EVERYONE)
def issue(*, actor: Actor, now: datetime, frozen_id: UUID, sha256: str) -> None:
    """Let a job sign the frozen bytes and record the issued document.

    A step of the caller's operation, which has authorised and writes the audit row: hence for everyone.
    `sha256` is the hash that was approved. Safe to repeat. Raises FrozenChanged when it isn't the frozen one's,
    or a newer revision exists. When done, the event DocumentIssued tells.
    """
    authorise(actor, EVERYONE)
    row = FrozenDocument.objects.filter(id=frozen_id).first()
    newest = newest_frozen(row.case_ref, row.kind) if row is not None else None
    if row is None or newest is None or newest.id != row.id or row.sha256 != sha256:
        raise FrozenChanged
    if not IssuedDocument.objects.filter(case_ref=row.case_ref, kind=row.kind).exists():
        defer(SIGN_JOB, unique=str(frozen_id), frozen_id=str(frozen_id))


@operation(SYSTEM)
def record_issued(*, actor: Actor, now: datetime, frozen_id: UUID, signed: bytes) -> IssuedDocument:
    """Record the signed document as issued. Safe to repeat and to race: the first one stays. Raises Forbidden."""
    authorise(actor, SYSTEM)
    frozen = FrozenDocument.objects.get(id=frozen_id)
    known = IssuedDocument.objects.filter(case_ref=frozen.case_ref, kind=frozen.kind).first()
    if known is not None:
        return known
    row = IssuedDocument(
        id=new_id(now),
        frozen=frozen,
        case_ref=frozen.case_ref,
        kind=frozen.kind,
        number=frozen.number,
        token=frozen.token,
        holder_person_id=frozen.holder_person_id,
        file_id=_keep(frozen, signed, PDF, f"{frozen.number}.pdf", actor=actor, now=now),
        sha256=hashlib.sha256(signed).hexdigest(),
        valid_from=frozen.valid_from,
        valid_to=frozen.valid_to,
        issued_at=now,
    )
    IssuedDocument.objects.bulk_create([row], ignore_conflicts=True)
    kept = IssuedDocument.objects.get(case_ref=frozen.case_ref, kind=frozen.kind)
    if kept.id == row.id:
        record(
            actor=actor,
            now=now,
            action="documents.issue",
            subject_type="document",
            subject_id=row.id,
            person_id=row.holder_person_id,
            details={"kind": row.kind, "frozen_sha256": frozen.sha256, "sha256": row.sha256},
            event=DocumentIssued(
                document_id=row.id,
                case_ref=row.case_ref,
                kind=row.kind,
                holder_person_id=row.holder_person_id,
            ),
        )
    return kept


@operation(REVOKE)
def revoke(*, actor: Actor, now: datetime, document_id: UUID, reason: str) -> None:
    """Withdraw an issued document; its check page says so from now on.

    Raises DocumentUnknown, AlreadyRevoked, FieldsRefused without a reason, Forbidden, SignInNeeded.
    """
    row = IssuedDocument.objects.select_for_update(of=("self",)).filter(id=document_id).first()
    if row is None:
        raise DocumentUnknown
    authorise(actor, REVOKE, row)
    if row.revoked_at is not None:
        raise AlreadyRevoked
    if not reason.strip():
        raise FieldsRefused({"reason": FieldError(NO_REASON)})
    row.revoked_at = now
    row.revoked_reason = reason.strip()[:400]
    row.revoked_by_post = actor.post_id
    row.save(update_fields=["revoked_at", "revoked_reason", "revoked_by_post"])
    record(
        actor=actor,
        now=now,
        action="documents.revoke",
        subject_type="document",
        subject_id=row.id,
        person_id=row.holder_person_id,
        details={"kind": row.kind},
        event=DocumentRevoked(
            document_id=row.id, case_ref=row.case_ref, kind=row.kind, holder_person_id=row.holder_person_id
        ),
    )
