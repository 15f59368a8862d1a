"""Values of the processes room: a compiled process, what its host must answer and do, refusals. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from sahulat.kernel.refusals import N_, Refusal
from sahulat.kernel.text import Text
from sahulat.notation.bpmn import Net
from sahulat.notation.feel import Expression


@dataclass(frozen=True, slots=True)
class TaskKind:
    """What a task of the process is: its node, name, lane, outcomes (user) or action (automatic), days."""

    node: str
    name: Text
    lane: str
    automatic: bool
    outcomes: tuple[str, ...] = ()
    action: str = ""
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """A compiled process.bpmn: the net, its tasks by node, its conditions by flow."""

    net: Net
    net_hash: str
    tasks: Mapping[str, TaskKind]
    conditions: Mapping[str, Expression]


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task as other rooms see it."""

    id: UUID
    instance_id: UUID
    case_ref: UUID
    node: str
    path: str
    name: Text
    automatic: bool
    outcomes: tuple[str, ...]
    action: str
    role: str
    post_id: UUID | None
    person_id: UUID | None
    opened_at: datetime
    due_on: date | None
    seq: int
    closed_at: datetime | None = None
    outcome: str = ""


class Host(Protocol):
    """What the room that owns the cases does for their processes, in the caller's transaction."""

    def data(self, *, case_ref: UUID) -> Mapping[str, Any]:
        """The names that a gateway's condition may use: the case's answers, as FEEL values."""

    def place(self, *, case_ref: UUID, answer: str) -> UUID | None:
        """The place that the answer of that name gives; None when there is none."""

    def on_opened(self, *, task: OpenTask, now: datetime) -> None:
        """A task for a person has opened."""

    def on_automatic(self, *, task: OpenTask, now: datetime) -> bool:
        """Carry out `task.action`. True: done, go on. False: it will be completed later by complete_automatic."""

    def on_ended(self, *, case_ref: UUID, instance_id: UUID, outcome: str, now: datetime) -> None:
        """The process has ended; `outcome` is that of the last task a person completed."""

    def on_incident(self, *, case_ref: UUID, instance_id: UUID, why: str, now: datetime) -> None:
        """The process can't go on by itself: somebody must look."""


class TaskUnknown(Refusal):
    """There is no such task for this actor."""

    code = "processes.task-unknown"
    status = 404
    message = N_("There is no such task among yours. Go back to your inbox.")


class TaskAlreadyDone(Refusal):
    """Somebody completed the task first."""

    code = "processes.task-already-done"
    status = 409
    message = N_("Somebody else has already done this. Nothing of yours was lost. Look at the case again.")


class StalePage(Refusal):
    """The case went on since the page was shown."""

    code = "processes.stale-page"
    status = 409
    message = N_("The case has moved on since you opened this page. Look at it again, then decide.")


class OutcomeUnknown(Refusal):
    """The task has no such outcome."""

    code = "processes.outcome-unknown"
    status = 422
    message = N_("That can't be chosen here. Choose one of the buttons on the page.")


class NoPostForRole(Refusal):
    """Nobody is appointed for this work in that place."""

    code = "processes.no-post"
    status = 503
    message = N_("No office is set up for this work in that place yet. Nothing was lost; ask the district office.")
