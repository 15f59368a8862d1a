"""What happened to documents, for the rooms above. No personal value in any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sahulat.foundation.events.types import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIssued(Event):
    """A document was signed and recorded as issued."""

    type: ClassVar[str] = "documents.document-issued.v1"
    document_id: UUID
    case_ref: UUID
    kind: str
    holder_person_id: UUID

    @property
    def key(self) -> str:
        """Events of one case's documents keep their order."""
        return str(self.case_ref)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRevoked(Event):
    """An issued document was withdrawn."""

    type: ClassVar[str] = "documents.document-revoked.v1"
    document_id: UUID
    case_ref: UUID
    kind: str
    holder_person_id: UUID

    @property
    def key(self) -> str:
        """Events of one case's documents keep their order."""
        return str(self.case_ref)
