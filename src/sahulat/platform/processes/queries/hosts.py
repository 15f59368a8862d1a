"""Who owns the cases whose processes run here, and what automatic tasks may do."""

from __future__ import annotations

from sahulat.platform.processes.types import Host

ACTIONS: list[str] = ["issue"]
"""Actions of automatic tasks that a process may name."""

_hosts: list[Host] = []


def register_host(host: Host) -> None:
    """Let `host` answer and act for processes. One per installation; the last registration holds."""
    _hosts[:] = [host]


def register_action(name: str) -> None:
    """Let processes name this action; the host carries it out. Safe to repeat."""
    if name not in ACTIONS:
        ACTIONS.append(name)


def the_host() -> Host:
    """The registered host. Raises LookupError (a wrongly put together installation) when there is none."""
    if not _hosts:
        raise LookupError("no room has registered itself as the host of processes")
    return _hosts[0]
