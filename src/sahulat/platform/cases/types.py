"""Values of the cases room: states, kinds of entries, what the pages show. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sahulat.kernel.refusals import N_, Refusal
from sahulat.kernel.text import Text

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
    submitted_at: datetime
    due_on: date
    days_left: int
    state: State
    stands_still: bool = False


@dataclass(frozen=True, slots=True)
class InboxPage:
    """One page of the inbox, with the count of each pile and where to go on."""

    view: View
    rows: tuple[InboxRow, ...]
    counts: dict[View, int]
    total: int | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TimeTaken:
    """How long a service took in fact: half of the decided cases took no more working days than `days`."""

    service_key: str
    promised_days: int
    days: int
    cases: int


class CaseUnknown(Refusal):
    """There is no such case, or it is not for this reader: the answer is the same."""

    code = "cases.unknown"
    status = 404
    message = N_("We don't find this. Check the address or the reference, or look under your applications.")


class TaskTaken(Refusal):
    """The task was finished meanwhile, by another officer or in another window."""

    code = "cases.task-taken"
    status = 409
    message = N_("This step was finished a moment ago, so nothing was changed. Look at the history, then go on.")


class CaseClosed(Refusal):
    """The case has ended; nothing more can happen to it."""

    code = "cases.closed"
    status = 409
    message = N_("This application has already ended, so nothing was changed. Its page says how.")


class TooLateToWithdraw(Refusal):
    """The certificate is approved and being signed."""

    code = "cases.too-late-to-withdraw"
    status = 409
    message = N_("This application is already decided, so it can't be taken back. Its page says how it ended.")


class NothingAsked(Refusal):
    """The applicant mends, but nothing is asked at present."""

    code = "cases.nothing-asked"
    status = 409
    message = N_("Nothing is asked of you now, so nothing was changed. The page of your application says where it is.")


class OutcomeNotOffered(Refusal):
    """The process does not offer this way to finish the task."""

    code = "cases.outcome-not-offered"
    status = 409
    message = N_("This step can't be finished in this way. Choose one of the buttons on its page.")


class PressUnclear(Refusal):
    """The key of a form is missing, is none, or belongs to other words that were sent with it before."""

    code = "cases.press-unclear"
    status = 409
    message = N_("Nothing was kept: this page was not sent whole, or was sent before. Press the button once more.")


class DocumentChanged(Refusal):
    """What the officer signs is no longer what was shown."""

    code = "cases.document-changed"
    status = 409
    message = N_("The document is not the one that you saw. Look at it again, then approve.")
