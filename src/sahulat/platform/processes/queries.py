"""Reading processes and tasks; the registration of their host."""

from __future__ import annotations

from uuid import UUID

from sahulat.platform.processes.types import Host, OpenTask, Process


def register_host(host: Host) -> None:
    """Let `host` answer and act for processes. One per installation; the last registration holds."""
    raise NotImplementedError


def open_tasks(*, case_ref: UUID) -> tuple[OpenTask, ...]:
    """The case's open tasks for people, oldest first."""
    raise NotImplementedError


def tasks_of(*, case_ref: UUID) -> tuple[OpenTask, ...]:
    """All the case's tasks for people, open and closed, oldest first."""
    raise NotImplementedError


def task(task_id: UUID) -> OpenTask:
    """One task. Raises TaskUnknown."""
    raise NotImplementedError


def process_of(version_id: UUID) -> Process:
    """The compiled process of a version: its tasks with names, lanes, outcomes."""
    raise NotImplementedError
