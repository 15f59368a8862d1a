"""Values of the documents room: what a document shows, a frozen one, an issued one, a verdict, refusals. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sahulat.kernel.refusals import N_, Refusal
from sahulat.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues: the post, its title and agency, and the name of its present holder."""

    post_id: UUID
    title: Text
    agency: Text
    government: Text
    holder_person_id: UUID | None
    holder_name: Text


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a document, in every language; `masked` is what a stranger's check page may show of it."""

    name: str
    label: Text
    value: Text
    masked: Text | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a document says: its lines, and the named values that its sentences use."""

    lines: tuple[Line, ...]
    values: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled document.typ: its source and the texts it uses."""

    source: str
    texts: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A rendered document whose bytes are fixed: what an officer sees and approves by its hash."""

    id: UUID
    case_ref: UUID
    kind: str
    number: str
    sha256: str
    file_id: UUID
    frozen_at: datetime
    pages: int


class State(StrEnum):
    """Whether an issued document holds."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued document as its holder and officers see it."""

    id: UUID
    case_ref: UUID
    kind: str
    title: Text
    number: str
    token: str
    holder_person_id: UUID
    issuer_title: Text
    agency: Text
    valid_from: date
    valid_to: date | None
    issued_at: datetime
    revoked_at: datetime | None
    revoked_reason: str
    file_id: UUID
    sha256: str

    def state(self, today: date) -> State:
        """Whether it holds on that day."""
        if self.revoked_at is not None:
            return State.REVOKED
        if self.valid_to is not None and today >= self.valid_to:
            return State.EXPIRED
        return State.VALID


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What checking a PDF's signature found."""

    signed: bool
    intact: bool
    trusted: bool
    covers_all: bool
    signer: str
    signed_at: datetime | None
    why: str = ""

    @property
    def holds(self) -> bool:
        """True when nothing was changed and the signer is one we trust."""
        return self.signed and self.intact and self.trusted and self.covers_all


class DocumentUnknown(Refusal):
    """No issued document has this number and code."""

    code = "documents.document-unknown"
    status = 404
    message = N_("We issued no document with this number and code. Compare each character with the paper.")


class AlreadyRevoked(Refusal):
    """The document was withdrawn before."""

    code = "documents.already-revoked"
    status = 409
    message = N_("This document was already withdrawn.")


class FrozenChanged(Refusal):
    """What was approved isn't what would be signed now."""

    code = "documents.frozen-changed"
    status = 409
    message = N_("The document has changed since you saw it. Look at it again, then approve.")


class RenderingFailed(Refusal):
    """The template can't be rendered with these contents."""

    code = "documents.rendering-failed"
    status = 500
    message = N_("The document could not be drawn. We were told. Nothing was lost; try again later.")


class NotAPdf(Refusal):
    """The uploaded file is no PDF."""

    code = "documents.not-a-pdf"
    status = 422
    message = N_("This is not a PDF. Choose the file as you received it, ending in .pdf.")
