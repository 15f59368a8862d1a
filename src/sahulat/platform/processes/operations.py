"""Starting processes and carrying them on, each exactly once, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sahulat.foundation.access.types import Actor
from sahulat.platform.processes.types import OpenTask


def start(*, actor: Actor, now: datetime, case_ref: UUID, version_id: UUID, applicant_person_id: UUID) -> UUID:
    """Start the version's process for a case; returns the instance's id. Safe to repeat: the running one again.

    Raises NoPostForRole when a first task finds no post.
    """
    raise NotImplementedError


def complete_task(
    *,
    actor: Actor,
    now: datetime,
    task_id: UUID,
    outcome: str,
    data: Mapping[str, Any] | None = None,
    seen_seq: int | None = None,
) -> OpenTask:
    """Complete a person's task with one of its outcomes and carry the process on.

    A step of the caller's operation, which authorises. `data` are further names for the gateways' conditions.
    Raises TaskUnknown, TaskAlreadyDone, OutcomeUnknown, StalePage when `seen_seq` isn't the instance's, NoPostForRole.
    """
    raise NotImplementedError


def complete_automatic(*, actor: Actor, now: datetime, case_ref: UUID, action: str) -> bool:
    """The case's open automatic task with this action is done: carry on. False when there is none (done before)."""
    raise NotImplementedError


def end(*, actor: Actor, now: datetime, case_ref: UUID) -> None:
    """Close all open tasks and end the process, because the applicant took the case back. Safe to repeat."""
    raise NotImplementedError


def resume(*, actor: Actor, now: datetime, case_ref: UUID) -> None:
    """After an incident was mended: ask again what could not be answered. Safe to repeat."""
    raise NotImplementedError
