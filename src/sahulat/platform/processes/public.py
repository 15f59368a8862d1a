"""The door of the processes room."""

from sahulat.platform.processes.models import ProcessInstance, Task
from sahulat.platform.processes.operations import complete_automatic, complete_task, end, resume, start
from sahulat.platform.processes.queries import (
    open_tasks,
    process_of,
    register_host,
    standing_still,
    task,
)
from sahulat.platform.processes.types import OpenTask

__all__ = [
    "OpenTask",
    "ProcessInstance",
    "Task",
    "complete_automatic",
    "complete_task",
    "end",
    "open_tasks",
    "process_of",
    "register_host",
    "resume",
    "standing_still",
    "start",
    "task",
]
