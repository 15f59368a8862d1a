"""What the cases room tells the rooms above: past tense, versioned, ids and plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sahulat.foundation.events.types import Event


@dataclass(frozen=True)
class _CaseEvent(Event):
    """Something happened to one case; events of one case keep their order."""

    case_id: UUID
    reference: str

    @property
    def key(self) -> str:
        """Order is kept per case."""
        return str(self.case_id)


@dataclass(frozen=True)
class ApplicationSubmitted(_CaseEvent):
    """An application was received and became a case."""

    type: ClassVar[str] = "cases.application-submitted.v1"
    version_id: UUID
    promised_on: str


@dataclass(frozen=True)
class ApplicationSentBack(_CaseEvent):
    """An officer asked the applicant to mend the named fields; the clock stands."""

    type: ClassVar[str] = "cases.application-sent-back.v1"
    fields: list[str]


@dataclass(frozen=True)
class ApplicationMended(_CaseEvent):
    """The applicant mended what was asked; the clock goes on."""

    type: ClassVar[str] = "cases.application-mended.v1"
    promised_on: str


@dataclass(frozen=True)
class CaseForwarded(_CaseEvent):
    """An officer finished a task and passed the case on."""

    type: ClassVar[str] = "cases.case-forwarded.v1"
    step: str


@dataclass(frozen=True)
class CaseApproved(_CaseEvent):
    """An officer approved; what was approved is about to be signed."""

    type: ClassVar[str] = "cases.case-approved.v1"
    sha256: str


@dataclass(frozen=True)
class CaseGranted(_CaseEvent):
    """The document is issued and the case has ended well."""

    type: ClassVar[str] = "cases.case-granted.v1"
    document_id: UUID | None


@dataclass(frozen=True)
class CaseRefused(_CaseEvent):
    """An officer refused, with a reason of the service's catalogue."""

    type: ClassVar[str] = "cases.case-refused.v1"
    reason: str


@dataclass(frozen=True)
class CaseWithdrawn(_CaseEvent):
    """The applicant took the application back."""

    type: ClassVar[str] = "cases.case-withdrawn.v1"
