"""Tasks and compiled processes. No function authorises: ask before calling."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sahulat.platform.catalogue.public import package
from sahulat.platform.processes.models import ProcessInstance, Task
from sahulat.platform.processes.types import OpenTask, Process, TaskUnknown

PART = "process.bpmn"


def process_of(version_id: UUID) -> Process:
    """The compiled process of a version: its tasks with names, lanes, outcomes. Raises ServiceUnknown."""
    process: Process = package(version_id).parts[PART]
    return process


def as_open_task(row: Task) -> OpenTask:
    """The row, with its instance, as a value."""
    kind = process_of(row.instance.version_id).tasks[row.node]
    return OpenTask(
        id=row.id,
        instance_id=row.instance_id,
        case_ref=row.instance.case_ref,
        node=row.node,
        path=row.path,
        name=kind.name,
        automatic=row.automatic,
        outcomes=kind.outcomes,
        action=kind.action,
        role=row.role,
        post_id=row.post_id,
        person_id=row.person_id,
        opened_at=row.opened_at,
        due_on=row.due_on,
        seq=row.instance.seq,
        closed_at=row.closed_at,
        outcome=row.outcome,
    )


def _tasks(case_ref: UUID) -> list[Task]:
    rows = Task.objects.select_related("instance").filter(instance__case_ref=case_ref, automatic=False)
    return list(rows.order_by("opened_at", "id"))


def open_tasks(*, case_ref: UUID) -> tuple[OpenTask, ...]:
    """The case's open tasks for people, oldest first."""
    return tuple(as_open_task(row) for row in _tasks(case_ref) if row.closed_at is None)


def standing_still(case_refs: Collection[UUID] | None = None) -> tuple[UUID, ...]:
    """The cases (of these, or of all) whose process met an incident and stands still, longest first."""
    rows = ProcessInstance.objects.exclude(incident="")
    if case_refs is not None:
        rows = rows.filter(case_ref__in=list(case_refs))
    return tuple(rows.order_by("started_at", "id").values_list("case_ref", flat=True))


def task(task_id: UUID) -> OpenTask:
    """One task. Raises TaskUnknown."""
    row = Task.objects.select_related("instance").filter(id=task_id).first()
    if row is None:
        raise TaskUnknown
    return as_open_task(row)
