"""Values of the cases room: states, kinds of entries, what the pages show. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sahulat.kernel.text import Text

APPLICANT_ROLE = "applicant"
"""The lane of a process whose tasks are the applicant's own (mending what was sent back)."""

ISSUE_ACTION = "issue"
"""The action of an automatic task that signs and issues the approved document."""


class State(StrEnum):
    """Where a case stands. The first three are open, the others final."""

    WITH_OFFICE = "with_office"
    WITH_APPLICANT = "with_applicant"
    ISSUING = "issuing"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen."""
        return self in OPEN_STATES


OPEN_STATES = (State.WITH_OFFICE, State.WITH_APPLICANT, State.ISSUING)


class EntryKind(StrEnum):
    """What a line of a case's history says."""

    RECEIVED = "received"
    SENT_BACK = "sent_back"
    MENDED = "mended"
    FORWARDED = "forwarded"
    APPROVED = "approved"
    ISSUED = "issued"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """How a task can end; a process names for each task which of these it offers."""

    FORWARD = "forward"
    QUERY = "query"
    REFUSE = "refuse"
    APPROVE = "approve"
    COMPLETE = "complete"


class View(StrEnum):
    """The piles of an officer's inbox."""

    MINE = "mine"
    OFFICE = "office"
    LATE = "late"
    SOON = "soon"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an applicant gets for a submitted application."""

    case_id: UUID
    reference: str
    submitted_at: datetime
    promised_on: date


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the inbox: for whom, what, from whom since when, until when."""

    task_id: UUID
    case_id: UUID
    reference: str
    name: Text
    service: Text
    step: Text
    post: Text | None
    from_post: Text | None
    since: datetime
    due_on: date
    days_late: int
    days_left: int
    state: State


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page of the inbox, with the count of each pile and where to go on."""

    view: View
    rows: tuple[InboxRow, ...]
    counts: dict[View, int]
    after: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """How long a service took in fact: half of the decided cases took no more working days than `days`."""

    service_id: UUID
    promised_days: int
    days: int
    cases: int
