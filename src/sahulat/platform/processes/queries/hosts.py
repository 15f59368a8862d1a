"""Who owns the cases whose processes run here, and what automatic tasks may do."""

from __future__ import annotations

from sahulat.platform.processes.types import Host

ACTIONS = ("issue",)
"""Actions of automatic tasks that a process may name."""

_hosts: list[Host] = []


def register_host(host: Host) -> None:
    """Let `host` answer and act for processes. One per installation; the last registration holds."""
    _hosts[:] = [host]


def the_host() -> Host:
    """The registered host. Raises LookupError (a wrongly put together installation) when there is none."""
    if not _hosts:
        raise LookupError("no room has registered itself as the host of processes")
    return _hosts[0]
