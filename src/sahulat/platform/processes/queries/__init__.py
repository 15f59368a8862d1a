"""Reading processes and tasks; the registration of their host."""

from sahulat.platform.processes.queries.hosts import ACTIONS, register_host, the_host
from sahulat.platform.processes.queries.tasks import as_open_task, open_tasks, process_of, standing_still, task

__all__ = [
    "ACTIONS",
    "as_open_task",
    "open_tasks",
    "process_of",
    "register_host",
    "standing_still",
    "task",
    "the_host",
]
