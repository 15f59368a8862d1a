"""Reading processes and tasks; the registration of their host."""

from sahulat.platform.processes.queries.hosts import ACTIONS, register_action, register_host, the_host
from sahulat.platform.processes.queries.tasks import as_open_task, open_tasks, process_of, task, tasks_of

__all__ = [
    "ACTIONS",
    "as_open_task",
    "open_tasks",
    "process_of",
    "register_action",
    "register_host",
    "task",
    "tasks_of",
    "the_host",
]
